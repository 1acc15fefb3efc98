// The behaviours that come with Confab: what kinds in a configuration may list by name.
import type { Behaviour } from '../behaviour.ts';
import { feed } from './feed.ts';
import { gatekeeper } from './gatekeeper.ts';
import { greeting } from './greeting.ts';
import { history } from './history.ts';
import { joinRate } from './join-rate.ts';
import { lobby } from './lobby.ts';
import { location } from './location.ts';
import { maxPeople } from './max-people.ts';
import { members } from './members.ts';
import { mirror } from './mirror.ts';
import { moderation } from './moderation.ts';
import { notices } from './notices.ts';
import { page } from './page.ts';
import { privacy } from './privacy.ts';
import { secret } from './secret.ts';
import { slowMode } from './slow-mode.ts';
import { topic } from './topic.ts';
import { voiceQueue } from './voice-queue.ts';
import { whiteboard } from './whiteboard.ts';
import { wordFilter } from './word-filter.ts';

// biome-ignore lint/suspicious/noExplicitAny: each has settings and data of its own
export const shippedBehaviours: readonly Behaviour<any, any, any>[] = [
  moderation,
  secret,
  privacy,
  history,
  topic,
  notices,
  lobby,
  voiceQueue,
  slowMode,
  members,
  maxPeople,
  joinRate,
  wordFilter,
  greeting,
  gatekeeper,
  whiteboard,
  feed,
  page,
  location,
  mirror,
];
