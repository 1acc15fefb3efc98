// The rooms that `confab dev` opens with: one of every kind that comes with Confab, with what each needs made up on this
// machine. Their titles say that they are examples.

import type { AttachedEngine } from '../attach.ts';
import type { Effects } from '../effects/effect.ts';
import { farMirror } from '../far-mirror.ts';
import type { ServiceSettingsInput } from '../prepared-settings.ts';
import { exampleFeed } from './example-feed.ts';
import { exampleGatekeeper, turnedAway } from './example-gatekeeper.ts';
import { ExampleNetwork } from './example-network.ts';

/** Those who may decide in every example room, by their names on the host. */
export const exampleModerators = ['woody', 'andy'] as const;

/** The word that the example room `backstage` asks for. */
const word = 'swordfish';
/** The room that is mirrored, and its channel. */
const mirrored = 'mirror';
const channel = '#example';

type Room = NonNullable<ServiceSettingsInput['rooms']>[number];

export const exampleRooms: readonly Room[] = [
  {
    ...{ name: 'playground', kind: 'public', title: 'Playground (example)' },
    topic: `Say something, change your nick, set another topic. The word for backstage is ${word}.`,
  },
  {
    ...{ name: 'lecture', kind: 'lecture', title: 'A lecture (example)', topic: 'Write !hand for the floor.' },
    behaviours: { lobby: { text: 'A moderator lets you in: in this example woody or andy, with !approve and your nick.' } },
  },
  { name: 'garden', kind: 'topic', title: 'A room about something (example)', topic: 'Gardening' },
  { name: 'whiteboard', kind: 'whiteboard', title: 'A whiteboard (example)', topic: 'Draw something.' },
  {
    ...{ name: 'example.org=2f', kind: 'url', title: 'The room of https://example.org/ (example)' },
    topic: 'Those meet here who are on that page.',
  },
  {
    ...{ name: 'news', kind: 'content', title: 'News (example)', topic: 'A made-up feed: a moderator writes !refresh.' },
    behaviours: { feed: { every: 1, first: 2 } },
  },
  {
    ...{ name: 'club', kind: 'gated', title: `A club that asks a made-up backend (example)` },
    topic: `Everybody is let in but ${turnedAway}.`,
  },
  {
    ...{ name: mirrored, kind: 'irc', title: 'A room mirrored on a made-up network (example)' },
    behaviours: { mirror: { title: 'The made-up network' } },
  },
  { name: 'backstage', kind: 'private', title: 'Backstage (example; a word is needed)', secret: word },
];

/** What kind a room is of that somebody makes, by its name. */
export const examplePatterns: NonNullable<ServiceSettingsInput['patterns']> = [
  { names: 'public-*', kind: 'public' },
  { names: 'lecture-*', kind: 'lecture' },
  { names: 'whiteboard-*', kind: 'whiteboard' },
  { names: 'topic-*', kind: 'topic' },
  { names: '*=2f*', kind: 'url' },
];

/** What the example rooms call, and what begins to mirror the one that is mirrored. */
export function exampleEffects(): { readonly effects: Effects; start(engine: AttachedEngine): () => Promise<void> } {
  const mirror = farMirror(new ExampleNetwork(channel), { network: 'irc', channels: { [mirrored]: channel } });
  return {
    effects: { feed: exampleFeed(), gatekeeper: exampleGatekeeper, irc: mirror.effect },
    start: engine => mirror.start(engine),
  };
}
