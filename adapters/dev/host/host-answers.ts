// What the host itself answers to an iq: who it is, who is beside it, and that it is there. It keeps no list of contacts.
import xml, { type Element } from '@xmpp/xml';
import { ns } from '../../../streams/namespaces.ts';
import { names } from './names.ts';

export interface Asked {
  /** The get or set. */
  readonly iq: Element;
  /** Whom it asks: the host, or the account of whoever asks. */
  readonly of: 'host' | 'account';
  /** The domains of the components. */
  readonly components: readonly string[];
}

/** The result of an iq, without addresses; undefined where there is none to give. */
export function resultOf(asked: Asked): Element | undefined {
  const [question, ...more] = asked.iq.children.filter((child): child is Element => typeof child !== 'string');
  if (!question || more.length > 0) return undefined;
  const { type } = asked.iq.attrs;
  const answer = answers.find(one => one.type === type && one.of.includes(asked.of) && question.is(one.name, one.xmlns));
  if (!answer || (question.attrs.node !== undefined && answer.name === 'query')) return undefined;
  return xml('iq', { type: 'result' }, ...answer.give(asked));
}

interface Answer {
  readonly type: 'get' | 'set';
  readonly of: readonly Asked['of'][];
  readonly name: string;
  readonly xmlns: string;
  readonly give: (asked: Asked) => Element[];
}

const both = ['host', 'account'] as const;
const features = [ns.discoInfo, ns.discoItems, ns.ping];

const answers: readonly Answer[] = [
  { type: 'get', of: both, name: 'ping', xmlns: ns.ping, give: () => [] },
  { type: 'get', of: ['account'], name: 'query', xmlns: ns.roster, give: () => [xml('query', { xmlns: ns.roster })] },
  { type: 'set', of: both, name: 'session', xmlns: names.session, give: () => [] },
  { type: 'get', of: both, name: 'query', xmlns: ns.discoInfo, give: ({ of }) => [described(of)] },
  {
    type: 'get',
    of: both,
    name: 'query',
    xmlns: ns.discoItems,
    give: ({ of, components }) => [
      xml(
        'query',
        { xmlns: ns.discoItems },
        of === 'host' ? components.map(jid => xml('item', { jid, name: 'Conference rooms' })) : [],
      ),
    ],
  },
];

function described(of: Asked['of']): Element {
  const identity =
    of === 'host'
      ? { category: 'server', type: 'im', name: 'Confab for development' }
      : { category: 'account', type: 'registered' };
  const vars = features.map(feature => xml('feature', { var: feature }));
  return xml('query', { xmlns: ns.discoInfo }, xml('identity', identity), vars);
}
