// Conversations made up at random, in rooms with nearly every behaviour: where an inspector may show neither texts nor
// addresses, none of what people said and none of their addresses is in anything that it tells, however it is asked.
import fc from 'fast-check';
import { parse } from 'ltx';
import { inspection } from '../../../adapters/inspect/inspection.ts';
import type { LiveEvent } from '../../../adapters/inspect/protocol.ts';
import { statelyEvents } from '../../../adapters/inspect/stately.ts';
import { Taps } from '../../../adapters/inspect/taps.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { Conversation } from '../../machines/conversation.ts';
import { roomJid } from '../../machines/visitor.ts';
import { VirtualClock } from '../../scenario/virtual-clock.ts';
import { suite } from '../../suite.ts';
import { type Move, moves, play, scene, secrets } from '../recording/recorded-talk.ts';

/** What people say, order and are told by those who run the service; and where they are at home. */
const words = ['zurg', 'infinity', 'ärger', 'snake'];
const homes = ['pizzaplanet', 'sunnyside'];

/** Of one of the rooms; most talk is in that with nearly every behaviour. */
const kinds = fc.constantFrom('full', 'full', 'club', ...shippedKinds.map(({ name }) => name));

/** The titles of rooms are for all to read, and whoever runs the service goes by their name: neither has such a word here. */
function asked(move: Move): Move {
  // whoever waits, and is no moderator
  if (move.does === 'say') return { ...move, body: move.body.replace('!deny hamm', '!deny potato') };
  if (move.does === 'enter') return { ...move, title: undefined } as Move;
  return move.does === 'operate' && 'by' in move.asks ? { ...move, asks: { ...move.asks, by: 'root' } } : move;
}

/** All that a lens tells of a conversation. */
function shown(kind: string, all: readonly Move[], shows: { readonly texts: boolean; readonly addresses: boolean }): string {
  const [hall, ...others] = scene.rooms;
  const talk = new Conversation({
    ...scene,
    rooms: [{ ...hall, kind, title: 'Hall' }, ...others],
    limits: { ...scene.limits, ring: 20 },
  });
  const clock = new VirtualClock();
  const { inspect } = inspection(new Taps(), {
    ...{ service: talk.service, address: roomJid, clock, version: '1', overload: { state: 'normal' } as never },
    ...{ load: () => ({ outbox: 0, mailbox: 0 }), parse: parse as never },
    report: error => {
      throw error;
    },
  });
  const lens = inspect({ shows, moments: 10_000 });
  const told: unknown[] = [];
  const tell = (event: LiveEvent) => void told.push(event);
  const rooms = ['hall', 'den', 'vault', 'attic'];
  const ends = rooms.flatMap(name =>
    lens.room(name) ? [lens.watch(name, tell), statelyEvents(lens, name, event => told.push(event))] : [],
  );
  for (const move of all) {
    play(talk, asked(move));
    clock.pass(250);
    for (const name of rooms) if (lens.room(name)) told.push(lens.room(name), lens.why(name));
    told.push(lens.rooms({}));
  }
  for (const name of rooms) if (lens.room(name)) told.push(lens.past(name), lens.machineOf(name));
  for (const end of ends) end();
  return told.map(one => JSON.stringify(one)).join('\n');
}

/** With what stands around it, so that one sees whence it came. */
function found(text: string, one: string): string | undefined {
  const at = text.toLowerCase().indexOf(one);
  return at < 0 ? undefined : `${one}: ${text.slice(Math.max(0, at - 200), at + 60)}`;
}

suite('what an inspector tells of conversations', test => {
  const property = (shows: { readonly texts: boolean; readonly addresses: boolean }, hidden: readonly string[]) => () =>
    fc.assert(
      fc.property(kinds, moves, (kind, all) => {
        const text = shown(kind, all, shows);
        const wrong = hidden.flatMap(one => found(text, one) ?? []);
        if (wrong.length > 0) throw new Error(wrong.join('\n'));
      }),
      { numRuns: 60 },
    );

  test('has neither words nor addresses', property({ texts: false, addresses: false }, [...words, ...homes, ...secrets]));
  test('has no words where addresses are shown', property({ texts: false, addresses: true }, [...words, ...secrets]));
  test('has no addresses where words are shown', property({ texts: true, addresses: false }, [...homes, ...secrets]));
});
