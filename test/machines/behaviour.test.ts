// Behaviours at the seam: which of them are asked in which phase, in what order, and what comes of it.
import { equal, is, match, ok } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { mostFaults } from '../../machines/distrust.ts';
import { kind } from '../../machines/kind.ts';
import { phases } from '../../machines/phase.ts';
import { refuse } from '../../machines/refusal.ts';
import type { Enter, RoomRequest, Say } from '../../machines/request.ts';
import type { Ruling } from '../../machines/ruling.ts';
import { judge } from '../../machines/rulings.ts';
import { broken, type Verdict } from '../../machines/verdict.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays, waits } from './made-floor.ts';
import { iqOf, messageOf, nickOf, type Unsent, Visitor } from './visitor.ts';

type Rules = NonNullable<Behaviour<{ of: string }, object>['rules']>;
const settings = z.strictObject({ of: z.string() });

/** A room of a kind with these behaviours, where woody is inside and rex waits; what they ask is only ruled on. */
function roomWith(...ofEach: Rules[]) {
  const parts = ofEach.map((rules, i) => {
    const name = `behaviour-${i + 1}`;
    const behaviour: Behaviour<{ of: string }, object> = { name, about: 'Rules.', settings, data: () => ({ of: name }), rules };
    return [behaviour, { of: `settings-${i + 1}` }] as const;
  });
  const floor = makeFloor({}, kind({ name: 'ruled', about: 'Is ruled.', listed: true }, parts));
  stays(floor, 'woody');
  waits(floor, 'rex');
  const verdicts: Verdict[] = [];
  const rule = (request: Unsent, vacant = false) => {
    verdicts.push(judge(floor, { ...request, founding: 'allowed', at: 7, fresh: '' } as RoomRequest, vacant));
    return [];
  };
  const visitor = (name: string, vacant = false) => new Visitor(request => rule(request, vacant), name);
  return { floor, rule, verdicts, woody: visitor('woody'), rex: visitor('rex'), founder: visitor('rex', true) };
}

