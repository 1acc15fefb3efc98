// Two rooms of one name, one after the other: the second knows nothing of the first. And a room that is put away and
// comes back, or is set otherwise, which is the same one.
import { equal, is, ok, throws } from 'uvu/assert';
import { z } from 'zod';
import { stage } from '../../adapters/testing/testing.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';

const door = behaviour({
  name: 'door',
  about: 'Lets one in and remembers who left.',
  settings: z.strictObject({ isShut: z.boolean().default(true) }),
  data: (): { gone: readonly string[] } => ({ gone: [] }),
  rules: {
    create: ({ data }, { bare }) => (data.gone.includes(bare) ? refuse('forbidden', 'You left the last room.') : undefined),
    enter: ({ settings }) => (settings.isShut ? refuse('forbidden', 'This room is shut.') : undefined),
  },
  hears: { left: ({ data }, { who }) => ({ data: { gone: [...data.gone, who.bare] } }) },
});
const open = kind({ name: 'open', about: 'Everybody may enter.', listed: true }, []);

/** A room that somebody makes, while another waits: its address stays when nobody is inside. */
function madeRoom() {
  const room = stage(door, { standing: false, kinds: [open] });
  const woody = room.person('woody').enters().isInside();
  room.person('waiting').sends('<presence/>');
  return { room, woody };
}

suite('the next room of a name', test => {
  test('does not know who left the last one', () => {
    const { room, woody } = madeRoom();
    woody.leaves();
    is(room.facts('dissolved').length, 1);
    equal(room.data(door), { gone: [] });
    woody.enters().isInside();
  });

  test('has the settings of the configuration, not those of the last one', () => {
    const { room, woody } = madeRoom();
    room.configure('door', { isShut: false });
    equal(room.settings('door'), { isShut: false });
    woody.leaves();
    equal(room.settings('door'), { isShut: true });
    woody.enters();
    room.person('buzz').enters().isRefused('forbidden', 'This room is shut.');
  });

  test('is of the kind of the configuration, not of the one that the last became', () => {
    const { room, woody } = madeRoom();
    room.becomes('open');
    equal(room.floor!.kind, 'open');
    woody.leaves();
    is(room.floor!.kind, room.kind.name);
    woody.enters();
    room.person('buzz').enters().isRefused('forbidden', 'This room is shut.');
  });

  test('trusts the behaviours that failed in the last one', () => {
    let isBroken = true;
    const glass = behaviour({
      name: 'glass',
      about: 'Breaks.',
      hears: {
        said: () => {
          if (isBroken) throw new Error('broken');
        },
      },
    });
    const room = stage(glass, { standing: false, onFault: 'keep' });
    const woody = room.person('woody').enters().says('hello');
    equal(room.engine.room('room')!.behaviours[0]!.trust, 'out');
    room.person('waiting').sends('<presence/>');
    isBroken = false;
    woody.leaves();
    woody.enters();
    equal(room.engine.room('room')!.behaviours[0]!.trust, 'well');
  });

  test('is the one that comes back when the program began anew in between', () => {
    const { room, woody } = madeRoom();
    room.configure('door', { isShut: false });
    room.becomes('open');
    woody.leaves();
    room.restarts();
    equal([room.floor!.kind, room.data(door), room.settings('door')], [room.kind.name, { gone: [] }, { isShut: true }]);
  });

  test('lets those who waited for the last one make it', () => {
    const { room, woody } = madeRoom();
    woody.leaves();
    const waiting = room.person('waiting').enters().isInside();
    equal(
      room.facts('founded').map(({ by }) => by.bare),
      ['waiting@home.example'],
    );
    waiting.leaves();
    is(room.floor, undefined);
  });

  test('is of the kind of the last one, where that of its name was learnt anew and does not fit', () => {
    const { room, woody } = madeRoom();
    const { name } = room.kind;
    const strict = behaviour({
      name: 'strict',
      about: 'Must be told how much.',
      settings: z.strictObject({ much: z.number() }),
    });
    const learnt = kind({ name, about: 'One that needs to be set.', listed: true }, [strict]);
    room.engine.learn(new Map([[name, learnt]]));
    const failures: unknown[] = [];
    room.engine.facts$.subscribe(({ fact }) => {
      if (fact.type === 'failed') failures.push([fact.request, /much/.test(String(fact.error))]);
    });
    throws(() => woody.leaves(), /much/);
    woody.isOutside();
    equal(failures, [['a room that begins anew', true]]);
    is(room.facts('dissolved').length, 1);
    equal([room.floor!.people.size, room.floor!.slots.kind.parts[0]!.behaviour.name], [0, 'door']);
    equal(room.data(door), { gone: [] });
    woody.enters().isInside();
  });

  test('is not begun where a step fails that would have ended the last one', () => {
    let isBroken = false;
    const judge = behaviour({
      name: 'judge',
      about: 'Rules, and breaks.',
      data: () => ({ left: 0 }),
      rules: { topic: () => undefined },
      hears: {
        dissolved: () => {
          if (isBroken) throw new Error('broken');
        },
        said: ({ data }) => ({ data: { left: data.left + 1 } }),
      },
    });
    const room = stage(judge, { standing: false, onFault: 'keep' });
    const woody = room.person('woody').enters().says('hello');
    room.person('waiting').sends('<presence/>');
    isBroken = true;
    // who leaves cannot be refused: the step goes on without it
    woody.leaves().isOutside();
    ok(room.floor);
    isBroken = false;
    woody.enters().isInside();
    equal([room.data(judge), room.engine.room('room')!.behaviours[0]!.trust], [{ left: 0 }, 'well']);
  });
});

suite('a room that goes on', test => {
  test('keeps what has no value: a default does not come back', () => {
    const secret = behaviour({
      name: 'secret',
      about: 'Has a word, until it is cleared.',
      data: (): { word: string | undefined; other: string | undefined } => ({ word: 'tiger', other: 'stays' }),
      requests: { clear: { about: 'Clears it.', who: 'anyone', word: 'clear' } },
      rules: { topic: ({ data }) => (data.word === undefined ? undefined : refuse('forbidden', 'There is a word.')) },
      hears: { clear: () => ({ data: { word: undefined } }) },
    });
    const room = stage(secret);
    const woody = room.person('woody').enters().says('!clear');
    room.restarts();
    equal(room.data(secret), { word: undefined, other: 'stays' });
    woody.setsTopic('News').isNotRefused();
    room.restarts();
    equal(Object.keys(room.data(secret)).sort(), ['other', 'word']);
  });

  test('is not set in a way in which no room could begin', () => {
    const counting = behaviour({
      name: 'counting',
      about: 'Cannot begin with many.',
      settings: z.strictObject({ many: z.number().default(1), each: z.number().default(1) }),
      data: ({ many }) => {
        if (many > 5) throw new Error('more than five are too many');
        return { many };
      },
      own: ({ each }) => {
        if (each > 5) throw new Error('more than five each are too many');
        return { each };
      },
      rules: { speak: ({ own }) => (own.each > 4 ? refuse('forbidden', 'No more.') : undefined) },
    });
    const room = stage(counting, { standing: false });
    const woody = room.person('woody').enters();
    throws(() => room.configure('counting', { many: 9 }), /counting: more than five are too many\. Nothing was changed\./);
    throws(() => room.configure('counting', { each: 9 }), /counting: more than five each are too many\. Nothing was changed\./);
    equal(room.settings('counting'), { many: 1, each: 1 });
    woody.says('hello').isNotRefused();
    woody.leaves().isOutside();
    is(room.floor, undefined);
    equal(room.faults(), []);
  });
});
