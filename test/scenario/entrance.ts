// The short step "woody enters grp as Woody": the entering that its own scenarios spell out, done and forgotten.
import type { Bindings } from './holes.ts';
import type { Mailbox } from './mailbox.ts';
import type { Entrance } from './sentence.ts';
import { child, elements, text, write, type Xml } from './xml.ts';

const CONFERENCE = 'jabber:iq:conference';
const BROWSE = 'jabber:iq:browse';

/** What the client has to send, in order. */
export function sentToEnter(step: Entrance, room: string, id: string): string[] {
  const secret = step.secret === undefined ? '' : step.secret;
  if (step.groupchat) {
    const word = secret && `<x xmlns='http://jabber.org/protocol/muc'><password>${secret}</password></x>`;
    return [`<presence to='${room}/${step.nick}'>${word}</presence>`];
  }
  const inner = `<nick>${step.nick}</nick>${secret && `<secret>${secret}</secret>`}${step.privacy ? '<privacy/>' : ''}`;
  return [
    `<presence to='${room}'/>`,
    `<iq type='set' id='${id}' to='${room}'><query xmlns='${CONFERENCE}'>${inner}</query></iq>`,
  ];
}

/** Why the client is not inside, by what it received; undefined when it is. */
export function whyOutside(step: Entrance, room: string, id: string, mailbox: Mailbox): string | undefined {
  const came = mailbox.inbox.find(stanza =>
    step.groupchat
      ? stanza.name === 'presence' && stanza.attrs.from === `${room}/${step.nick}`
      : stanza.attrs.id === id && stanza.name === 'iq',
  );
  if (came === undefined) return `${step.client} asked to enter and was not answered`;
  const refused = came.attrs.type === 'error' || came.attrs.type === 'unavailable';
  return refused ? `${step.client} may not enter\n${write(came, '  ')}` : undefined;
}

/** The bindings with the entrant's id under the entrant's name, where anybody inside was told it. */
export function learnId(step: Entrance, room: string, mailboxes: Iterable<Mailbox>, bindings: Bindings): Bindings {
  for (const mailbox of mailboxes) {
    for (const stanza of mailbox.inbox) {
      const id = ownId(stanza, step, mailbox) ?? pushedId(stanza, step);
      if (id?.startsWith(`${room}/`)) return new Map(bindings).set(step.client, id.slice(room.length + 1));
    }
  }
  return bindings;
}

function ownId(stanza: Xml, step: Entrance, mailbox: Mailbox): string | undefined {
  if (mailbox.client !== step.client || stanza.attrs.type !== 'result') return undefined;
  const query = child(stanza, 'query', CONFERENCE);
  const id = query && child(query, 'id', CONFERENCE);
  return id && text(id);
}

function pushedId(stanza: Xml, step: Entrance): string | undefined {
  const list = child(stanza, 'conference', BROWSE);
  const user = list && elements(list).find(inner => inner.name === 'user' && inner.attrs.name === step.nick);
  return user?.attrs.jid;
}
