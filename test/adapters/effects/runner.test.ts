// What behaviours call is run after their step, bounded, and answered as a request: through a whole engine.
import { equal, instance, is, match, not, ok, throws } from 'uvu/assert';
import { type EffectCall, EffectFailure, type Effects } from '../../../adapters/effects/effect.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { kind, z } from '../../../machines/extension.ts';
import { suite } from '../../suite.ts';
import { scraped } from '../scraped.ts';
import { calledRoom } from './called-room.ts';

type Heard = { readonly type: 'came' | 'missed'; readonly fields: Record<string, unknown> };

/** A room that calls the effect that somebody names, as often as it is said, and what it heard of it. */
function sky() {
  const heard: Heard[] = [];
  const caller = behaviour({
    name: 'caller',
    about: 'Calls what somebody names.',
    requests: {
      came: { about: 'Takes the answer.', who: 'effect', fields: z.object({ height: z.number(), tag: z.string() }) },
      missed: {
        about: 'Takes why there is none.',
        who: 'effect',
        fields: z.object({ reason: z.string(), text: z.string(), tag: z.string() }),
      },
    },
    hears: {
      said: (_, { content }) => {
        const [effect = '', times = '1'] = (content.body ?? '').split(' ');
        const call = { effect, input: { of: content.body }, answer: 'came', failure: 'missed' } as const;
        return { calls: Array.from({ length: Number(times) }, (_, i) => ({ ...call, tag: `${effect} ${i}` })) };
      },
      came: (_, { type, fields }: { readonly type: string; readonly fields: Record<string, unknown> }) => {
        heard.push({ type: type as 'came', fields });
        if (fields.height === 7) throw new Error('cannot bear it');
        return fields.height === 0
          ? { calls: [{ effect: 'one', input: {}, answer: 'came', failure: 'missed', tag: 'on' }] }
          : undefined;
      },
      missed: (_, { fields }: { readonly fields: Record<string, unknown> }) => {
        heard.push({ type: 'missed', fields });
        return undefined;
      },
    },
  });
  const calling = kind({ name: 'calling', about: 'Calls.', listed: true }, [caller]);
  return { heard, calling };
}

function hall(effects: Effects, settings: object = {}) {
  const { heard, calling } = sky();
  const room = calledRoom(
    { rooms: [{ name: 'hall', kind: 'calling' }], create: 'anyone', patterns: [{ names: '*', kind: 'calling' }], ...settings },
    { effects, kinds: [calling] },
  );
  room.enter('woody');
  const hears = (times: number) => room.until(() => heard.length >= times && room.told.length > 0);
  return { ...room, heard, hears };
}

