// What those who run a service ask of a room that stands: whole or not at all, and what cannot be kept is named.
import { equal, is, match, ok } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';
import { keeper, tryOut } from './try-out.ts';

const limit: Behaviour<{ most: number; text: string }, { said: number }> = {
  name: 'limit',
  about: 'So many messages and no more.',
  settings: z.strictObject({ most: z.int().min(1).max(9).default(2), text: z.string().default('Enough.') }),
  data: () => ({ said: 0 }),
  rules: { speak: ({ data, settings }) => (data.said < settings.most ? undefined : refuse('forbidden', settings.text)) },
  hears: { said: ({ data }) => ({ data: { said: data.said + 1 } }) },
};

suite('to configure a behaviour', test => {
  const start = (...more: Behaviour[]) => {
    const here = tryOut([limit as Behaviour, ...more]);
    const woody = here.talk.visitor('woody');
    woody.join('hall');
    for (const text of ['one', 'two']) woody.say('hall', text);
    return { ...here, woody };
  };

  test('counts from the next request on; what is not named stays', () => {
    const { talk, configure, woody } = start();
    equal(woody.say('hall', 'three'), ['refused woody: forbidden']);
    equal(configure('limit', { most: 3 }), ['configured limit by andy: {"most":3,"text":"Enough."}']);
    equal(woody.say('hall', 'three'), ['said woody: three']);
    configure('limit', { text: 'Stop.' });
    woody.say('hall', 'four');
    is(talk.latest('refused').refusal.text, 'Stop.');
  });

  test('is not done where one setting does not fit, and says which', () => {
    const { talk, configure, floor } = start();
    equal(configure('limit', { text: 'Stop.', most: 10 }), ['declined configure: not-acceptable']);
    match(talk.latest('declined').refusal.text, /^limit: most: .*\. Nothing was changed\.$/);
    equal(configure('limit', { colour: 'red' }), ['declined configure: not-acceptable']);
    equal(floor().slots.settings(0), { most: 2, text: 'Enough.' });
    equal(configure('limits', { most: 3 }), ['declined configure: item-not-found']);
    is(talk.latest('declined').refusal.text, 'There is no behaviour limits in this room. There are: limit.');
  });

  test('may be refused by a behaviour, and is taken back where one fails that rules', () => {
    const strict: Behaviour = {
      name: 'strict',
      about: 'Wants nothing changed to 9.',
      rules: {
        configure: (_, { settings }) => (settings.most === 9 ? refuse('forbidden', 'Not nine.') : undefined),
      },
      hears: {
        configured: (_, { settings }) => {
          if ((settings as { most: number }).most === 8) throw new Error('eight');
          return undefined;
        },
      },
    };
    const { configure, floor } = start(strict);
    equal(configure('limit', { most: 9 }), ['declined configure: forbidden']);
    equal(configure('limit', { most: 8 }), [
      'failed strict: strict, hearing configured: eight',
      'declined configure: internal-server-error',
    ]);
    equal(floor().slots.settings(0), { most: 2, text: 'Enough.' });
    equal(configure('limit', { most: 7 }).length, 1);
  });

  test('is declined where there is no such room', () => {
    const { talk } = start();
    equal(
      talk.send({ type: 'configure', room: 'attic@conference.disney', behaviour: 'limit', settings: {}, by: 'andy' } as never),
      ['declined configure: item-not-found'],
    );
  });
});

