import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { type AnyStateMachine, createMachine } from 'xstate';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { mermaidOf } from '../../../adapters/drawing/mermaid.ts';
import { roomConfig } from '../../../adapters/drawing/room-config.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { participant } from '../../../machines/participant.ts';
import { suite } from '../../suite.ts';
import { anyChart } from './any-chart.ts';
import { hall } from './hall.ts';
import { mistakesIn } from './mermaid-grammar.ts';

suite('mermaid', test => {
  test('writes states, descriptions and arrows', () =>
    is(
      mermaidOf(chartOf(participant)),
      `stateDiagram-v2
  direction TB
  [*] --> participant_presence_pending
  state "presence-pending" as participant_presence_pending
  participant_presence_pending : Sent presence to the room#59; not inside yet.
  state "joined" as participant_joined
  participant_joined : Inside#58; hears everything that is said and is heard by all.
  state "nick-change" as participant_nick_change
  participant_nick_change : Inside, and asked for another nick that has not been ruled on yet.
  state "departed" as participant_departed
  participant_departed : Gone. The id is not used again.
  participant_departed --> [*]
  participant_presence_pending --> participant_joined : admit / tell
  participant_presence_pending --> participant_departed : depart / tell
  participant_joined --> participant_nick_change : rename
  participant_joined --> participant_departed : depart / tell
  participant_nick_change --> participant_joined : renamed / tell
  participant_nick_change --> participant_joined : kept
  participant_nick_change --> participant_departed : depart / tell
`,
    ));

  const whole = createMachine({
    id: 'room',
    type: 'parallel',
    states: {
      talk: {
        description: 'What is said.',
        initial: 'quiet',
        on: { shout: '.loud', tick: { actions: 'count' } },
        states: { quiet: { on: { leave: { actions: 'x' } } }, loud: { on: { over: '#door' } } },
      },
      door: { id: 'door', initial: 'open', states: { open: {}, back: { type: 'history' } } },
    },
  });

  test('writes regions, with what holds in every state of one', () =>
    is(
      mermaidOf(chartOf(whole), 'right'),
      `stateDiagram-v2
  direction LR
  state "room" as room {
    state "talk" as room_talk {
      state "in every state" as room_talk__everywhere
      room_talk__everywhere : tick / count
      [*] --> room_talk_quiet
      state "quiet" as room_talk_quiet
      room_talk_quiet : leave / x
      state "loud" as room_talk_loud
      room_talk__everywhere --> room_talk_loud : shout
    }
    note right of room_talk
      What is said.
    end note
    --
    state "door" as room_door {
      [*] --> room_door_open
      state "open" as room_door_open
      state "H" as room_door_back
    }
    room_talk_loud --> room_door : over
  }
`,
    ));

  test('lights the states in which it is', () => {
    const text = mermaidOf(chartOf(participant), 'down', new Set(['participant.joined', 'participant.nick-change']));
    ok(text.endsWith('\n  class participant_joined,participant_nick_change live\n'), text);
    ok(/^ {2}classDef live fill:#\w+,stroke:#\w+,stroke-width:3px,color:#\w+$/m.test(text), text);
  });

  test('writes whole rooms as Mermaid reads them', () => {
    for (const kind of [hall, ...shippedKinds]) {
      const chart = chartOf(createMachine(roomConfig(kind) as never) as unknown as AnyStateMachine);
      const text = mermaidOf(chart, 'down', new Set(chart.root.states.slice(0, 2).map(({ id }) => id)));
      equal(mistakesIn(text), []);
      is(text.match(/^ {4}--$/gm)!.length, kind.parts.length);
    }
  });

  test('writes any chart as Mermaid reads it', () =>
    fc.assert(
      fc.property(anyChart, chart => equal(mistakesIn(mermaidOf(chart)), [])),
      { numRuns: 100, seed: 9 },
    ));

  test('writes what is without states, or has something said of the whole', () => {
    const about = { id: 'wall', description: 'Nobody whispers.', meta: { 'rules on': ['whisper'] } };
    is(
      mermaidOf(chartOf(createMachine(about))),
      `stateDiagram-v2
  direction TB
  state "wall" as wall
  wall : Nobody whispers.
  wall : rules on whisper
`,
    );
    is(
      mermaidOf(chartOf(createMachine({ ...about, initial: 'high', states: { high: {} } }))),
      `stateDiagram-v2
  direction TB
  state "wall" as wall {
    [*] --> wall_high
    state "high" as wall_high
  }
  note right of wall
    Nobody whispers.
    rules on whisper
  end note
`,
    );
  });

  test('keeps off the words of Mermaid itself', () => {
    for (const id of ['state', 'End', 'note', 'direction', '42']) {
      const text = mermaidOf(chartOf(createMachine({ id, description: 'x', initial: 'a', states: { a: {} } })));
      ok(text.includes(`\n  state "${id}" as ${id}_ {\n`), text);
    }
  });

  test('gives two states whose names Mermaid cannot tell apart different ones', () => {
    const text = mermaidOf(
      chartOf(createMachine({ id: 'm', initial: 'a b', states: { 'a b': { on: { x: 'a-b' } }, 'a-b': {} } })),
    );
    ok(text.includes('m_a_b --> m_a_b_2 : x'), text);
  });

  test('hides signs that Mermaid or HTML would take for their own', () => {
    const states = { a: { description: '<b>"x"</b>; y: #1 {z} 5% & _p_ snake_case *s*' } };
    const text = mermaidOf(chartOf(createMachine({ id: 'm', initial: 'a', states })));
    ok(
      text.includes('m_a : #60;b#62;#34;x#34;#60;/b#62;#59; y#58; #35;1 #123;z#125; 5#37; #38; #95;p#95; snake_case #42;s#42;\n'),
      text,
    );
  });
});
