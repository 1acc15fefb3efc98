// What every dialect shares when it asks about the service or a room: XEP-0030, 0199, 0092, 0202 and 0012.
import { type OurJid, occupantJid } from '../../machines/address.ts';
import type { Answered } from '../../machines/fact.ts';
import type { Listing } from '../../machines/listing.ts';
import type { Person } from '../../machines/person.ts';
import type { Heard, Receipt } from '../../machines/request.ts';
import type { Wanted } from '../../machines/wanted.ts';
import { attr } from '../attribute.ts';
import { filled } from '../browse-list.ts';
import { fieldElement, formElement } from '../data-form.ts';
import type { Dialect, Speech } from '../dialect.ts';
import { foundAt, nodeOf } from '../finding.ts';
import { askerOf } from '../hear-traffic.ts';
import { ns } from '../namespaces.ts';
import { result, stanza, type Template, textElement } from '../template.ts';

const name = 'discovery';
const features = [ns.discoInfo, ns.discoItems, ns.conference, ns.browse, 'gc-1.0', ns.ping, ns.version, ns.time, ns.last];

const questions = new Map<
  string,
  Pick<Extract<Heard, { type: 'ask' }>, 'type' | 'what'> | Pick<Extract<Heard, { type: 'discover' }>, 'type' | 'what'>
>([
  [ns.ping, { type: 'ask', what: 'ping' }],
  [ns.version, { type: 'ask', what: 'version' }],
  [ns.time, { type: 'ask', what: 'time' }],
  [ns.last, { type: 'ask', what: 'last' }],
  [ns.discoInfo, { type: 'discover', what: 'info' }],
  [ns.discoItems, { type: 'discover', what: 'items' }],
]);

export const discovery: Dialect = {
  name,

  hear(heard, { room }) {
    if (heard.kind !== 'iq' || heard.type !== 'get') return undefined;
    const query = heard.payload[0]!;
    const question = questions.get(query.attrs.xmlns ?? '');
    if (!question) return undefined;
    const node = query.attrs.node;
    const asker = askerOf(heard, name);
    const found = node && room === undefined && question.type === 'discover' ? foundAt(node, question.what, asker) : undefined;
    if (found) return found;
    return {
      ...question,
      ...asker,
      ...(room === undefined ? {} : { room }),
      ...(node ? { node } : {}),
    } as Heard;
  },

  say: {
    discovered: {
      asker({ what, listed, topic, reply }, room, { settings }) {
        if (what === 'info') return [info(reply.receipt, room.title ?? room.name, room.features, roomForm(topic))];
        const people = listed ? room.people.joined() : [];
        const write = ({ id, nick }: Person) => `<item${attr('jid', occupantJid(room.jid, id))}${attr('name', nick)}/>`;
        return [filled(settings.limits.pushBytes, people, write, items => result(reply.receipt, items))];
      },
    },
  },

  sayOfService: {
    listed: {
      asker({ as, rooms, features = [], wanted, reply }, { settings }) {
        if (as === 'info')
          return [wanted ? listInfo(reply.receipt, wanted) : serviceInfo(reply.receipt, settings.title, features)];
        const write = ({ jid, title }: Listing) => `<item${attr('jid', jid)}${attr('name', title)}/>`;
        const node = wanted && nodeOf(wanted);
        return [filled(settings.limits.pushBytes, rooms, write, items => result(reply.receipt, items, node))];
      },
    },
    answered: { asker: (fact, speech) => [answer(fact, speech)] },
  },
};

function serviceInfo(receipt: Receipt, title: string, more: readonly string[]): Template {
  return info(receipt, title, [ns.search, ns.find, ...more]);
}

/** What those outside may know of a room comes after what it is (XEP-0128). */
function info(receipt: Receipt, title: string, more: readonly string[], form = ''): Template {
  const identity = `<identity category="conference" type="text"${attr('name', title)}/>`;
  return result(receipt, identity + featureElements([...features, ...more]) + form);
}

/** A list of rooms that somebody looks for, before they read it. */
function listInfo(receipt: Receipt, wanted: Wanted): Template {
  const title = 'topic' in wanted ? `Rooms with the topic ${wanted.topic}` : `Rooms about ${wanted.words}`;
  const identity = `<identity category="directory" type="chatroom"${attr('name', title)}/>`;
  return result(receipt, identity + featureElements([ns.discoInfo, ns.discoItems]), nodeOf(wanted));
}

function featureElements(names: readonly string[]): string {
  return names.map(feature => `<feature${attr('var', feature)}/>`).join('');
}

/** The topic by the name that clients know (XEP-0045, 15.5.4); nothing where there is none. */
function roomForm(topic: string | undefined): string {
  if (topic === undefined) return '';
  const field = { name: 'muc#roominfo_subject', type: 'text-single', label: 'Topic', value: topic } as const;
  return formElement('result', ns.roomInfo, fieldElement(field));
}

function answer({ what, at, since, reply: { receipt } }: Answered, { software }: Speech): Template {
  switch (what) {
    case 'ping':
      return stanza('iq', { from: receipt.sentTo as OurJid, type: 'result', id: receipt.id });
    case 'version':
      return result(receipt, textElement('name', software.name) + textElement('version', software.version));
    case 'time':
      return result(receipt, `<tzo>Z</tzo><utc>${new Date(at).toISOString()}</utc>`);
    case 'last':
      return stanza(
        'iq',
        { from: receipt.sentTo as OurJid, type: 'result', id: receipt.id },
        `<query xmlns="${ns.last}" seconds="${Math.floor((at - since) / 1000)}"/>`,
      );
  }
}