suite('to reopen a behaviour', test => {
  test('lets it try again, with no fault counted', () => {
    let broken = true;
    const fragile: Behaviour = {
      name: 'fragile',
      about: 'Breaks.',
      rules: {
        speak: () => {
          if (broken) throw new Error('glass');
          return undefined;
        },
      },
    };
    const { talk, reopen, floor } = tryOut([fragile]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    for (let i = 0; i < 3; i++) woody.say('hall', 'hello');
    broken = false;
    equal(woody.say('hall', 'hello'), ['refused woody: service-unavailable']);
    equal(reopen('fragile'), ['reopened fragile']);
    is(floor().slots.trust(0), undefined);
    equal(woody.say('hall', 'hello'), ['said woody: hello']);
    equal(reopen('glass'), ['declined reopen: item-not-found']);
  });

  test('is taken back with all else where somebody fails at it', () => {
    const closed: Behaviour = {
      name: 'closed',
      about: 'Breaks.',
      rules: {
        speak: () => {
          throw new Error('glass');
        },
      },
      hears: {
        reopened: () => {
          throw new Error('still');
        },
      },
    };
    const { talk, reopen, floor } = tryOut([closed]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    for (let i = 0; i < 3; i++) woody.say('hall', 'hello');
    equal(reopen('closed'), [
      'failed closed: closed, hearing reopened: still (closed)',
      'declined reopen: internal-server-error',
    ]);
    equal(floor().slots.trust(0), { faults: 4, now: 'closed' });
  });
});

suite('to go on with other charts', test => {
  const door = (region: Behaviour['region'], more: Partial<Behaviour> = {}): Behaviour => ({
    name: 'door',
    about: 'Opens and closes.',
    data: () => ({ slammed: 0, colour: 'red' }),
    own: () => ({ knocked: 0 }),
    ...(region ? { region } : {}),
    actions: {
      slam: ({ data }) => ({ data: { slammed: (data as { slammed: number }).slammed + 1 } }),
      knock: ({ own }) => ({ own: { knocked: (own as { knocked: number }).knocked + 1 } }),
    },
    ...more,
  });
  const two = {
    initial: 'open',
    states: { open: { on: { said: { target: 'shut', actions: ['slam', 'knock'] } } }, shut: { on: { said: 'open' } } },
  };
  const three = {
    initial: 'ajar',
    states: {
      ajar: { on: { said: { target: 'open', actions: ['slam', 'knock'] } } },
      open: { on: { said: 'shut' } },
      shut: { on: { said: 'ajar' } },
    },
  };
  const one = { initial: 'ajar', states: { ajar: { on: { said: { actions: ['slam', 'knock'] } } } } };

  const start = (others: Parameters<typeof tryOut>[2]) => {
    const here = tryOut([keeper('enter'), door(two)], {}, others);
    const [woody, buzz] = here.talk.visitors('woody', 'buzz');
    woody!.join('hall');
    here.command('keeper', 'let', { person: 'woody' });
    woody!.say('hall', 'hello');
    buzz!.join('hall');
    return { ...here, woody: woody!, buzz: buzz! };
  };

  test('keeps people, states, data and holds where the new ones have a place for them', () => {
    const { talk, replace, stands, floor, held, dataOf, woody } = start({ better: [keeper('enter'), door(three)] });
    const own = () => floor().slots.own(1, floor().people.byReal(woody.real));
    equal(
      [stands('door'), dataOf('door'), own(), held()],
      ['shut', { slammed: 1, colour: 'red' }, { knocked: 1 }, ['buzz enter keeper']],
    );
    equal(replace('better'), ['replaced better']);
    equal(
      [stands('door'), dataOf('door'), own(), held()],
      ['shut', { slammed: 1, colour: 'red' }, { knocked: 1 }, ['buzz enter keeper']],
    );
    equal([floor().kind, talk.inside('hall')], ['better', ['woody']]);
    equal(talk.keepRoom('hall').kind, 'better');
    woody.say('hall', 'hello');
    is(stands('door'), 'ajar', 'it goes on by the new chart');
  });

  test('goes on where a chart stood, also where it stood at its beginning and the new one begins elsewhere', () => {
    const { replace, stands, woody } = start({ better: [keeper('enter'), door(three)] });
    woody.say('hall', 'hello');
    is(stands('door'), 'open');
    replace('better');
    is(stands('door'), 'open');
  });

  test('lets those who wait go on by the new ones', () => {
    const { replace, command } = start({ better: [keeper('enter'), keeper('enter', { name: 'second' })] });
    equal(replace('better'), ['replaced better; door: this behaviour is not here any more, and what it kept is forgotten']);
    equal(command('keeper', 'let', { person: 'buzz' }).slice(2), ['released buzz: enter granted', 'held buzz: enter by second']);
  });

  test('names what has no place any more, and refuses those for whom nobody can decide', () => {
    const { talk, replace, stands, held } = start({ other: [door(one)] });
    const lines = replace('other');
    equal(lines.slice(1), ['released buzz: enter refused', 'refused buzz: service-unavailable']);
    const { notes } = talk.latest('replaced');
    equal(notes, [
      'keeper: this behaviour is not here any more, and what it kept is forgotten',
      'door: the chart has no state "shut" any more, and begins anew',
      'keeper: nothing of it can decide any more what buzz@disney/home asked, who is refused',
    ]);
    equal([stands('door'), held()], ['ajar', []]);
    equal(talk.visitor('buzz').enter('hall'), ['entered buzz']);
  });

  test('refuses those whose phase the behaviour does not hold any more', () => {
    const { replace } = start({ other: [{ ...keeper('speak'), name: 'keeper' }] });
    equal(replace('other').slice(1), ['released buzz: enter refused', 'refused buzz: service-unavailable']);
  });

  test('trusts the new ones, whatever the old ones did', () => {
    const broken: Behaviour = {
      name: 'ruler',
      about: 'Rules.',
      rules: {
        speak: () => {
          throw new Error('glass');
        },
      },
    };
    const mended: Behaviour = { name: 'ruler', about: 'Rules.', rules: { speak: () => undefined } };
    const { talk, replace } = tryOut([broken], {}, { mended: [mended] });
    const woody = talk.visitor('woody');
    woody.join('hall');
    for (let i = 0; i < 4; i++) woody.say('hall', 'hello');
    replace('mended');
    equal(woody.say('hall', 'hello'), ['said woody: hello']);
  });

  test('has what somebody waits for come at its time', () => {
    const alarm: Behaviour = {
      name: 'alarm',
      about: 'Rings.',
      hears: { said: ({ at }) => ({ wake: at + 5_000 }), due: () => ({ facts: [{ type: 'announced', text: 'Ring.' }] }) },
    };
    const { talk, replace } = tryOut([alarm], {}, { other: [alarm, keeper('browse')] });
    const woody = talk.visitor('woody');
    woody.join('hall');
    woody.say('hall', 'hello');
    replace('other');
    equal(talk.wait(5), ['due alarm', 'announced Ring.']);
  });

  test('is not done where there is no such kind, or its settings do not fit the room', () => {
    const picky: Behaviour = { name: 'picky', about: 'Wants a word.', settings: z.strictObject({ word: z.string() }) as never };
    const { talk, replace, floor } = start({ picky: [picky] });
    const { slots } = floor();
    equal(replace('zoo'), ['declined replace: item-not-found']);
    is(talk.latest('declined').refusal.text, 'There is no kind of room called zoo.');
    equal(replace('picky'), ['declined replace: not-acceptable']);
    match(talk.latest('declined').refusal.text, /^The room cannot become picky: word: .*\. Nothing was changed\.$/);
    is(floor().slots, slots);
  });

  test('is taken back where a behaviour of theirs fails at once: the room goes on as it was', () => {
    const fails = (rules: Behaviour['rules']): Behaviour => ({
      name: 'newcomer',
      about: 'Fails at once.',
      ...(rules ? { rules } : {}),
      hears: {
        replaced: () => {
          throw new Error('glass');
        },
      },
    });
    const many = [1, 2, 3].map(n => ({ name: `more-${n}`, about: 'Is one more.' }));
    for (const rules of [undefined, { speak: () => undefined }]) {
      const { replace, floor, talk } = start({ other: [...many, fails(rules)] });
      const before = talk.keep();
      equal(replace('other'), ['failed replace: newcomer, hearing replaced: glass', 'declined replace: internal-server-error']);
      equal([talk.keep(), floor().kind], [before, 'tried']);
      ok(floor().slots.trust(0) === undefined && floor().slots.trust(1) === undefined);
    }
  });

  test('is held against one of the old ones that fails at it', () => {
    const old: Behaviour = {
      name: 'old',
      about: 'Fails when it is to go.',
      hears: {
        replaced: () => {
          throw new Error('glass');
        },
      },
    };
    const { replace, floor } = tryOut([old], {}, { other: [keeper('enter'), old] });
    equal(replace('other'), ['failed replace: old, hearing replaced: glass', 'declined replace: internal-server-error']);
    is(floor().kind, 'tried');
  });
});
