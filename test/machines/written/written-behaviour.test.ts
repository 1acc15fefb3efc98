// Behaviours without code as the room runs them: bounds, failures, settings, and one that does what a coded one does.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { equal, is, match, not, ok } from 'uvu/assert';
import { maxPeople } from '../../../machines/behaviours/max-people.ts';
import { kind, type Listed } from '../../../machines/kind.ts';
import { conversation } from '../../../machines/kinds/conversation.ts';
import { cut, kept, told } from '../../../machines/written/moment.ts';
import { writtenBehaviour } from '../../../machines/written/written-behaviour.ts';
import { suite } from '../../suite.ts';
import { Conversation } from '../conversation.ts';
import { conversation as converse, type Move, moves, scene } from '../random-talk.ts';
import { answer, bare, hall, kindOf, request } from './hall.ts';

const example = (name: string) => {
  const url = new URL(`../../../docs/examples/${name}`, import.meta.url);
  return writtenBehaviour(JSON.parse(readFileSync(url, 'utf8')), name);
};

/** All that is told in a conversation whose rooms have such a behaviour. */
function toldWith(listed: Listed, all: readonly Move[], more: object = {}, restart = false): unknown[] {
  const kinds = [kind({ name: 'tried', about: 'A room with it.', listed: true }, [listed, ...conversation])];
  const { rooms: [hall] = [] } = scene;
  const talk = new Conversation(
    {
      ...scene,
      patterns: [{ names: '*', kind: 'tried' }],
      moderators: ['woody@disney'],
      ...more,
      rooms: [{ ...hall!, kind: 'tried' }],
    },
    { kinds },
  );
  if (!restart) return converse(all, talk).told.map(({ plain }) => plain);
  const half = Math.floor(all.length / 2);
  converse(all.slice(0, half), talk);
  const again = talk.resume();
  return [...talk.told, ...converse(all.slice(half), again).told].map(({ plain }) => plain);
}

