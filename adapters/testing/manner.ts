// How people of each dialect write what they want: stanzas as text, with the sender left out.
import { escapeXML, escapeXMLText } from 'ltx';

export interface Entering {
  /** Nicks in the order in which they are offered; the person's name without. */
  readonly nick?: string | readonly string[];
  readonly secret?: string;
  /** Asks that the real address is hidden, where the dialect can. */
  readonly privacy?: boolean;
  /** The text of the presence. */
  readonly status?: string;
}

export interface Manner {
  readonly enters: (room: string, id: string, nicks: readonly string[], options: Entering) => readonly string[];
  readonly renames: (room: string, id: string, nicks: readonly string[]) => string;
  /** The resource by which others address somebody. */
  readonly seen: (person: { readonly id: string; readonly nick: string }) => string;
}

const statusOf = (status: string | undefined) => (status === undefined ? '' : element('status', status));

export const manners: Readonly<Record<'conference' | 'groupchat', Manner>> = {
  conference: {
    enters: (room, id, nicks, { secret, privacy, status }) => [
      `<presence to='${escapeXML(room)}'>${statusOf(status)}</presence>`,
      `<iq type='set' id='${id}' to='${escapeXML(room)}'><query xmlns='jabber:iq:conference'>${
        (secret === undefined ? '' : element('secret', secret)) +
        nicks.map(nick => element('nick', nick)).join('') +
        (privacy ? '<privacy/>' : '')
      }</query></iq>`,
    ],
    renames: (room, id, nicks) =>
      `<iq type='set' id='${id}' to='${escapeXML(room)}'><query xmlns='jabber:iq:conference'>${nicks
        .map(nick => element('nick', nick))
        .join('')}</query></iq>`,
    seen: ({ id }) => id,
  },
  groupchat: {
    enters: (room, _, [nick = ''], { secret, status }) => [
      `<presence to='${escapeXML(`${room}/${nick}`)}'>${
        statusOf(status) +
        (secret === undefined ? '' : `<x xmlns='http://jabber.org/protocol/muc'>${element('password', secret)}</x>`)
      }</presence>`,
    ],
    renames: (room, _, [nick = '']) => `<presence to='${escapeXML(`${room}/${nick}`)}'/>`,
    seen: ({ nick }) => nick,
  },
};

export function element(name: string, text: string): string {
  return `<${name}>${escapeXMLText(text)}</${name}>`;
}