suite('the runner of effects', test => {
  test('runs a call after its step, and gives its answer to the behaviour with the tag', async () => {
    const calls: EffectCall[] = [];
    const { engine, say, heard, hears, told } = hall({
      one: async call => {
        calls.push(call);
        return { height: 42, more: 'ignored' };
      },
    });
    say('woody', 'one');
    equal(calls, []);
    await hears(1);
    equal(heard, [{ type: 'came', fields: { height: 42, tag: 'one 0' } }]);
    const { signal, id, ...rest } = calls[0]!;
    equal(rest, { room: 'hall@rooms.disney', behaviour: 'caller', effect: 'one', input: { of: 'one' } });
    instance(signal, AbortSignal);
    const called = told.find(fact => fact.type === 'called');
    ok(called?.type === 'called' && id.startsWith(`${called.id}.`));
    const of = await scraped(await engine.metrics());
    is(of('confab_calls_total{effect="one",outcome="answered"}'), 1);
    is(of('confab_call_seconds_count{effect="one"}'), 1);
    engine.detach();
  });

  test('gives calls of a step ids of their own, also where rooms call at the same moment', async () => {
    const ids: string[] = [];
    const { engine, say, enter, hears } = hall({
      one: async ({ id }) => {
        ids.push(id);
        return { height: 1 };
      },
    });
    enter('buzz', 'den');
    say('woody', 'one 3');
    say('buzz', 'one 2', 'den');
    await hears(5);
    is(new Set(ids).size, 5);
    engine.detach();
  });

  test('says why there is no answer', async () => {
    const failing = (reason: 'refused' | 'timeout', text: string) => () => Promise.reject(new EffectFailure(reason, text));
    const { engine, say, heard, hears } = hall({
      no: failing('refused', 'Not \u0007 today.'),
      late: failing('timeout', 'x'.repeat(5_000)),
    });
    say('woody', 'no');
    await hears(1);
    say('woody', 'late');
    await hears(2);
    say('woody', 'nowhere');
    await hears(3);
    const [no, late, nowhere] = heard.map(({ fields }) => fields) as { reason: string; text: string }[];
    equal([no?.reason, no?.text], ['refused', 'Not ? today.']);
    equal([late?.reason, late?.text.length], ['timeout', 1_000]);
    equal([nowhere?.reason, nowhere?.text], ['unknown', 'There is no effect “nowhere”, which caller calls: there are no, late.']);
    const of = await scraped(await engine.metrics());
    is(of('confab_calls_total{effect="no",outcome="refused"}'), 1);
    is(of('confab_calls_total{effect="nowhere",outcome="unknown"}'), 1);
    engine.detach();
  });

  test('turns an answer that the behaviour does not take into a failure', async () => {
    const answers: unknown[] = [
      { height: 'tall' },
      {},
      'text',
      null,
      [1],
      undefined,
      { height: 1n },
      { height: 2, text: 'x'.repeat(1_000_001) },
      { toJSON: () => [] },
      { toJSON: () => undefined },
    ];
    const { engine, say, heard, hears } = hall({ one: async () => answers.shift() as never });
    const { length } = answers;
    for (let i = 1; i <= length; i++) {
      say('woody', 'one');
      await hears(i);
    }
    equal(
      heard.map(({ type, fields }) => [type, fields.reason]),
      Array.from({ length }, () => ['missed', 'misshapen']),
    );
    match(String(heard[0]?.fields.text), /height/);
    engine.detach();
  });

  test('lets a mistake in an effect be a failure, and says so to whoever runs it', async () => {
    const { engine, say, heard, hears, failures } = hall({
      one: async () => {
        throw new TypeError('a secret mistake');
      },
      two: (() => {
        throw new TypeError('at once');
      }) as never,
      three: (() => 'no promise') as never,
    });
    say('woody', 'one');
    await hears(1);
    say('woody', 'two');
    await hears(2);
    say('woody', 'three');
    await hears(3);
    equal(
      heard.map(({ fields }) => fields.reason),
      ['misshapen', 'misshapen', 'misshapen'],
    );
    not(String(heard[0]?.fields.text).includes('secret'));
    equal(failures, ['the effect one: a secret mistake', 'the effect two: at once']);
    engine.detach();
  });

  test('runs only so many calls of an effect at once, and of a room', async () => {
    const open: (() => void)[] = [];
    const effect = () => new Promise<{ height: number }>(resolve => open.push(() => resolve({ height: 1 })));
    const { engine, say, enter, heard, hears } = hall({ one: effect, two: effect }, { limits: { calls: 2, callsPerRoom: 3 } });
    enter('buzz', 'den');
    say('woody', 'one 3');
    await hears(1);
    equal([heard[0]?.fields.reason, heard[0]?.fields.tag], ['busy', 'one 2']);
    say('woody', 'two 2');
    await hears(2);
    match(String(heard[1]?.fields.text), /Too many calls of this room/);
    // of another room
    say('buzz', 'two', 'den');
    while (open.length < 4) await new Promise(resolve => setImmediate(resolve));
    for (const end of open.splice(0)) end();
    await hears(6);
    say('woody', 'one 2');
    while (open.length < 2) await new Promise(resolve => setImmediate(resolve));
    for (const end of open.splice(0)) end();
    await hears(8);
    equal(heard.filter(({ type }) => type === 'missed').length, 2);
    engine.detach();
  });

  test('ends a call that takes longer than one may', async () => {
    let aborted: unknown;
    const { engine, say, heard, hears } = hall(
      {
        one: ({ signal }) =>
          new Promise(() => {
            signal.addEventListener('abort', () => {
              aborted = signal.reason;
            });
          }),
      },
      { timers: { call: 0.02 } },
    );
    say('woody', 'one');
    await hears(1);
    equal([heard[0]?.fields.reason, heard[0]?.fields.text], ['timeout', 'one did not answer within 0.02 seconds.']);
    instance(aborted, EffectFailure);
    engine.detach();
  });

  test('drops the answer for a room that is gone, also where there is another of its name', async () => {
    const open: (() => void)[] = [];
    const { engine, say, enter, leave, heard, until } = hall({
      one: () => new Promise(resolve => open.push(() => resolve({ height: 1 }))),
      no: () => new Promise((_, reject) => open.push(() => reject(new EffectFailure('refused', 'No.')))),
    });
    enter('buzz', 'den');
    for (const name of ['one', 'no']) say('buzz', name, 'den');
    while (open.length < 2) await new Promise(resolve => setImmediate(resolve));
    leave('buzz', 'den');
    enter('rex', 'den');
    for (const end of open.splice(0)) end();
    say('woody', 'one');
    while (open.length < 1) await new Promise(resolve => setImmediate(resolve));
    open[0]!();
    await until(() => heard.length > 0);
    equal(
      heard.map(({ fields }) => fields.tag),
      ['one 0'],
    );
    const of = await scraped(await engine.metrics());
    is(of('confab_calls_total{effect="one",outcome="dropped"}'), 1);
    is(of('confab_calls_total{effect="no",outcome="dropped"}'), 1);
    engine.detach();
  });

  test('aborts all when the engine stops, and answers nobody', async () => {
    const signals: AbortSignal[] = [];
    const { engine, say, heard } = hall({
      one: ({ signal }) => {
        signals.push(signal);
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    say('woody', 'one 2');
    while (signals.length < 2) await new Promise(resolve => setImmediate(resolve));
    say('woody', 'one');
    engine.detach();
    await new Promise(resolve => setImmediate(() => setImmediate(resolve)));
    equal([signals.map(({ aborted }) => aborted), heard], [[true, true], []]);
  });

  test('lets a behaviour call again when it hears the answer, and go on where it throws', async () => {
    const heights = [0, 7, 1];
    const { engine, say, heard, hears, failures } = hall({ one: async () => ({ height: heights.shift()! }) });
    say('woody', 'one');
    await hears(2);
    // the second is more than it bears: it is out of the room, and hears no failure either
    while (failures.length === 0) await new Promise(resolve => setImmediate(resolve));
    match(failures[0]!, /cannot bear it/);
    equal(heard.length, 2);
    engine.detach();
  });

  test('is told of a behaviour that has no fields for a failure', async () => {
    const deaf = behaviour({
      name: 'deaf',
      about: 'Does not hear why.',
      requests: { came: { about: 'Takes all.', who: 'effect', fields: z.strictObject({}) } },
      hears: { said: () => ({ calls: [{ effect: 'one', input: {}, answer: 'came', failure: 'came' }] }), came: () => undefined },
    });
    const room = calledRoom(
      { rooms: [{ name: 'hall', kind: 'deaf' }] },
      { effects: {}, kinds: [kind({ name: 'deaf', about: 'Deaf.', listed: true }, [deaf])] },
    );
    room.enter('woody');
    room.say('woody', 'hello');
    await room.until(() => room.failures.length > 0, 'failed');
    match(room.failures[0]!, /^deaf has no fields reason, text and tag in its request came: /);
    room.engine.detach();
  });
});

suite('an engine', test => {
  test('does not start where a behaviour calls what is not there', () => {
    const settings = { rooms: [{ name: 'hall', kind: 'gated' }] };
    throws(() => calledRoom(settings, {}), /effects\.gatekeeper is missing: the behaviour gatekeeper of the room hall calls it/);
    throws(
      () => calledRoom(settings, { effects: { gatekeper: async () => ({}) } }),
      /calls it: did you mean gatekeper\? Add \[effects\.gatekeeper\]/,
    );
    calledRoom(settings, { effects: { gatekeeper: async () => ({ allow: true }) } }).engine.detach();
  });
});
