// What must hold of any conversation in any room, whatever its behaviours do. Each is asked after every moment, and some
// once more at the end; what does not hold is thrown as an AssertionError.
import { parseAddress } from '../../streams/address.ts';
import { fail } from './assertion.ts';
import { bareOf, rooms } from './cast.ts';
import { type ClientModel, ConferenceClient, GroupchatClient } from './client-model.ts';
import type { Talk } from './conversation.ts';
import { questionBook } from './question-book.ts';
import type { Act, Moment } from './rehearsal.ts';
import { service } from './staging.ts';

export interface Invariant {
  readonly after: (moment: Moment) => void;
  readonly end?: () => void;
}

export interface InvariantOptions {
  /** Whether a behaviour hides real addresses. */
  readonly hides: boolean;
  /** Whether moderators may learn the real address of who hides it. */
  readonly moderatorsKnow: boolean;
}

export function invariantsOf(talk: Talk, options: InvariantOptions): readonly Invariant[] {
  return [noFault, oneNickEach(talk), knownAddresses(), hiddenAddresses(talk, options), rebuiltRosters(talk), questionBook()];
}

/** No step of a room fails, and no behaviour. */
const noFault: Invariant = {
  after({ failures: [failure] }) {
    if (failure === undefined) return;
    const { message, cause } = failure as Error;
    fail(`Something failed: ${message}\n${cause instanceof Error ? cause.stack : ''}`, failure, undefined);
  },
};

function oneNickEach(talk: Talk): Invariant {
  return {
    after() {
      for (const room of rooms) {
        const nicks = [...(talk.floor(room)?.people.joined() ?? [])].map(({ nickKey }) => nickKey);
        const twice = nicks.find((nick, i) => nicks.indexOf(nick) !== i);
        if (twice !== undefined) fail(`Two in ${room} hold the nick ${twice}.`, nicks, [...new Set(nicks)]);
      }
    },
  };
}

/** Every `from` is ours, every `to` somebody who has written to us, or was invited. */
function knownAddresses(): Invariant {
  const known = new Set<string>();
  return {
    after({ act, sent, received }) {
      if (sent) known.add(String(sent.attrs.from));
      if ('invites' in act) known.add(act.invites);
      for (const { from, to, xml } of received) {
        if (parseAddress(from)?.host !== service) fail(`This comes from an address that is not ours: ${xml}`, from, service);
        if (!known.has(to)) fail(`This goes to somebody who never wrote to us: ${xml}`, to, [...known]);
      }
    },
  };
}

/** The address of who hides it is in no stanza to others. */
function hiddenAddresses(talk: Talk, { hides, moderatorsKnow }: InvariantOptions): Invariant {
  const { people } = talk;
  // the other place of the same person would tell on them
  const bares = people.map(({ jid }) => bareOf(jid));
  const hidden = people.filter(({ jid, isProtected }) => isProtected && bares.filter(bare => bare === bareOf(jid)).length === 1);
  const maySee = new Set<string>(
    moderatorsKnow ? people.filter(({ isModerator }) => isModerator).map(({ jid }) => bareOf(jid)) : [],
  );
  return {
    after({ act, received }) {
      for (const { founder } of rooms.map(room => talk.floor(room) ?? nobody)) if (moderatorsKnow && founder) maySee.add(founder);
      // what people themselves write is theirs to tell
      if (!hides || received.length === 0) return;
      for (const { jid, name } of hidden) {
        const bare = bareOf(jid);
        if (tells(act, bare)) continue;
        const leak = received.find(
          ({ to, xml }) => bareOf(to) !== bare && !maySee.has(bareOf(to)) && xml.toLowerCase().includes(bare),
        );
        if (leak) fail(`${name} hides the real address, and here others learn it: ${leak.xml}`, leak.xml, `no ${bare}`);
      }
    },
  };
}

const nobody = { founder: undefined };

/** Whether somebody wrote an address, and not only as the one that they write from. */
function tells(act: Act, bare: string): boolean {
  const written = 'stanza' in act ? act.stanza.replace(/ from=(['"]).*?\1/, '') : JSON.stringify(act);
  return written.toLowerCase().includes(bare);
}

/** The roster that each client could rebuild from what it received is that of the room. */
function rebuiltRosters(talk: Talk): Invariant {
  const seats = talk.people.flatMap(({ name, jid }) =>
    rooms.map(room => ({ name, jid, room, client: new GroupchatClient() as ClientModel, stay: undefined as string | undefined })),
  );
  return {
    after({ received }) {
      for (const seat of seats) {
        const { name, jid, room } = seat;
        const person = talk.person(room, jid);
        // a client knows when it comes and when it leaves
        if (person?.id !== seat.stay)
          seat.client = person?.dialect === 'conference' ? new ConferenceClient() : new GroupchatClient();
        seat.stay = person?.id;
        if (!person) continue;
        const { client } = seat;
        for (const one of received) if (one.to === jid) client.receive(one, room);
        const joined = [...talk.floor(room)!.people.joined()].map(({ nick }) => nick).sort();
        const known = [...client.nicks].sort();
        if (JSON.stringify(known) !== JSON.stringify(joined))
          fail(
            `${name} could not know who is in ${room}: there are ${joined.join(', ')}, and known are ${known.join(', ')}.`,
            known,
            joined,
          );
      }
    },
  };
}
