// The passages that people read in a stanza, and what is put into them.
import { equal, is } from 'uvu/assert';
import { type Edit, edited } from '../../machines/passage.ts';
import type { MessageContent, Tree } from '../../machines/stanza.ts';
import { suite } from '../suite.ts';
import { messageOf, presenceOf, tree } from './visitor.ts';

/** Every `sid`, by as many stars. */
const edit: Edit = {
  find: text => Array.from(text.matchAll(/\bsid\b/gu), ({ index }) => [index, index + 3] as const),
  put: () => '*****',
  most: 3,
};

const message = (...payload: Tree[]): MessageContent => ({ kind: 'message', type: 'groupchat', payload, bytes: 100 });
const html = (...inner: (Tree | string)[]) =>
  message(tree('html', { xmlns: 'http://jabber.org/protocol/xhtml-im' }, tree('body', {}, ...inner)));

/** The text of an element, with bars where its elements begin and end. */
function written({ name, children }: Tree): string {
  return children.map(child => (typeof child === 'string' ? child : `|${written(child)}|`)).join('') || name;
}
const after = (content: MessageContent) => edited(content, edit).content.payload.map(written);

suite('passages', test => {
  test('are edited in what the room reads and in what is passed on', () => {
    const { content, found } = edited(messageOf('I am sid', { subject: 'sid' }), edit);
    is(found, 1);
    is(content.body, 'I am *****');
    is(content.subject, '*****');
    equal(content.payload, [tree('body', {}, 'I am *****')]);
  });

  test('are edited in every element', () => {
    equal(after(message(tree('subject', {}, 'sid'), tree('x', { xmlns: 'jabber:x:oob' }, tree('desc', {}, 'no sid')))), [
      '*****',
      '|no *****|',
    ]);
    const { content } = edited(presenceOf('sid is here'), edit);
    equal(content.payload, [tree('status', {}, '***** is here')]);
  });

  test('go on over elements that end no word', () => {
    equal(after(html('a s', tree('b', {}, 'i'), tree('span', {}, 'd', tree('em', {}, ' sid')), ' b')), [
      '|a *****|b||| *****|| b|',
    ]);
  });

  test('end with elements that end a word', () => {
    equal(after(html(tree('p', {}, 's'), tree('p', {}, 'id'), 'sid', tree('br'), 'y')), ['||s||id|*****|br|y|']);
    equal(after(html(tree('p', {}, 'sid'), 'ney')), ['||*****|ney|']);
  });

  test('are attributes, too, where people are shown them', () => {
    const picture = tree('img', { alt: 'sid', title: 'a sid', src: 'sid' });
    const { content, found } = edited(message(tree('html', {}, picture)), edit);
    is(found, 2);
    equal(content.payload[0]!.children[0], tree('img', { alt: '*****', title: 'a *****', src: 'sid' }));
  });

  test('are not what is enciphered', () => {
    const content = message(tree('x', { xmlns: 'jabber:x:encrypted' }, 'aa/sid/bb'));
    is(edited(content, edit).content, content);
  });

  test('are left as they are where nothing is found', () => {
    const content = messageOf('Hello');
    is(edited(content, edit).content, content);
    const mixed = message(tree('body', {}, 'sid'), tree('x', {}, tree('y', {}, 'z')));
    is(edited(mixed, edit).content.payload[1], mixed.payload[1]);
  });

  test('are left as they are where more is found than may be', () => {
    const three = message(tree('body', {}, 'sid sid sid'));
    is(edited(three, edit).content.payload[0]!.children[0], '***** ***** *****');
    const four = message(tree('body', {}, 'sid sid'), tree('subject', {}, 'sid sid'));
    const { content, found } = edited(four, edit);
    is(found, 4);
    is(content, four);
  });

  test('make the stanza longer or shorter, which is counted', () => {
    is(edited(message(tree('body', {}, 'sid sid')), edit).content.bytes, 104);
    is(edited(message(tree('body', {}, 'sid')), { ...edit, put: () => '' }).content.bytes, 97);
    is(edited(message(tree('body', {}, 'sid')), { ...edit, put: () => '█' }).content.bytes, 100);
  });
});
