// Between two messages of one person some time must pass. Nobody else is slowed down by it, and moderators are not.
import { z } from 'zod';
import type { Scope } from '../behaviour.ts';
import { behaviour } from '../define-behaviour.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Say } from '../request.ts';
import type { MessageContent } from '../stanza.ts';

const Settings = z.strictObject({
  seconds: z.int().min(1).max(86_400).default(30).describe('seconds between two messages of one person'),
  newcomers: z
    .boolean()
    .default(false)
    .describe('whether newcomers wait as long before their first one, so that nobody gains by leaving and coming back'),
});
type Settings = z.infer<typeof Settings>;

interface Own {
  /** When they last spoke, in milliseconds since 1970. */
  readonly spokeAt?: number;
}

export const slowMode = behaviour({
  name: 'slow-mode',
  about: 'Between two messages of one person some time must pass.',
  settings: Settings,
  own: (): Own => ({}),
  rules: { speak: waitFor, topic: waitFor },
  hears: {
    said: (_, { content, at }) => (isSpeech(content) ? { own: { spokeAt: at } } : undefined),
    entered: ({ settings, at }) => (settings.newcomers ? { own: { spokeAt: at } } : undefined),
  },
});

function waitFor({ room, settings, own, at }: Scope<Settings, object, Own>, request: Say): Refusal | undefined {
  if (own.spokeAt === undefined || room.isModerator(request)) return undefined;
  const left = Math.ceil((own.spokeAt + settings.seconds * 1000 - at) / 1000);
  if (left <= 0) return undefined;
  return refuse('resource-constraint', `You may speak again in ${left} ${left === 1 ? 'second' : 'seconds'}.`);
}

const chatStates = 'http://jabber.org/protocol/chatstates';

/** That somebody is typing is told by clients without being asked, and is no message. */
function isSpeech({ body, subject, payload }: MessageContent): boolean {
  if (body !== undefined || subject !== undefined) return true;
  return payload.some(({ name, attrs }) => name !== 'thread' && attrs.xmlns !== chatStates);
}
