// Random floods: how much passes of them, who is refused and ignored, and what is remembered.
import * as fc from 'fast-check';
import { is, ok } from 'uvu/assert';
import { Flood } from '../../streams/flood.ts';
import { suite } from '../suite.ts';

const start = Date.UTC(2001, 0, 10, 12);

suite('whoever floods', test => {
  const pauses = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 }));
  const people = ['woody@disney', 'buzz@disney', 'hopper@ants', 'flik@ants'] as const;
  const stanzas = fc.array(fc.record({ who: fc.constantFrom(...people), pause: pauses }), { maxLength: 300 });
  const limits = fc.record({
    rate: fc.integer({ min: 1, max: 20 }),
    burst: fc.integer({ min: 1, max: 10 }),
    domainRate: fc.integer({ min: 0, max: 20 }),
    domainBurst: fc.integer({ min: 1, max: 10 }),
    ignore: fc.integer({ min: 1, max: 20 }),
  });

  /** The times at which stanzas of somebody, or of a domain, passed. */
  type Passed = Map<string, number[]>;

  function play(flood: Flood, sent: readonly { readonly who: string; readonly pause: number }[]): Passed {
    const passed: Passed = new Map();
    let at = start;
    for (const { who, pause } of sent) {
      at += pause;
      const host = who.split('@')[1]!;
      if (flood.judge(who, host, at) !== 'pass') continue;
      for (const key of [who, host]) passed.set(key, [...(passed.get(key) ?? []), at]);
    }
    return passed;
  }

  /** Whether in no stretch of time more than a burst passed and what came in during it. */
  function isWithin(times: readonly number[] = [], rate: number, burst: number): boolean {
    return times.every((from, i) => times.every((to, j) => j < i || j - i + 1 <= burst + ((to - from) * rate) / 1_000));
  }

  test('no more passes in any stretch of time than a burst and what comes in meanwhile', () => {
    fc.assert(
      fc.property(limits, stanzas, fc.constantFrom(50_000, 20, 1), (bounds, sent, most) => {
        const passed = play(new Flood(bounds, { most }), sent);
        for (const who of people) ok(isWithin(passed.get(who), bounds.rate, bounds.burst), who);
        if (bounds.domainRate === 0 || most === 1) return;
        for (const host of ['disney', 'ants']) ok(isWithin(passed.get(host), bounds.domainRate, bounds.domainBurst), host);
      }),
    );
  });

  test('every stanza that does not pass is refused, or comes in the time that a refusal named', () => {
    fc.assert(
      fc.property(limits, stanzas, (bounds, sent) => {
        const flood = new Flood(bounds);
        const until = new Map<string, number>();
        let at = start;
        for (const { who, pause } of sent) {
          at += pause;
          const judgement = flood.judge(who, who.split('@')[1]!, at);
          is(judgement === 'ignore', at < (until.get(who) ?? 0));
          if (typeof judgement === 'object') until.set(who, at + bounds.ignore * 1_000);
        }
      }),
    );
  });

  test('somebody quiet is heard, whoever floods beside them', () => {
    fc.assert(
      fc.property(limits, stanzas, (bounds, sent) => {
        const flood = new Flood({ ...bounds, domainRate: 0 });
        let at = start;
        let last = 0;
        for (const { who, pause } of sent) {
          at += pause;
          flood.judge(who, who.split('@')[1]!, at);
          if (at - last < 1_000 / bounds.rate) continue;
          last = at;
          is(flood.judge('quiet@disney', 'disney', at), 'pass');
        }
      }),
    );
  });

  test('not more is remembered than there may be, and nobody who is ignored is forgotten', () => {
    const masses = fc.array(
      fc.record({ who: fc.nat(60), host: fc.nat(15), pause: pauses, count: fc.integer({ min: 1, max: 6 }) }),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(limits, masses, fc.integer({ min: 1, max: 30 }), (bounds, sent, most) => {
        const flood = new Flood({ ...bounds, ignore: 1_000_000 }, { most });
        flood.judge('first@disney', 'disney', start);
        const ignored = new Set<string>();
        let at = start;
        for (const { who, host, pause, count } of sent) {
          at += pause;
          for (let i = 0; i < count; i++) {
            const judgement = flood.judge(`p${who}@h${host}`, `h${host}`, at);
            if (judgement === 'ignore') ignored.add(`p${who}@h${host}`);
            else ok(!ignored.has(`p${who}@h${host}`));
          }
          ok(flood.size <= most + 2 * Math.ceil(most / 10));
        }
      }),
    );
  });
});
