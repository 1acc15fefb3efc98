// People may hide who they are: their real JID is told to nobody, and only messages reach them. Those whose dialect
// cannot ask for it are hidden too where the room says so, but may be reached by everything.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import type { Person } from '../person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Enter } from '../request.ts';
import type { Content, PresenceContent } from '../stanza.ts';
import { veil } from '../veil.ts';

const Settings = z.strictObject({
  allowed: z.boolean().default(false).describe('whether people may enter protected'),
  hides: z.boolean().default(true).describe('whether the real JIDs of those are hidden whose dialect cannot ask for it'),
});
type Settings = z.infer<typeof Settings>;

const notOffered = refuse('not-acceptable', 'This room does not offer privacy. Enter without it.');
const onlyMessages = refuse('forbidden', 'This person is protected: only messages reach them.');
const unknown = refuse('forbidden', 'This person does not show their real address.');
const telling = refuse('not-acceptable', 'This would tell your real address, which is hidden in this room.');

export const privacy = behaviour({
  name: 'privacy',
  about: 'People may hide their real JID and be reached by messages only.',
  settings: Settings,
  defaults: room => ({ allowed: room.privacy, hides: room.hideRealJids }),
  data: (settings, founding) => ({ allowed: settings.allowed || founding?.privacy === true }),
  rules: {
    enter: ({ data, settings }, request) => (request.privacy && !data.allowed ? notOffered : veiledEntry(settings, request)),
    create: ({ settings }, request) => veiledEntry(settings, request),
    rename: ({ settings }, request) => veiledEntry(settings, request),
    appear({ person }, request) {
      if (!person?.hidden) return undefined;
      return { rewrite: { presence: veil(request.presence, person.bare, person.privacy) } };
    },
    speak: ({ person }, request) => veiled(person, request),
    topic: ({ person }, request) => veiled(person, request),
    whisper({ person, room }, request) {
      const target = request.type === 'relay' ? room.people.find(request.to) : undefined;
      if (target?.privacy && request.content.kind !== 'message') return onlyMessages;
      return veiled(person, request);
    },
    browse({ room }, request) {
      const target = request.of && room.people.find(request.of);
      return target?.hidden ? unknown : undefined;
    },
  },
  hears: {
    configured: ({ settings }, { behaviour, changes }) =>
      behaviour === 'privacy' && 'allowed' in changes ? { data: { allowed: settings.allowed } } : undefined,
  },
  requires: ({ data }) => ({ privacy: data.allowed }),
});

/** The presence that comes with an entry or a nick change. */
function veiledEntry(
  { hides }: Settings,
  request: Enter,
): { readonly rewrite: { readonly presence: PresenceContent } } | undefined {
  const { presence, privacy, hidden, bare } = request;
  if (!presence || !(privacy || (hidden && hides))) return undefined;
  return { rewrite: { presence: veil(presence, bare, privacy) } };
}

function veiled<C extends Content>(
  person: Person | undefined,
  request: { readonly content: C },
): Refusal | { readonly rewrite: { readonly content: C } } | undefined {
  if (!person?.hidden) return undefined;
  const content = veil(request.content, person.bare, person.privacy);
  if (content === request.content) return undefined;
  // a question without its payload would ask for nothing
  if ((content.type === 'get' || content.type === 'set') && content.payload.length === 0) return telling;
  return { rewrite: { content } };
}
