import { equal, is } from 'uvu/assert';
import { createMachine } from 'xstate';
import { type ChartTransition, chartOf, statesOf } from '../../../adapters/drawing/chart.ts';
import { participant } from '../../../machines/participant.ts';
import { room } from '../../../machines/room.ts';
import { suite } from '../../suite.ts';

suite('chart', test => {
  test('has the states of a machine, in their order, with what they mean', () => {
    const { name, root } = chartOf(participant);
    is(name, 'participant');
    equal(root.initial, ['participant.presence-pending']);
    equal(
      root.states.map(({ id, name, type }) => [id, name, type]),
      [
        ['participant.presence-pending', 'presence-pending', 'simple'],
        ['participant.joined', 'joined', 'simple'],
        ['participant.nick-change', 'nick-change', 'simple'],
        ['participant.departed', 'departed', 'final'],
      ],
    );
    is(root.states[3]!.description, 'Gone. The id is not used again.');
  });

  test('has the transitions with event, guard, actions and goal', () => {
    const { transitions } = chartOf(room);
    const vacated = transitions.filter(({ from, event }) => from === 'room.occupied' && event === 'vacated');
    equal(
      vacated.map(({ guard, otherwise, actions, to }) => ({ guard, otherwise, actions, to })),
      [
        { guard: 'isPermanent', otherwise: false, actions: [], to: ['room.empty'] },
        { guard: 'doesSomebodyWait', otherwise: false, actions: ['dissolve'], to: ['room.reserved'] },
        { guard: undefined, otherwise: true, actions: ['dissolve'], to: ['room.ended'] },
      ],
    );
  });

  test('has a transition without an event, and one of the whole machine', () => {
    const { transitions } = chartOf(room);
    const opening = transitions.filter(({ from }) => from === 'room.opening');
    equal(
      opening.map(({ event, to }) => [event, ...to]),
      [
        [undefined, 'room.empty'],
        [undefined, 'room.reserved'],
      ],
    );
    const close = transitions.find(({ from, event }) => from === 'room' && event === 'close');
    equal(close?.to, ['room.ended']);
  });

  test('has the lists of names that are in meta, and nothing else of it', () => {
    const meta = { hears: ['said', 'left'], count: 3, mixed: ['a', 1] };
    const { root } = chartOf(createMachine({ id: 'm', meta, initial: 'a', states: { a: {} } }));
    equal(root.notes, [{ word: 'hears', names: ['said', 'left'] }]);
    equal(root.states[0]!.notes, []);
  });

  test('goes by the name that it is given', () => {
    const chart = chartOf(participant, 'lobby@rooms.example/3');
    is(chart.root.states[1]!.id, 'lobby@rooms.example/3.joined');
    is(chart.transitions[0]!.from, 'lobby@rooms.example/3.presence-pending');
  });

  test('is JSON', () => {
    const chart = chartOf(room);
    equal(JSON.parse(JSON.stringify(chart)), chart);
  });

  test('numbers each transition once', () => {
    const { transitions } = chartOf(room);
    is(new Set(transitions.map(({ id }) => id)).size, transitions.length);
  });

  const whole = chartOf(
    createMachine({
      id: 'whole',
      type: 'parallel',
      on: { jump: { target: ['.talk.loud', '.door.open'] } },
      states: {
        talk: {
          initial: 'quiet',
          description: 'What is said,\n  and how.',
          states: {
            quiet: { after: { 500: 'loud' }, entry: 'hush' },
            loud: { invoke: { src: 'clock', onDone: 'quiet' }, exit: ['rest', { type: 'count', params: { by: 2 } }] },
            back: { type: 'history', history: 'deep' },
          },
        },
        door: { initial: 'open', states: { open: { on: { '*': {} } }, shut: { type: 'final' } } },
      },
    }),
  );
  const from = (id: string): ChartTransition => whole.transitions.find(transition => transition.from === id)!;

  test('has parallel regions, and transitions into several of them', () => {
    equal(
      statesOf(whole.root).map(({ id, type }) => `${id} ${type}`),
      [
        'whole parallel',
        'whole.talk compound',
        'whole.talk.quiet simple',
        'whole.talk.loud simple',
        'whole.talk.back deep-history',
        'whole.door compound',
        'whole.door.open simple',
        'whole.door.shut final',
      ],
    );
    equal(whole.root.initial, []);
    equal(from('whole').to, ['whole.talk.loud', 'whole.door.open']);
  });

  test('has entry, exit and actors, but not what XState adds for a delay', () => {
    const [talk] = whole.root.states;
    equal(talk!.states[0]!.entry, ['hush']);
    equal(talk!.states[0]!.exit, []);
    equal(talk!.states[1]!.exit, ['rest', 'count(by: 2)']);
    equal(talk!.states[1]!.invokes, ['clock']);
  });

  test('says events in words, and keeps what the machine calls them', () => {
    is(from('whole.talk.quiet').event, 'after 500 ms');
    is(from('whole.talk.loud').event, 'clock is done');
    is(from('whole.door.open').event, 'any other');
    is(from('whole.door.open').type, '*');
    is(from('whole').type, undefined);
  });

  test('has a description in one line', () => is(whole.root.states[0]!.description, 'What is said, and how.'));
});