suite('a behaviour', test => {
  test('is asked in its phases, each in its turn, with what is its own', () => {
    let log: string[] = [];
    const watch = (name: string): Rules =>
      Object.fromEntries(
        phases.map(phase => [
          phase,
          ({ settings, data, person, at }: Parameters<NonNullable<Rules['speak']>>[0]) => {
            const { of } = data as { of: string };
            log.push(`${name} ${phase} ${settings.of} ${of} ${person?.nick ?? 'outsider'} ${at}`);
            return undefined;
          },
        ]),
      );
    const { woody, rex, founder, rule } = roomWith(watch('first'), {}, watch('last'));
    const asks: Record<string, () => unknown> = {
      'enter outsider': () => rex.enter('den'),
      'create outsider': () => founder.enter('den'),
      'rename woody': () => woody.enter('den'),
      'appear woody': () => woody.present('den'),
      'appear outsider': () => rex.leave('den'),
      'speak woody': () => woody.say('den', 'hello', { subject: 'Toys', type: 'normal' }),
      'topic woody': () => woody.say('den', undefined, { subject: '' }),
      'whisper woody': () => woody.relay('den', 'woody', messageOf('psst')),
      'browse outsider': () => rex.browse('den'),
      'invite outsider': () => rule({ type: 'invite' } as Unsent),
      'configure outsider': () => rule({ type: 'configure', behaviour: 'behaviour-1', settings: {} } as Unsent),
    };
    equal(
      Object.keys(asks)
        .map(ask => ask.split(' ')[0]!)
        .filter((phase, i, all) => all.indexOf(phase) === i)
        .sort(),
      [...phases].sort(),
    );
    for (const [what, ask] of Object.entries(asks)) {
      log = [];
      ask();
      const [phase, who] = what.split(' ');
      equal(log, [`first ${phase} settings-1 behaviour-1 ${who} 7`, `last ${phase} settings-3 behaviour-3 ${who} 7`], what);
    }
    log = [];
    woody.say('den', 'hello');
    woody.bounce('den', 'gone');
    woody.answer('den', iqOf('1', 'result'));
    equal(
      log.filter(entry => entry.startsWith('first')).map(entry => entry.split(' ')[1]),
      ['speak', 'whisper', 'whisper'],
    );
    log = [];
    rex.bounce('den', 'gone', 'woody');
    rex.answer('den', iqOf('1', 'result'));
    woody.inquire('den');
    woody.probe('den');
    woody.discover('den');
    equal(log, []);
  });

  test('that refuses ends it: the next are not asked', () => {
    const asked: string[] = [];
    const says = (name: string, ruling?: Ruling<'speak'>): Rules => ({
      speak() {
        asked.push(name);
        return ruling;
      },
    });
    const strict = refuse('forbidden', 'Silence.');
    const { woody, verdicts } = roomWith(
      says('lenient'),
      says('strict', strict),
      says('stricter', refuse('conflict', 'Silence!')),
    );
    woody.say('den', 'hello');
    equal(verdicts, [{ refusal: strict, isRuled: true }]);
    equal(asked, ['lenient', 'strict']);
  });

  test('may refuse in every phase', () => {
    const no = refuse('forbidden', 'No.');
    const { woody, rex, founder, rule, verdicts } = roomWith(Object.fromEntries(phases.map(phase => [phase, () => no])));
    founder.enter('den');
    rex.enter('den');
    woody.enter('den');
    woody.present('den');
    woody.say('den', 'hello');
    woody.say('den', undefined, { subject: 'Toys' });
    woody.relay('den', 'woody', messageOf('psst'));
    woody.browse('den');
    rule({ type: 'invite' } as Unsent);
    rule({ type: 'configure', behaviour: 'behaviour-1', settings: {} } as Unsent);
    equal(
      verdicts,
      phases.map(() => ({ refusal: no, isRuled: true })),
    );
  });

  test('cannot undo what happened all the same: only its content is not passed on', () => {
    const never = () => refuse('forbidden', 'Never.');
    const { woody, rex, verdicts } = roomWith({ whisper: never, appear: never });
    woody.answer('den', iqOf('1', 'result'));
    woody.bounce('den', 'gone', 'woody');
    woody.leave('den');
    rex.leave('den');
    woody.present('den');
    equal(
      verdicts.map(verdict => ('request' in verdict ? `${verdict.request.type} ${'silenced' in verdict.request}` : 'refused')),
      ['answer true', 'bounce true', 'leave true', 'leave true', 'refused'],
    );
  });

  test('may rewrite the payload, which the next one sees', () => {
    const loud = (mark: string): Rules => ({
      speak: (_, request) => ({ rewrite: { content: { ...request.content, body: request.content.body + mark } } }),
    });
    const { woody, verdicts } = roomWith(loud('!'), {}, loud('?'));
    woody.say('den', 'hello');
    const [verdict] = verdicts as { request: Say }[];
    is(verdict!.request.content.body, 'hello!?');
  });

  test('may rewrite nothing but the payload: not the nicks, and not who it is about', () => {
    const offer = (_: unknown, request: Enter) => ({ rewrite: { nicks: [...request.nicks, nickOf('spare')] } }) as never;
    const { floor, woody, rex, verdicts } = roomWith({ enter: offer, rename: offer });
    rex.enter('den', { nicks: ['woody'] });
    woody.enter('den', { nicks: [] });
    equal(verdicts, [
      { refusal: broken, isRuled: true },
      { refusal: broken, isRuled: true },
    ]);
    match(floor.rulings.all()[0]!.said[0]!.detail!, 'may rewrite the presence and nothing else, not nicks');
  });

  test('that throws has refused, and nothing has happened but that it is told and counted', () => {
    const asked: string[] = [];
    const { floor, woody, verdicts } = roomWith(
      {
        speak() {
          throw new Error('broken');
        },
      },
      {
        speak() {
          asked.push('after it');
          return undefined;
        },
      },
    );
    const before = [...floor.roster.joined()];
    const { tellings } = floor.begin(0, '');
    woody.say('den', 'hello');
    equal(verdicts, [{ refusal: broken, isRuled: true }]);
    equal(asked, []);
    equal([...floor.roster.joined()], before);
    equal(floor.slots.trust(0), { faults: 1 });
    is(floor.slots.trust(1), undefined);
    const [{ fact }] = tellings as unknown as [{ fact: { type: string; behaviour: string; error: Error; now?: string } }];
    equal([fact.type, fact.behaviour, fact.now], ['failed', 'behaviour-1', undefined]);
    is(fact.error.message, 'behaviour-1, a ruling on speak: broken');
  });

  test('that throws too often is asked no more: nobody is let past it, also where it has not thrown', () => {
    let asked = 0;
    const { floor, woody, verdicts } = roomWith({
      speak() {
        asked++;
        throw new Error('broken');
      },
      browse: () => undefined,
    });
    woody.browse('den');
    for (let i = 0; i <= mostFaults; i++) woody.say('den', 'hello');
    woody.browse('den');
    is(asked, mostFaults);
    equal(floor.slots.trust(0), { faults: mostFaults, now: 'closed' });
    const conditions = verdicts.map(verdict => ('refusal' in verdict ? verdict.refusal.condition : 'allowed'));
    equal(conditions, [
      'allowed',
      ...Array(mostFaults).fill('internal-server-error'),
      'service-unavailable',
      'service-unavailable',
    ]);
    woody.relay('den', 'woody', messageOf('psst'));
    ok('request' in verdicts.at(-1)!, 'a phase in which it does not rule stays open');
  });

  for (const [what, ruling] of [
    ['true', true],
    ['a promise', Promise.resolve()],
    ['an empty object', {}],
    ['a text', 'No.'],
    ['null', null],
  ] as const) {
    test(`that says ${what} has not consented`, () => {
      const { floor, woody, verdicts } = roomWith({ speak: () => ruling as never });
      woody.say('den', 'hello');
      equal(verdicts, [{ refusal: broken, isRuled: true }]);
      equal(floor.slots.trust(0), { faults: 1 });
    });
  }
});
