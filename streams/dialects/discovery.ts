// What every dialect shares when it asks about the service or a room: XEP-0030, 0199, 0092, 0202 and 0012.
import { type OurJid, occupantJid } from '../../machines/address.ts';
import type { Answered, Listing } from '../../machines/fact.ts';
import type { Person } from '../../machines/person.ts';
import type { Heard, Receipt } from '../../machines/request.ts';
import { attr } from '../attribute.ts';
import { filled } from '../browse-list.ts';
import type { Dialect, Speech } from '../dialect.ts';
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
    return {
      ...question,
      ...askerOf(heard, name),
      ...(room === undefined ? {} : { room }),
      ...(node ? { node } : {}),
    } as Heard;
  },

  say: {
    discovered: {
      asker({ what, listed, reply }, room, { settings }) {
        if (what === 'info') return [info(reply.receipt, room.title ?? room.name, room.features)];
        const people = listed ? room.people.joined() : [];
        const write = ({ id, nick }: Person) => `<item${attr('jid', occupantJid(room.jid, id))}${attr('name', nick)}/>`;
        return [filled(settings.limits.pushBytes, people, write, items => result(reply.receipt, items))];
      },
    },
  },

  sayOfService: {
    listed: {
      asker({ as, rooms, reply }, { settings }) {
        if (as === 'info') return [info(reply.receipt, settings.title)];
        const write = ({ jid, title }: Listing) => `<item${attr('jid', jid)}${attr('name', title)}/>`;
        return [filled(settings.limits.pushBytes, rooms, write, items => result(reply.receipt, items))];
      },
    },
    answered: { asker: (fact, speech) => [answer(fact, speech)] },
  },
};

function info(receipt: Receipt, title: string, more: readonly string[] = []): Template {
  const identity = `<identity category="conference" type="text"${attr('name', title)}/>`;
  return result(receipt, identity + [...features, ...more].map(feature => `<feature${attr('var', feature)}/>`).join(''));
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
