// The phases, and what of a request may be rewritten in each.
import { equal, is, throws } from 'uvu/assert';
import { deferrable, phases, rewritten } from '../../machines/phase.ts';
import type { Enter, Say } from '../../machines/request.ts';
import { suite } from '../suite.ts';
import { asked } from './made-floor.ts';
import { messageOf, presenceOf, tree } from './visitor.ts';

const said = asked<Say>('woody', woody => woody.say('den', 'hello', { id: 'one' }));
const entering = asked<Enter>('woody', woody => woody.enter('den', { presence: presenceOf('here'), secret: 'andy' }));

suite('a phase', test => {
  test('is one of ten, of which those can be held that somebody waits in', () => {
    equal([...phases].sort(), [
      'appear',
      'browse',
      'configure',
      'create',
      'enter',
      'invite',
      'rename',
      'speak',
      'topic',
      'whisper',
    ]);
    equal(phases.filter(phase => !deferrable.has(phase)).sort(), ['appear', 'configure', 'invite']);
  });

  test('has the payload rewritten, and nothing else of the request', () => {
    const content = messageOf('HELLO', { id: 'one' });
    equal(rewritten('speak', said, { content }), { ...said, content });
    is(said.content.body, 'hello', 'what was asked stays as it was');
    const presence = presenceOf();
    equal(rewritten('enter', entering, { presence }), { ...entering, presence });
    const invitation = { type: 'invite', text: 'Come!', at: 0, fresh: '' } as never;
    equal(rewritten('invite', invitation, { text: 'Come in!' }), { type: 'invite', text: 'Come in!', at: 0, fresh: '' });
  });

  test('does not have anything else rewritten', () => {
    throws(
      () => rewritten('enter', entering, { nicks: [] }),
      /a ruling on enter may rewrite the presence and nothing else, not nicks/,
    );
    throws(() => rewritten('enter', entering, { presence: presenceOf(), secret: 'sid' }), /nothing else, not secret/);
    throws(() => rewritten('speak', said, { who: 'rex' }), /nothing else, not who/);
    throws(() => rewritten('browse', said, {}), /a ruling on browse has nothing to rewrite/);
    throws(() => rewritten('configure', said, { settings: {} }), /a ruling on configure has nothing to rewrite/);
  });

  test('has a payload stay of its sort', () => {
    const speak = (content: unknown) => rewritten('speak', said, { content } as object);
    const other = /a ruling on speak made another sort of content of it: its kind, type and id must stay/;
    const { id: _, ...without } = said.content;
    is((speak(without) as Say).content.id, undefined, 'an id may be left out');
    throws(() => speak(undefined), other);
    throws(() => speak(null), other);
    throws(() => speak('hello'), other);
    throws(() => speak(presenceOf()), other);
    throws(() => speak({ ...said.content, type: 'error' }), other);
    throws(() => speak({ ...said.content, id: 'two' }), other);
    throws(() => speak({ ...said.content, subject: 'Toys' }), other);
    throws(() => speak({ ...said.content, payload: 'none' }), /a payload is a list of elements/);
    throws(() => speak({ ...said.content, payload: [{ name: 'x' }] }), /needs attrs and children/);
    throws(() => rewritten('invite', { type: 'invite', text: 'Come!' } as never, { text: 7 }), /another sort of text/);
    throws(
      () => rewritten('invite', { type: 'invite', text: 'Come!' } as never, { text: '\u0001' }),
      /a rewritten text has a character/,
    );
    throws(() => rewritten('enter', { ...entering, presence: null } as never, { presence: null }), /another sort of presence/);
  });

  test('has elements stay under any name that a parser lets through', () => {
    for (const name of ['ä', '名', 'a·b', 'a-1.b', ':a', 'a:b:c', '_']) {
      const content = { ...said.content, payload: [tree(name, { [name]: '1' })] };
      equal(rewritten('speak', said, { content }).content, content);
    }
    for (const name of ['', 'a b', '<x/>', '1', '-a', 'a\ufffe', 'a\ud800', 'ä>'])
      throws(
        () => rewritten('speak', said, { content: { ...said.content, payload: [tree(name)] } }),
        /cannot be the name of an element/,
      );
  });
});
