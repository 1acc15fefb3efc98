// How rooms are looked for: in an element within a request to browse, and in the name of a node of service discovery.
import { isRefusal, type Refusal, refuse } from '../machines/refusal.ts';
import type { Asker } from '../machines/request.ts';
import type { Tree } from '../machines/stanza.ts';
import { type Find, readWanted, type Wanted } from '../machines/wanted.ts';
import { ns } from './namespaces.ts';

/** A find, before it is stamped. */
export type HeardFind = Omit<Find, 'at' | 'fresh'>;

const several = refuse('bad-request', 'Look for one thing at a time: there is more than one <find/>.');
const nodeForm = refuse(
  'item-not-found',
  `There is no such node: rooms are looked for at ${ns.find}:topic:TEXT or ${ns.find}:words:TEXT.`,
);

/** The question in which somebody looks for rooms, or what is wrong with it. */
export function heardFind(
  asker: Asker,
  as: Find['as'],
  asked: { readonly topic?: string | undefined; readonly words?: string | undefined },
): HeardFind | Refusal {
  const { topic = '', words = '' } = asked;
  const wanted = readWanted({ topic, words });
  return isRefusal(wanted) ? wanted : { type: 'find', ...asker, as, wanted };
}

/** What is looked for by `<find xmlns='urn:confab:find' topic='…'/>` in an element; undefined where nothing is. */
export function foundIn(query: Tree, asker: Asker): HeardFind | Refusal | undefined {
  const finds = query.children.filter(
    (child): child is Tree => typeof child !== 'string' && child.name === 'find' && child.attrs.xmlns === ns.find,
  );
  if (finds.length > 1) return several;
  return finds[0] && heardFind(asker, 'browse', finds[0].attrs);
}

/** What is looked for by the name of a node; undefined where that is of another sort. */
export function foundAt(node: string, as: 'info' | 'items', asker: Asker): HeardFind | Refusal | undefined {
  if (!node.startsWith(`${ns.find}:`)) return undefined;
  const [, by, text] = /^(topic|words):(.*)$/su.exec(node.slice(ns.find.length + 1)) ?? [];
  return by === undefined ? nodeForm : heardFind(asker, as, { [by]: text });
}

/** The node at which it is looked for. */
export function nodeOf(wanted: Wanted): string {
  return 'topic' in wanted ? `${ns.find}:topic:${wanted.topic}` : `${ns.find}:words:${wanted.words}`;
}
