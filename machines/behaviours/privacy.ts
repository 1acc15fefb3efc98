// People may hide who they are: their real JID is told to nobody, and only messages reach them. Those whose dialect
// cannot ask for it are hidden too where the room says so, but may be reached by everything.
import type { Behaviour, Ruling } from '../behaviour.ts';
import type { Person } from '../person.ts';
import { refuse } from '../refusal.ts';
import type { Answer, Bounce, Enter, Leave, Present, Relay, Say } from '../request.ts';
import type { Content } from '../stanza.ts';
import { veil } from '../veil.ts';

interface Settings {
  readonly allowed: boolean;
  /** Whether the real JIDs of those whose dialect cannot ask for privacy are hidden. */
  readonly hides: boolean;
}

interface Data {
  readonly allowed: boolean;
}

const notOffered = refuse('not-acceptable', 'This room does not offer privacy. Enter without it.');
const onlyMessages = refuse('forbidden', 'This person is protected: only messages reach them.');
const unknown = refuse('forbidden', 'This person does not show their real address.');
const telling = refuse('not-acceptable', 'This would tell your real address, which is hidden in this room.');

export const privacy: Behaviour<Settings, Data> = {
  name: 'privacy',
  about: 'People may hide their real JID and be reached by messages only.',
  data: (settings, founding) => ({ allowed: settings.allowed || founding?.privacy === true }),
  rules: {
    enter: ({ data, settings }, request) => (request.privacy && !data.allowed ? notOffered : veiledEntry(settings, request)),
    create: ({ settings }, request) => veiledEntry(settings, request),
    rename: ({ settings }, request) => veiledEntry(settings, request),
    appear({ person }, request) {
      if (!person?.hidden) return undefined;
      return { rewrite: { ...request, presence: veil(request.presence, person.bare, person.privacy) } as Present | Leave };
    },
    speak: ({ person }, request) => veiled(person, request),
    topic: ({ person }, request) => veiled(person, request),
    whisper({ person, room }, request) {
      const target = request.type === 'relay' ? room.people.find(request.to) : undefined;
      if (target?.privacy && request.content.kind !== 'message') return onlyMessages;
      return veiled<Relay | Answer | Bounce>(person, request);
    },
    browse({ room }, request) {
      const target = request.of && room.people.find(request.of);
      return target?.hidden ? unknown : undefined;
    },
  },
  requires: ({ data }) => ({ privacy: data.allowed }),
};

/** The presence that comes with an entry or a nick change. */
function veiledEntry({ hides }: Settings, request: Enter): Ruling<Enter> {
  const { presence, privacy, hidden, bare } = request;
  if (!presence || !(privacy || (hidden && hides))) return undefined;
  return { rewrite: { ...request, presence: veil(presence, bare, privacy) } };
}

function veiled<R extends Say | Relay | Answer | Bounce>(person: Person | undefined, request: R): Ruling<R> {
  if (!person?.hidden) return undefined;
  const content = veil<Content>(request.content, person.bare, person.privacy);
  if (content === request.content) return undefined;
  // a question without its payload would ask for nothing
  if ((content.type === 'get' || content.type === 'set') && content.payload.length === 0) return telling;
  return { rewrite: { ...request, content } };
}
