// Other words for a message: what is read of it by the room, and what is shown to people, stay one.
import { equal, is } from 'uvu/assert';
import { withBody, withSubject } from '../../machines/message-text.ts';
import type { MessageContent, Tree } from '../../machines/stanza.ts';
import { xmlOfAll } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const body = (text: string, attrs: Tree['attrs'] = {}): Tree => ({ name: 'body', attrs, children: [text] });
const subject = (text: string): Tree => ({ name: 'subject', attrs: {}, children: text === '' ? [] : [text] });
const thread: Tree = { name: 'thread', attrs: {}, children: ['t1'] };
const active: Tree = { name: 'active', attrs: { xmlns: 'http://jabber.org/protocol/chatstates' }, children: [] };
const xhtml: Tree = {
  name: 'html',
  attrs: { xmlns: 'http://jabber.org/protocol/xhtml-im' },
  children: [
    { name: 'body', attrs: { xmlns: 'http://www.w3.org/1999/xhtml' }, children: [{ name: 'b', attrs: {}, children: ['hi'] }] },
  ],
};

function message(payload: readonly Tree[], read: Partial<MessageContent> = {}): MessageContent {
  return { kind: 'message', type: 'groupchat', id: 'm1', payload, bytes: sizeOf(payload), ...read };
}

/** Bytes as the stream counts them: an element that is empty is written shorter. */
function sizeOf(payload: readonly Tree[]): number {
  return new TextEncoder().encode(xmlOfAll(payload)).length;
}

suite('other words for a message', test => {
  test('take the place of the body, and leave the rest', () => {
    const before = message([thread, body('hi'), active], { body: 'hi', subject: 's' });
    const after = withBody(before, 'good day');
    equal(after, { ...before, body: 'good day', payload: [thread, body('good day'), active], bytes: sizeOf(after.payload) });
    equal(before.payload, [thread, body('hi'), active]);
  });

  test('take the place of the body in every language and form', () => {
    const marks: Tree = { name: 'markup', attrs: { xmlns: 'urn:xmpp:markup:0' }, children: [] };
    const german = body('hallo', { 'xml:lang': 'de' });
    const after = withBody(message([thread, german, body('hi'), xhtml, marks, active], { body: 'hallo' }), 'good day');
    equal(after.payload, [thread, body('good day'), active]);
    is(after.body, 'good day');
  });

  test('come where there were none', () => {
    const after = withBody(message([active]), 'good day');
    equal(after.payload, [body('good day'), active]);
    is(after.body, 'good day');
  });

  test('leave what is only called a body', () => {
    const other = body('x', { xmlns: 'urn:other' });
    equal(withBody(message([other, body('hi')]), 'yo').payload, [other, body('yo')]);
  });

  test('are counted as they will be written', () => {
    const long = body('ä < & > " \' \t', { 'xml:lang': `d"e` });
    const after = withBody(message([long, thread], { bytes: 1_000 }), '€ & <b>');
    // each special character is counted as six bytes, which is what the longest of them take
    const counted = (text: string) => text.replace(/[&<>"'\t\n\r]/g, '######');
    const bytes = (tree: string) => new TextEncoder().encode(tree).length;
    const gone = bytes(`<body xml:lang="${counted('d"e')}">${counted('ä < & > " \' \t')}</body>`);
    is(after.bytes, 1_000 - gone + bytes(`<body>${counted('€ & <b>')}</body>`));
  });

  test('may be none: an empty body, and an empty subject, which takes the topic away', () => {
    const after = withBody(message([body('hi'), thread], { body: 'hi' }), '');
    equal([after.body, after.payload], ['', [{ name: 'body', attrs: {}, children: [] }, thread]]);
    const without = withSubject(message([subject('old')], { subject: 'old' }), '');
    equal([without.subject, without.payload], ['', [subject('')]]);
  });

  test('take the place of the subject, and leave body and XHTML', () => {
    const before = message([subject('old'), body('hi'), xhtml, subject('alt')], { subject: 'old', body: 'hi' });
    const after = withSubject(before, 'new');
    equal(after, { ...before, subject: 'new', payload: [subject('new'), body('hi'), xhtml], bytes: sizeOf(after.payload) });
  });
});
