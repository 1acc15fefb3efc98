// People may hide who they are: their real JID is told to nobody, and only messages reach them.
// Whatever carries or proves the real address is taken out of what they send.
import type { Behaviour, Ruling } from '../behaviour.ts';
import type { Person } from '../person.ts';
import { refuse } from '../refusal.ts';
import type { Bounce, Leave, Present, Relay, Say } from '../request.ts';
import type { Content } from '../stanza.ts';
import { veil } from '../veil.ts';

interface Settings {
  readonly allowed: boolean;
}

interface Data {
  readonly allowed: boolean;
}

const onlyMessages = refuse('forbidden', 'This person is protected: only messages reach them.');
const telling = refuse('not-acceptable', 'This would tell your real address, which you asked to hide.');

export const privacy: Behaviour<Settings, Data> = {
  name: 'privacy',
  about: 'People may hide their real JID and be reached by messages only.',
  data: (settings, founding) => ({ allowed: settings.allowed || founding?.privacy === true }),
  rules: {
    enter({ data }, request) {
      if (!request.privacy) return undefined;
      if (!data.allowed) return refuse('not-acceptable', 'This room does not offer privacy. Enter without it.');
      if (request.presence === undefined) return undefined;
      return { rewrite: { ...request, presence: veil(request.presence, request.bare) } };
    },
    create: (_, request) =>
      request.privacy && request.presence
        ? { rewrite: { ...request, presence: veil(request.presence, request.bare) } }
        : undefined,
    appear: ({ person }, request) =>
      person?.privacy ? { rewrite: { ...request, presence: veil(request.presence, person.bare) } as Present | Leave } : undefined,
    speak: ({ person }, request) => veiled(person, request),
    topic: ({ person }, request) => veiled(person, request),
    whisper({ person, room }, request) {
      const target = request.to && room.people.find(request.to);
      if (target?.privacy && request.content.kind !== 'message') return onlyMessages;
      return veiled<Relay | Bounce>(person, request);
    },
    browse({ room }, request) {
      const target = request.of && room.people.find(request.of);
      return target?.hidden ? refuse('forbidden', 'This person does not show their real address.') : undefined;
    },
  },
  requires: ({ data }) => ({ privacy: data.allowed }),
};

function veiled<R extends Say | Relay | Bounce>(person: Person | undefined, request: R): Ruling<R> {
  if (!person?.privacy) return undefined;
  const content = veil<Content>(request.content, person.bare);
  // an iq without its payload would ask for nothing
  if (content.kind === 'iq' && content.payload.length === 0) return telling;
  return { rewrite: { ...request, content } };
}
