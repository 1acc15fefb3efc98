// Ways to rooms that are asked of the service, in every dialect: an iq with the element that a behaviour has for it.
// Which there are only the machines know.
import type { OurJid } from '../../machines/address.ts';
import type { Tree } from '../../machines/stanza.ts';
import { attr } from '../attribute.ts';
import type { Dialect } from '../dialect.ts';
import { askerOf } from '../hear-traffic.ts';
import { stanza } from '../template.ts';

const name = 'leading';
/** What behaviours own, by their names. */
const namespace = 'urn:confab:';

export const leading: Dialect = {
  name,

  hear(heard, { room }) {
    if (heard.kind !== 'iq' || room !== undefined || (heard.type !== 'get' && heard.type !== 'set')) return undefined;
    const asked = heard.payload[0]!;
    const { xmlns = '' } = asked.attrs;
    if (!xmlns.startsWith(namespace)) return undefined;
    return {
      type: 'follow',
      ...askerOf(heard, name),
      behaviour: xmlns.slice(namespace.length),
      lead: asked.name,
      fields: fieldsOf(asked),
      makes: heard.type === 'set',
    };
  },

  say: {},

  sayOfService: {
    led: {
      asker({ behaviour, lead, fields, jid, stands, people, reply: { receipt } }) {
        const asked = Object.keys(fields).map(key => attr(key, fields[key]));
        const there = attr('there', String(stands)) + attr('people', people === undefined ? undefined : String(people));
        const inner = `<${lead}${attr('xmlns', namespace + behaviour)}${asked.join('')}${attr('jid', jid)}${there}/>`;
        return [stanza('iq', { from: receipt.sentTo as OurJid, type: 'result', id: receipt.id }, inner)];
      },
    },
  },
};

function fieldsOf({ attrs }: Tree): Record<string, string> {
  const { xmlns: _, ...fields } = attrs;
  return fields;
}
