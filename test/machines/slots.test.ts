// What behaviours keep in a room: each its own, every write can be taken back, and all of it put away and put back.
import { equal, is, match, throws } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import type { KeptSlot } from '../../machines/kept-slot.ts';
import { kind } from '../../machines/kind.ts';
import { Slots } from '../../machines/slots.ts';
import { suite } from '../suite.ts';
import { makeFloor, roomSettings, stays } from './made-floor.ts';

const first: Behaviour = { name: 'first', about: 'Keeps nothing.' };
const counter: Behaviour<{ from: number }, { n: number; by?: string }, { said: number; from: number }> = {
  name: 'counter',
  about: 'Counts.',
  settings: z.strictObject({ from: z.int().max(99).default(1) }),
  data: ({ from }, founding) => ({ n: from, ...(founding?.secret ? { by: founding.secret } : {}) }),
  own: ({ from }) => ({ said: 0, from }),
  region: { initial: 'up', states: { up: { on: { said: 'down' } }, down: { on: { said: 'up' } } } },
};
const about = { name: 'counted', about: 'Counts.', listed: true };
const counted = kind(about, [first, counter]);
const at = 1;
const [woody, buzz] = ['woody', 'buzz'].map(name => stays(makeFloor(), name));
const make = (of = counted) => new Slots(of, roomSettings());
const json = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;
const down = counted.parts[at]!.chart!.stand('down');

suite('slots', test => {
  test('begin as the behaviours say, of settings of the room', () => {
    const slots = new Slots(counted, roomSettings({ behaviours: { counter: { from: 5 } } }));
    equal([slots.settings(0), slots.settings(at)], [{}, { from: 5 }]);
    equal([slots.data(0), slots.data(at)], [{}, { n: 5 }]);
    equal(
      [slots.own(0, woody), slots.own(at, woody), slots.own(at, undefined)],
      [{}, { said: 0, from: 5 }, { said: 0, from: 5 }],
    );
    equal([slots.stands[0], slots.stands[at]!.value], [undefined, 'up']);
    equal([slots.due(at), slots.earliest, slots.trust(at)], [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, undefined]);
    throws(() => new Slots(counted, roomSettings({ behaviours: { counter: { from: 'x' } } })), /from/);
  });

  test('are written one at a time, and as they were when that is taken back', () => {
    const slots = make();
    const before = slots.keep();
    const undos = [
      slots.setData(at, { by: 'woody' }),
      slots.setOwn(at, woody!, { said: 1 }),
      slots.setOwn(at, woody!, { said: 2 }),
      slots.setStand(at, down),
      slots.setDue(at, 9),
      slots.configure(at, { from: 7 }),
      slots.setTrust(at, { faults: 1 }),
    ];
    equal(slots.data(at), { n: 1, by: 'woody' });
    equal(
      [slots.own(at, woody), slots.own(at, buzz)],
      [
        { said: 2, from: 1 },
        { said: 0, from: 7 },
      ],
    );
    equal([slots.stands[at]!.value, slots.due(at), slots.earliest, slots.due(0)], ['down', 9, 9, Number.POSITIVE_INFINITY]);
    equal([slots.settings(at), slots.trust(at)], [{ from: 7 }, { faults: 1 }]);
    equal(slots.data(0), {});
    for (const undo of undos.reverse()) undo();
    equal(slots.keep(), before);
    equal([slots.own(at, woody), slots.keepOwn(woody!)], [{ said: 0, from: 1 }, undefined]);
    equal([slots.earliest, slots.settings(at), slots.trust(at)], [Number.POSITIVE_INFINITY, { from: 1 }, undefined]);
  });

  test('forget what was kept with somebody who has gone', () => {
    const slots = make();
    is(slots.forget(woody!), undefined);
    slots.setOwn(at, woody!, { said: 1 });
    const undo = slots.forget(woody!)!;
    equal([slots.own(at, woody), slots.keepOwn(woody!)], [{ said: 0, from: 1 }, undefined]);
    undo();
    equal(slots.own(at, woody), { said: 1, from: 1 });
  });

  test('have other settings only where they fit, and those that are not named stay', () => {
    const wide = kind(about, [{ ...counter, settings: z.strictObject({ from: z.int().default(1), by: z.int().default(1) }) }]);
    const slots = make(wide);
    slots.configure(0, { by: 3 });
    slots.configure(0, { from: 2 });
    equal(slots.settings(0), { from: 2, by: 3 });
    equal(slots.tried(0, { by: 4 }), { from: 2, by: 4 });
    equal(slots.settings(0), { from: 2, by: 3 }, 'to try is not to do');
    throws(() => slots.tried(0, { by: 'x' }), /by/);
    throws(() => slots.configure(0, { colour: 'red' }), /colour/);
    equal(slots.settings(0), { from: 2, by: 3 });
  });

  test('start anew for a room that is made anew, and can be taken back', () => {
    const slots = make();
    slots.configure(at, { from: 7 });
    slots.setTrust(at, { faults: 2 });
    slots.setData(at, { n: 9 });
    slots.setOwn(at, woody!, { said: 1 });
    slots.setStand(at, down);
    slots.setDue(at, 9);
    const before = slots.keep();
    const undo = slots.refound({ privacy: false, secret: 'andy' });
    equal(slots.data(at), { n: 7, by: 'andy' });
    equal([slots.stands[at]!.value, slots.due(at), slots.own(at, woody)], ['up', Number.POSITIVE_INFINITY, { said: 0, from: 7 }]);
    equal(slots.trust(at), { faults: 2 }, 'what failed is not mended by that');
    undo();
    equal(slots.keep(), before);
    equal(slots.own(at, woody), { said: 1, from: 7 });
  });

  test('have what cannot begin named, and those that failed keep what they have', () => {
    let isBroken = false;
    const fragile: Behaviour = {
      name: 'fragile',
      about: 'Cannot begin.',
      data: () => {
        if (isBroken) throw new Error('glass');
        return { n: 1 };
      },
    };
    const slots = make(kind(about, [first, fragile]));
    slots.setData(1, { n: 2 });
    isBroken = true;
    throws(() => slots.refound(), /^fragile, the data that it begins with: glass$/);
    slots.setTrust(1, { faults: 1, now: 'out' });
    slots.refound();
    equal(slots.data(1), { n: 2 });
  });

  test('are configured only as a room could begin, and whoever comes', () => {
    const limited = {
      ...counter,
      data: ({ from }: { from: number }) => {
        if (from === 3) throw new Error('no three');
        return { n: from };
      },
      own: ({ from }: { from: number }) => {
        if (from === 4) throw new Error('no four');
        return { said: 0, from };
      },
    };
    const slots = make(kind(about, [first, limited]));
    throws(() => slots.configure(at, { from: 3 }), /no three/);
    throws(() => slots.configure(at, { from: 4 }), /no four/);
    equal([slots.settings(at), slots.keep().counter!.changed], [{ from: 1 }, undefined]);
  });
});

