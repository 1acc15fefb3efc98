// The saying half of jabber:iq:conference and jabber:iq:browse: results, pushed lists, and presence from ids.

import type { Person } from '../../machines/person.ts';
import type { Receipt } from '../../machines/request.ts';
import type { RoomView } from '../../machines/room-view.ts';
import { attr } from '../attribute.ts';
import { browsedPerson, browsedRoom, browsedService, leaver, listPushes, pushOf, user } from '../browse-list.ts';
import type { Say, SayOfService } from '../dialect.ts';
import { ns } from '../namespaces.ts';
import { result, stanza, type Template, textElement } from '../template.ts';
import { farewell, presenceFrom, presences, type Seen, sayTalk } from './talk.ts';

const seen: Seen = ({ id }) => id;

export const sayInConference: Say = {
  ...sayTalk(seen),

  required: {
    asker({ requirements: { nick, secret, privacy, title, topic }, reply }) {
      const flags = `${nick ? '<nick/>' : ''}${secret ? '<secret/>' : ''}${privacy ? '<privacy/>' : ''}`;
      const texts = `${title === undefined ? '' : textElement('name', title)}${topic === undefined ? '' : textElement('topic', topic)}`;
      return [result(reply.receipt, flags + texts)];
    },
  },

  identified: { asker: ({ who, reply }, room) => [identity(reply.receipt, room, who)] },

  // the order is a promise: the result, everybody by name, everybody's presence with the own one last
  entered: {
    asker: ({ who, reply }, room) => [identity(reply.receipt, room, who)],
    self: ({ who }, room, { settings }) => [
      ...listPushes(room, who.real, settings.limits.pushBytes),
      ...presences(room, who, seen),
    ],
    others: ({ who }, room) => [pushOf(room, user(room, who)), presenceFrom(room, who.id, who.presence)],
  },

  renamed: {
    asker: ({ who, reply }, room) => [identity(reply.receipt, room, who)],
    all: ({ who, presence }, room) => [
      pushOf(room, user(room, who)),
      ...(presence ? [presenceFrom(room, who.id, presence)] : []),
    ],
  },

  left: {
    self: ({ text }, room) => (text === undefined ? [] : farewell(room, room.jid, text)),
    others: ({ who, presence }, room) => [pushOf(room, leaver(room, who)), presenceFrom(room, who.id, presence, 'unavailable')],
  },

  browsed: {
    asker: (fact, room, { settings }) => [
      fact.of ? browsedPerson(fact.reply.receipt, fact.of) : browsedRoom(fact, room, settings.limits.pushBytes),
    ],
  },

  invited: {
    asker({ text }, room) {
      const invitation = `<x xmlns="${ns.invitation}"${attr('jid', room.jid)}/>`;
      return [stanza('message', { from: room.jid }, textElement('body', text) + invitation)];
    },
  },
};

export const sayOfServiceInConference: SayOfService = {
  listed: { asker: ({ rooms, reply }, speech) => [browsedService(reply.receipt, rooms, speech)] },
};

/** Who somebody is in the room: the answer to the set that enters, and to every get after it. */
function identity(receipt: Receipt, room: RoomView, { id, nick }: Person): Template {
  return result(receipt, textElement('id', `${room.jid}/${id}`) + textElement('nick', nick));
}
