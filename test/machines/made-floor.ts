// A floor without a room actor around it: for tests of what is done and ruled on it.
import { createActor } from 'xstate';
import { enrol } from '../../machines/enrolment.ts';
import type { ParticipantFact } from '../../machines/fact.ts';
import { Floor, type MakeParticipant } from '../../machines/floor.ts';
import type { Kind } from '../../machines/kind.ts';
import { shippedKinds } from '../../machines/kinds/all.ts';
import { publicKind } from '../../machines/kinds/public.ts';
import { participant } from '../../machines/participant.ts';
import type { Person } from '../../machines/person.ts';
import type { RoomRequest } from '../../machines/request.ts';
import { dynamicRoom, type RoomSettings } from '../../machines/room-settings.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { domain, nickOf, presenceOf, roomJid, type Unsent, Visitor } from './visitor.ts';

export const service = ServiceSettings.parse({ domain });

export function roomSettings(own: Partial<RoomSettings> = {}): RoomSettings {
  return { ...dynamicRoom(service, roomJid('den'), 'den'), ...own };
}

/** A floor on which no step has begun. */
export function makeFloor(own?: Partial<RoomSettings>, kind: Kind = publicKind): Floor {
  const make: MakeParticipant = (id, state) => {
    const snapshot = state === undefined ? {} : { snapshot: participant.resolveState({ value: state as never }) };
    return createActor(participant, { id, ...snapshot });
  };
  return new Floor(kind, roomSettings(own), make, name => shippedKinds.find(one => one.name === name));
}

export function nobody(name: string): Visitor {
  return new Visitor(() => [], name);
}

/** The request that somebody makes, stamped. */
export function asked<R extends RoomRequest = RoomRequest>(name: string, ask: (visitor: Visitor) => unknown, at = 0): R {
  let made: Unsent | undefined;
  ask(
    new Visitor(request => {
      made = request;
      return [];
    }, name),
  );
  return { ...made, at, fresh: `id-of-${name}` } as R;
}

/** Puts somebody into the book, waiting. The step is begun and stays open. */
export function waits(floor: Floor, name: string, at = 0): Person {
  floor.begin(at, `id-of-${name}`);
  return enrol(floor, nobody(name).asker('presence', floor.jid), presenceOf());
}

/** Puts somebody into the book, inside. */
export function stays(floor: Floor, name: string, more: Partial<Pick<Person, 'privacy' | 'hidden'>> = {}): Person {
  const person = waits(floor, name);
  const { privacy = false, hidden = privacy } = more;
  floor.roster.admit(person, { nick: nickOf(name), presence: person.presence, privacy, hidden });
  person.actor.start();
  person.actor.send({ type: 'admit', fact: { type: 'entered' } as ParticipantFact });
  return person;
}
