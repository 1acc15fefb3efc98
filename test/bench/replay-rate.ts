// How many requests of plain talk in a room of ten are replayed in a second of CPU: `npm run build`, then
// `node dist/test/bench/replay-rate.js [MESSAGES] [ROUNDS]`. Compiled, since what tsx adds to sources costs a third.
import { createActor } from 'xstate';
import { encodeHeader, encodeParty, encodePlain, encodeRequest, recordedKind } from '../../adapters/recording/line.ts';
import { outlineOf } from '../../adapters/recording/outline.ts';
import { type Replayed, replay } from '../../adapters/recording/replay.ts';
import type { BareJid, RealJid, RoomJid } from '../../machines/address.ts';
import { privateKind } from '../../machines/kinds/private.ts';
import type { Asker, Enter, Receipt, Say } from '../../machines/request.ts';
import { roomLogic } from '../../machines/room-actor.ts';
import { dynamicRoom } from '../../machines/room-settings.ts';
import { ServiceSettings } from '../../machines/settings.ts';

const room = 'den@rooms.example.org' as RoomJid;
const people = 10;

/** A recording of ten people who speak in turn. */
export function talk(messages: number): string {
  const settings = dynamicRoom(ServiceSettings.parse({ domain: 'rooms.example.org' }), room, 'den');
  const { name: kind, ...more } = recordedKind(privateKind);
  let at = Date.UTC(2026, 0, 12, 9);
  const lines = [encodeHeader({ engine: '0', room, at, kind, ...more, settings, texts: true, names: true })];
  const told: string[] = [];
  const actor = createActor(roomLogic, { id: room, input: { settings, kind: privateKind } });
  actor.on('*', fact => void told.push(outlineOf(fact)));
  actor.start();
  let given = 0;
  const stamp = () => {
    at += 100;
    given++;
    return { at, fresh: given.toString(16).padStart(24, '0') };
  };
  const askers = Array.from({ length: people }, (_, i) =>
    asker(`person${i}`, { kind: 'presence', sentTo: `${room}/person${i}` }),
  );
  askers.forEach((one, i) => {
    const nick = { text: `person${i}`, key: `person${i}` };
    const presence = { kind: 'presence', type: 'available', payload: [] } as const;
    const ask = { nicks: [nick], privacy: false, hidden: true, mustCreate: false, presence, founding: 'allowed' } as const;
    const request: Enter = { type: 'enter', room, ...one, ...ask, ...stamp() };
    told.length = 0;
    actor.send(request);
    lines.push(encodeParty(i, one), encodeRequest(request, i, { facts: [...told] }));
  });
  for (let i = 0; i < messages; i++) {
    const body = `Message number ${i} of a talk that goes on for long.`;
    const payload = [{ name: 'body', attrs: {}, children: [body] }];
    const content = { kind: 'message', type: 'groupchat', id: `m${i}`, body, payload, bytes: 75 } as const;
    const receipt: Receipt = { kind: 'message', sentTo: room, id: content.id };
    const request: Say = { type: 'say', room, ...askers[i % people]!, receipt, content, ...stamp() };
    lines.push(encodePlain(request, i % people, body));
  }
  return `${lines.join('\n')}\n`;
}

function asker(name: string, receipt: Receipt): Asker {
  const bare = `${name}@example.org` as BareJid;
  return { from: `${bare}/phone` as string as RealJid, bare, host: 'example.org', dialect: 'groupchat', receipt };
}

/** Requests a second of CPU, of the user and of the system. @throws Error where it does not come out as recorded */
export function rate(recording: string, onFact?: (line: string) => void): number {
  const before = process.cpuUsage();
  const result: Replayed = replay(recording, onFact ? { onFact } : {});
  const { user, system } = process.cpuUsage(before);
  if (result.different > 0 || result.problem) throw new Error(`different in ${result.different} steps`);
  return result.requests / ((user + system) / 1_000_000);
}

/** The middle one of several rates. */
function median(rates: readonly number[]): number {
  return [...rates].sort((a, b) => a - b)[Math.floor(rates.length / 2)]!;
}

/** @param say takes each line */
export function report(messages: number, rounds: number, say: (line: string) => void): void {
  const recording = talk(messages);
  const measured = (onFact?: (line: string) => void) => Array.from({ length: rounds }, () => rate(recording, onFact));
  let length = 0;
  const write = (line: string) => {
    length += line.length;
  };
  const inWords = (rates: readonly number[]) =>
    `${Math.round(median(rates) / 1_000)} thousand requests a second of CPU (${rates.map(one => Math.round(one / 1_000)).join(', ')})`;
  say(`plain talk in a room of ${people}, ${messages} messages, ${rounds} rounds`);
  say(`replayed:             ${inWords(measured())}`);
  say(`with all facts written: ${inWords(measured(write))}; ${length} characters`);
}

if (process.argv[1] !== undefined && /replay-rate\.[jt]s$/.test(process.argv[1])) {
  const [messages = '300000', rounds = '5'] = process.argv.slice(2);
  report(Number(messages), Number(rounds), line => process.stdout.write(`${line}\n`));
}