suite('slots that are kept', test => {
  const full = () => {
    const slots = make();
    slots.configure(at, { from: 7 });
    slots.setData(at, { n: 9, by: 'woody' });
    slots.setOwn(at, woody!, { said: 1 });
    slots.setStand(at, down);
    slots.setDue(at, 12);
    slots.setTrust(at, { faults: 3, now: 'closed' });
    return slots;
  };

  test('are plain data, with where each chart stands', () => {
    equal(json(make().keep()), { first: { data: {} }, counter: { data: { n: 1 }, state: 'up' } });
    equal(json(full().keep()), {
      first: { data: {} },
      counter: { data: { n: 9, by: 'woody' }, state: 'down', due: 12, changed: { from: 7 }, faults: 3, trust: 'closed' },
    });
    equal(full().keepOwn(woody!), { counter: { said: 1, from: 7 } });
    is(full().keepOwn(buzz!), undefined);
  });

  test('are put back with all of it', () => {
    const kept = json(full().keep());
    const slots = make();
    equal(slots.putBack(kept), []);
    slots.putBackOwns(woody!, full().keepOwn(woody!)!);
    equal(json(slots.keep()), kept);
    equal(
      [slots.settings(at), slots.own(at, woody), slots.trust(at)],
      [{ from: 7 }, { said: 1, from: 7 }, { faults: 3, now: 'closed' }],
    );
    is(slots.stands[at], down);
    slots.putBackOwns(buzz!, {});
    is(slots.keepOwn(buzz!), undefined);
  });

  test('begin where what was kept says nothing of them', () => {
    const slots = make();
    equal(slots.putBack({}), []);
    equal(slots.keep(), make().keep());
  });

  test('say of each thing that has no place any more, and go on without it', () => {
    const slots = make();
    const notes = slots.putBack({
      gone: { data: { any: 1 } },
      first: { data: {}, state: 'somewhere' },
      counter: { data: { n: 4 }, state: { down: 'under' }, changed: { from: 100 }, due: 3 },
    } as Record<string, KeptSlot>);
    equal(notes.length, 4);
    match(notes[0]!, 'gone: this behaviour is not here any more, and what it kept is forgotten');
    match(notes[1]!, 'first: the chart has no state "somewhere" any more, and begins anew');
    match(notes[2]!, 'counter: the chart has no state {"down":"under"} any more, and begins anew');
    match(notes[3]!, 'counter: the settings that were changed do not fit any more, and are as configured');
    equal([slots.data(at), slots.stands[at]!.value, slots.settings(at), slots.due(at)], [{ n: 4 }, 'up', { from: 1 }, 3]);
  });

  test('go on where they stood, also where the chart begins elsewhere now', () => {
    const other = kind(about, [{ ...counter, region: { ...counter.region!, initial: 'down' } }]);
    const slots = make(other);
    equal(slots.putBack(make().keep()), ['first: this behaviour is not here any more, and what it kept is forgotten']);
    is(slots.stands[0]!.value, 'up');
  });

  test('begin awake where a behaviour says so, and only once', () => {
    const early: Behaviour = { name: 'early', about: 'Begins by itself.', awake: true, hears: { due: () => undefined } };
    const woken = kind({ name: 'woken', about: 'Wakes.', listed: true }, [first, early]);
    const never = Number.POSITIVE_INFINITY;
    const standing = () => new Slots(woken, { ...roomSettings(), permanent: true });
    const slots = standing();
    equal([slots.due(0), slots.due(1), slots.earliest], [never, 0, 0]);
    // what has had its beginning is not woken again
    slots.setDue(1, undefined);
    const again = standing();
    again.putBack(json(slots.keep()));
    is(again.earliest, never);
    // what was not there before is
    const later = standing();
    later.putBack({ first: { data: {} } });
    is(later.earliest, 0);
    // in a room that people make, when somebody makes it
    const made = new Slots(woken, { ...roomSettings(), permanent: false });
    is(made.earliest, never);
    const undo = made.refound({ privacy: false });
    is(made.earliest, 0);
    undo();
    is(made.earliest, never);
    made.refound({ privacy: false });
    made.refound();
    is(made.earliest, never);
    made.putBack({ first: { data: {} } }, true);
    is(made.earliest, 0);
  });
});