suite('written behaviours', test => {
  test('are frozen values with all that was written', () => {
    const behaviour = writtenBehaviour(
      {
        ...bare,
        settings: { seconds: { type: 'integer', default: 3, about: 'so many' }, names: { type: 'list' } },
        data: { count: '{settings.seconds}', names: '{settings.names}' },
        own: { open: true },
        requests: { go: request('go', { person: 'text', often: { type: 'integer', default: 2, max: 5 } }) },
        facts: { gone: {} },
        on: { go: { do: [{ tell: 'gone' }] } },
      },
      'probe.json',
    );
    ok(Object.isFrozen(behaviour));
    is(behaviour.name, 'probe');
    is(behaviour.about, 'Something to try.');
    const settings = behaviour.settings!.parse({ names: ['a'] });
    equal(settings, { seconds: 3, names: ['a'] });
    is(behaviour.settings!.safeParse({ names: ['a'], more: 1 }).success, false);
    is(behaviour.settings!.safeParse({}).success, false);
    equal(behaviour.data!(settings), { count: 3, names: ['a'] });
    equal(behaviour.own!(settings), { open: true });
    equal(behaviour.requests!.go!.fields!.parse({ person: 'x' }), { person: 'x', often: 2 });
    is(behaviour.requests!.go!.fields!.safeParse({ person: 'x', often: 6 }).success, false);
    equal(behaviour.facts!.gone!.parse({}), {});
    is(behaviour.rules, undefined);
    is(behaviour.defers, undefined);
  });

  test('name what resolves their holds, and time where nothing else does', () => {
    const enter = [{ defer: { seconds: 5, late: 'grant', text: 'Wait.' } }];
    const defers = (more: object) =>
      writtenBehaviour(
        { ...bare, rules: { enter }, requests: { go: request('go'), stop: request('stop') }, ...more },
        'probe.json',
      ).defers;
    const on = { go: { do: [{ grant: 'all' }] }, stop: { to: 'b' } };
    equal(defers({ on: { go: {}, stop: {} } }), { enter: ['due'] });
    equal(defers({ on: { ...on, stop: {} } }), { enter: ['go'] });
    equal(
      defers({
        on,
        initial: 'a',
        states: { a: {}, b: { entry: [{ 'turn down': 'all', with: { condition: 'conflict', text: '' } }] } },
      }),
      { enter: ['go', 'stop'] },
    );
  });

  test('take other settings while the room stands', () => {
    const { buzz, configure } = hall({
      settings: { text: { type: 'text', default: 'before', max: 6 } },
      requests: { show: request('show') },
      on: { show: { do: [{ reply: '{settings.text}' }] } },
    });
    configure({ text: 'after' });
    is(answer(buzz.say('hall', '!show')), 'after');
    equal(configure({ text: 'far too long' }), ['declined configure: not-acceptable']);
    equal(configure({ text: '\u0001' }), ['declined configure: not-acceptable']);
  });

  test('fail as others do, where another behaviour tells what they cannot use', () => {
    const teller = writtenBehaviour(
      {
        name: 'teller',
        about: 'Tells.',
        requests: { go: request('go') },
        facts: { fact: { a: 'text' } },
        on: { go: { do: [{ tell: 'fact', fields: { a: 'x' } }] } },
      },
      'teller.json',
    );
    const failures = (value: unknown) => {
      const hearer = writtenBehaviour(
        { name: 'hearer', about: 'Hears.', data: { n: 0 }, on: { 'teller.fact': { do: [{ add: { 'data.n': value } }] } } },
        'hearer.json',
      );
      const talk = new Conversation(
        { create: 'anyone', patterns: [{ names: '*', kind: 'written' }] },
        { kinds: [kindOf([teller, hearer])] },
      );
      const [woody] = talk.visitors('woody');
      woody!.join('den');
      return woody!.say('den', '!go').filter(line => line.startsWith('failed'));
    };
    match(failures('{fact.a}')[0]!, 'hearer, hearing teller.fact: a number is needed, and a text was told (out)');
    match(failures('{fact.b}')[0]!, 'a number is needed, and nothing of use was told');
    match(failures('{fact.constructor}')[0]!, 'a number is needed, and nothing of use was told');
    equal(failures(1), []);
  });

  test('keep and tell no more than they may', () => {
    is(cut('a😀', 2), 'a');
    is(cut('a😀', 3), 'a😀');
    is((kept('x'.repeat(2_000), 100) as string).length, 1_000);
    equal(kept(['a', 'b', 'x'.repeat(2_000)], 2), ['b', 'x'.repeat(1_000)]);
    is(kept(5, 100), 5);
    is(told(['a', 'b']), 'a, b');
    is(told('x'.repeat(20_000)).length, 10_000);
  });

  test('do what the same in code does, in any conversation', () => {
    const written = example('places.json');
    let refusals = 0;
    fc.assert(
      fc.property(moves, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 1 }), (all, people, reserved) => {
        const more = { limits: { ...scene.limits, people: 9 } };
        const coded = toldWith([maxPeople, { people, reserved }], all, more);
        equal(toldWith([written, { people, reserved }], all, more), coded);
        refusals += coded.filter(fact => JSON.stringify(fact).includes('and is full. Try again')).length;
      }),
      { numRuns: 60 },
    );
    ok(refusals > 20, 'rooms were full now and then');
  });

  test('are put away and put back as if nothing had been', () => {
    const { buzz, woody, talk } = hall(
      JSON.parse(readFileSync(new URL('../../../docs/examples/poll.json', import.meta.url), 'utf8')),
    );
    woody.say('hall', '!ask Pizza?');
    buzz.say('hall', '!yes');
    const again = talk.resume();
    const [woodyAgain, buzzAgain] = again.visitors('woody', 'buzz');
    equal(buzzAgain!.say('hall', '!yes').slice(1), ['refused buzz: unexpected-request']);
    is(answer(woodyAgain!.say('hall', '!no')), 'You voted no.');
    equal(
      again.wait(300).filter(line => line.startsWith('announced')),
      ['announced Pizza? 1 say yes, 1 say no.'],
    );
  });

  test('go on the same after a restart, in any conversation', () => {
    const door = example('doorbell.json');
    fc.assert(
      fc.property(moves, all => {
        const whole = toldWith([door, { seconds: 30 }], all);
        equal(toldWith([door, { seconds: 30 }], all, {}, true), whole);
        not.ok(whole.some(fact => (fact as { type: string }).type === 'failed'));
      }),
      { numRuns: 30 },
    );
  });
});
