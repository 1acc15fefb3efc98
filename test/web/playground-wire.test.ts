import { parse } from 'ltx';
import { equal } from 'uvu/assert';
import { incomingOf, refusalIn, said } from '../../adapters/web/playground/wire.ts';
import { note, wire } from '../../adapters/web/playground/wire-log.ts';
import { suite } from '../suite.ts';

suite('the playground: stanzas', test => {
  test('are read with their namespaces, by whatever prefix they come', () => {
    const { from, resource, type, id, payload } = incomingOf(
      parse(
        "<message xmlns='jabber:client' xmlns:w='urn:confab:whiteboard' from='hall@rooms.example.org/a/b' type='groupchat' id='1'>" +
          "<body>Look &amp; see</body><w:stroke d='M0 0'/><x xmlns='jabber:x:delay'><inner/></x></message>",
      ),
    );
    equal([from, resource, type, id], ['hall@rooms.example.org', 'a/b', 'groupchat', '1']);
    equal(payload, [
      { name: 'body', attrs: {}, children: ['Look & see'] },
      { name: 'stroke', attrs: { xmlns: 'urn:confab:whiteboard', d: 'M0 0' }, children: [] },
      { name: 'x', attrs: { xmlns: 'jabber:x:delay' }, children: [{ name: 'inner', attrs: {}, children: [] }] },
    ]);
    equal(said(payload, 'body'), 'Look & see');
    equal(said(payload, 'subject'), undefined);
  });

  test('that refuse without a word of why still have a condition', () => {
    const { payload } = incomingOf(
      parse("<presence type='error' from='hall@rooms.example.org/Rex'><error type='cancel'/></presence>"),
    );
    equal(refusalIn(payload), { condition: 'undefined-condition', code: undefined, text: undefined });
  });

  test('are remembered, the last 200 of them', () => {
    for (let i = 0; i < 250; i++) note('p1', 'Woody', i % 2 === 0, `<presence id='${i}'/>`);
    equal(wire.value.length, 200);
    equal(wire.value.at(-1)!.xml, "<presence id='249'/>");
    equal(wire.value[0]!.xml, "<presence id='50'/>");
  });
});
