// The moments of a room's life on which behaviours may rule, the requests they see there, and what of those they
// may rewrite.
import type { Configure, Invite } from './operator-request.ts';
import type { Answer, Bounce, Browse, Enter, Leave, Present, Relay, RoomRequest, Say } from './request.ts';
import { soundPayload, soundText } from './sound-value.ts';

export interface Phases {
  create: Enter;
  enter: Enter;
  rename: Enter;
  appear: Present | Leave;
  speak: Say;
  topic: Say;
  whisper: Relay | Answer | Bounce;
  browse: Browse;
  invite: Invite;
  configure: Configure;
}
export type Phase = keyof Phases;

/** What of a request is its payload; the rest nobody may change. */
const payloads: Readonly<Record<Phase, 'presence' | 'content' | 'text' | undefined>> = {
  create: 'presence',
  enter: 'presence',
  rename: 'presence',
  appear: 'presence',
  speak: 'content',
  topic: 'content',
  whisper: 'content',
  browse: undefined,
  invite: 'text',
  configure: undefined,
};

export type Payload<P extends Phase> = P extends 'create' | 'enter' | 'rename' | 'appear'
  ? Pick<Enter, 'presence'>
  : P extends 'speak' | 'topic'
    ? Pick<Say, 'content'>
    : P extends 'whisper'
      ? { readonly content?: Phases['whisper']['content'] }
      : P extends 'invite'
        ? Pick<Invite, 'text'>
        : never;

export const phases = Object.keys(payloads) as readonly Phase[];

/** Where somebody asks who can wait for the answer, and for whom something can be held. */
export const deferrable: ReadonlySet<Phase> = new Set(['create', 'enter', 'rename', 'speak', 'topic', 'whisper', 'browse']);

/** The request with another payload. Throws where the payload is not of the same sort. */
export function rewritten<R extends RoomRequest>(phase: Phase, request: R, rewrite: object): R {
  const key = payloads[phase];
  const wrong = Object.keys(rewrite).find(name => name !== key);
  if (wrong !== undefined || key === undefined)
    throw new Error(
      key === undefined
        ? `a ruling on ${phase} has nothing to rewrite`
        : `a ruling on ${phase} may rewrite the ${key} and nothing else, not ${wrong}`,
    );
  const before = (request as unknown as Record<string, unknown>)[key];
  const now = (rewrite as Record<string, unknown>)[key];
  if (!isOfSameSort(before, now))
    throw new Error(`a ruling on ${phase} made another sort of ${key} of it: its kind, type and id must stay`);
  if (typeof now === 'string') soundText(now, 'a rewritten text');
  else {
    const { payload, body, subject, id, lang } = now as Record<string, unknown>;
    soundPayload(payload);
    for (const text of [body, subject, id, lang]) if (text !== undefined) soundText(text, 'a rewritten text');
  }
  return { ...request, [key]: now };
}

function isOfSameSort(before: unknown, now: unknown): boolean {
  if (typeof before === 'string') return typeof now === 'string';
  if (typeof before !== 'object' || before === null || typeof now !== 'object' || now === null) return false;
  const [a, b] = [before as Record<string, unknown>, now as Record<string, unknown>];
  // the id may be left out, where it would tell who somebody is
  return a.kind === b.kind && a.type === b.type && (b.id === undefined || a.id === b.id) && hasSubject(a) === hasSubject(b);
}

/** What sets the topic is ruled on as such. */
function hasSubject({ subject }: Record<string, unknown>): boolean {
  return subject !== undefined;
}
