// Who is meant by an id of a stay or by an address: the nicks that the page has seen. Facts and requests go by ids, which
// say nothing to people. Values only; it never fails.
import type { PersonLine } from '../../inspect/protocol.ts';

/** Nicks by ids and addresses. */
export type Names = ReadonlyMap<string, string>;

const most = 2000;
const id = /\b[0-9a-f]{16,}\b/g;

/** With those people; what was known of others is kept, since they may have left a moment ago. */
export function withPeople(names: Names, people: readonly PersonLine[]): Names {
  const fresh = people.flatMap(({ id, jid, nick }) => [
    [id, nick] as const,
    ...(jid === undefined ? [] : [[jid, nick] as const]),
  ]);
  if (fresh.every(([key, nick]) => names.get(key) === nick)) return names;
  const all = new Map(names);
  for (const [key, nick] of fresh) {
    all.delete(key);
    all.set(key, nick);
  }
  return new Map([...all].slice(-most));
}

/** A fact with nicks in place of ids; ids that nobody has seen are cut short. */
export function inNames(text: string, names: Names): string {
  return text.replaceAll(id, found => names.get(found) ?? `${found.slice(0, 6)}…`);
}
