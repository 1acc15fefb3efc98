// Behaviours at the seam: which of them are asked in which phase, in what order, and what comes of it.
import { equal, is, throws } from 'uvu/assert';
import type { Behaviour, Phase, Phases, Ruling } from '../../machines/behaviour.ts';
import { kind, part } from '../../machines/kind.ts';
import { refuse } from '../../machines/refusal.ts';
import type { Enter, RoomRequest, Say } from '../../machines/request.ts';
import { judge, type Verdict } from '../../machines/rulings.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays, waits } from './made-floor.ts';
import { iqOf, messageOf, nickOf, type Unsent, Visitor } from './visitor.ts';

type Rules = NonNullable<Behaviour<string, object>['rules']>;
const phases: readonly Phase[] = ['create', 'enter', 'rename', 'appear', 'speak', 'topic', 'whisper', 'browse', 'invite'];

/** A room of a kind with these behaviours, where woody is inside and rex waits; what they ask is only ruled on. */
function roomWith(...ofEach: Rules[]) {
  const parts = ofEach.map((rules, i) => {
    const name = `behaviour-${i + 1}`;
    const behaviour: Behaviour<string, object> = { name, about: '', data: () => ({ of: name }), rules };
    return part(behaviour, () => `settings-${i + 1}`);
  });
  const floor = makeFloor({}, kind({ name: 'ruled', about: '', listed: true }, parts));
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
            log.push(`${name} ${phase} ${settings} ${of} ${person?.nick ?? 'outsider'} ${at}`);
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
    };
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
    const says = (name: string, ruling?: Ruling<Say>): Rules => ({
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
    equal(verdicts, [{ refusal: strict }]);
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
    equal(
      verdicts,
      phases.map(() => ({ refusal: no })),
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
      verdicts.map(verdict => ('refusal' in verdict ? 'refused' : `${verdict.request.type} ${'silenced' in verdict.request}`)),
      ['answer true', 'bounce true', 'leave true', 'leave true', 'refused'],
    );
  });

  test('may rewrite the payload, which the next one sees', () => {
    const loud = (mark: string): Rules => ({
      speak: (_, request) => ({ rewrite: { ...request, content: { ...request.content, body: request.content.body + mark } } }),
    });
    const { woody, verdicts } = roomWith(loud('!'), {}, loud('?'));
    woody.say('den', 'hello');
    const [verdict] = verdicts as { request: Say }[];
    is(verdict!.request.content.body, 'hello!?');
  });

  test('may offer other nicks before one is chosen', () => {
    const offer = (_: unknown, request: Phases['enter']): Ruling<Enter> => ({
      rewrite: { ...request, nicks: [...request.nicks, nickOf('spare')] },
    });
    const { woody, rex, verdicts } = roomWith({ enter: offer, rename: offer });
    rex.enter('den', { nicks: ['woody'] });
    woody.enter('den', { nicks: [] });
    equal(
      verdicts.map(verdict => 'nick' in verdict && verdict.nick?.text),
      ['spare', 'spare'],
    );
  });

  test('that throws is not caught here, and nothing has happened', () => {
    const { floor, woody } = roomWith({
      speak() {
        throw new Error('broken');
      },
    });
    const before = [...floor.roster.joined()];
    throws(() => woody.say('den', 'hello'), /broken/);
    equal([...floor.roster.joined()], before);
  });
});
