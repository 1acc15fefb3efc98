// Jabber Search (XEP-0055), for which many clients have a dialog: of the service, for its public rooms, by topic or by
// words. Asked and answered in a data form, or in plain elements by those that know no forms.
import type { Listing } from '../../machines/listing.ts';
import { type Refusal, refuse } from '../../machines/refusal.ts';
import type { Asker, Heard } from '../../machines/request.ts';
import type { Tree } from '../../machines/stanza.ts';
import { attr } from '../attribute.ts';
import { filled } from '../browse-list.ts';
import { fieldElement, fieldsOf, formElement } from '../data-form.ts';
import type { Dialect } from '../dialect.ts';
import { heardFind } from '../finding.ts';
import { askerOf } from '../hear-traffic.ts';
import { ns } from '../namespaces.ts';
import { result, textElement } from '../template.ts';
import { childNamed, textOf } from '../tree.ts';

const name = 'search';
const otherForm = refuse('bad-request', `This is not the form that is asked for: its FORM_TYPE is ${ns.search}.`);
const notSubmitted = refuse('bad-request', 'A form is sent back with the type submit.');

const instructions = 'Fill in one of the two. The topic is compared as a whole, the words are looked for in topics: all of them.';
const topicLabel = 'Topic';
const wordsLabel = 'Words of the topic';

export const search: Dialect = {
  name,

  hear(stanza, { room }) {
    const query = stanza.payload[0];
    if (stanza.kind !== 'iq' || room !== undefined || query?.attrs.xmlns !== ns.search) return undefined;
    const asker = askerOf(stanza, name);
    if (stanza.type === 'set') return hearSearch(query, asker);
    return stanza.type === 'get' ? { type: 'discover', what: 'info', ...asker } : undefined;
  },

  say: {},

  sayOfService: {
    listed: {
      asker({ as, rooms, reply: { receipt } }, { settings }) {
        if (as === 'info') return [result(receipt, empty)];
        const [write, frame] = as === 'form' ? [formItem, inForm] : [plainItem, (items: string) => items];
        return [filled(settings.limits.pushBytes, rooms, write, items => result(receipt, frame(items)))];
      },
    },
  },
};

/** What is looked for: a form is answered by a form. */
function hearSearch(query: Tree, asker: Asker): Heard | Refusal {
  const form = childNamed(query.children, 'x', ns.dataForm);
  if (!form) return heardFind(asker, 'items', { topic: textIn(query, 'topic'), words: textIn(query, 'words') });
  if (form.attrs.type !== 'submit') return notSubmitted;
  const fields = fieldsOf(form);
  if ((fields.get('FORM_TYPE') ?? ns.search) !== ns.search) return otherForm;
  return heardFind(asker, 'form', { topic: fields.get('topic'), words: fields.get('words') });
}

function textIn(query: Tree, name: string): string {
  const child = childNamed(query.children, name);
  return child ? textOf(child) : '';
}

/** What can be filled in: in plain elements, and as a form. */
const empty =
  textElement('instructions', instructions) +
  '<topic/><words/>' +
  formElement(
    'form',
    ns.search,
    fieldElement({ name: 'topic', type: 'text-single', label: topicLabel }) +
      fieldElement({ name: 'words', type: 'text-single', label: wordsLabel }),
    textElement('title', 'Look for rooms') + textElement('instructions', instructions),
  );

const reported =
  fieldElement({ name: 'jid', type: 'jid-single', label: 'Address' }) +
  fieldElement({ name: 'name', type: 'text-single', label: 'Name' }) +
  fieldElement({ name: 'topic', type: 'text-single', label: topicLabel });

function inForm(items: string): string {
  return formElement('result', ns.search, `<reported>${reported}</reported>${items}`);
}

function formItem({ jid, title, topic = '' }: Listing): string {
  const value = (name: string, text: string) => `<field${attr('var', name)}>${textElement('value', text)}</field>`;
  return `<item>${value('jid', jid)}${value('name', title)}${value('topic', topic)}</item>`;
}

function plainItem({ jid, title, topic = '' }: Listing): string {
  return `<item${attr('jid', jid)}>${textElement('name', title)}${textElement('topic', topic)}</item>`;
}
