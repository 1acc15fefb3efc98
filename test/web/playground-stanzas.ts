// Stanzas for the playground's clients, written as they are on the wire.
import { parse } from 'ltx';
import type { ClientRoom } from '../../adapters/web/playground/client-room.ts';
import { incomingOf } from '../../adapters/web/playground/wire.ts';
import { xmlOf } from '../../streams/tree.ts';

export const room = 'hall@rooms.example.org';

/** What time it is wherever a client is told something. */
export const now = Date.UTC(2001, 0, 10, 12);

/** Has a client hear stanzas, one after the other; `ROOM` stands for the room. */
export function hears(client: ClientRoom, ...stanzas: readonly string[]): void {
  for (const xml of stanzas) client.receive(incomingOf(parse(xml.replaceAll('ROOM', room))), now);
}

/** What a client sends, as text; `ROOM` stands for the room. */
export function written(stanzas: ReturnType<ClientRoom['say']>): readonly string[] {
  return stanzas.map(stanza => xmlOf(stanza).replaceAll(room, 'ROOM').replaceAll('"', "'"));
}

/** Ids that count. */
export function counting(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `i${count}`;
  };
}

/** The talk, a line each. */
export function talk({ lines }: ClientRoom): readonly string[] {
  return lines.map(({ kind, who, text, own, past }) =>
    [past && 'past', own && 'own', kind, who && `${who}:`, text].filter(Boolean).join(' '),
  );
}
