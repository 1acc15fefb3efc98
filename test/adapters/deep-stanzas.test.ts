// Nesting at the deepest limit there is goes through everything that walks down a stanza; what is deeper, even where no
// parser bounds it, is answered and walked by nobody.
import { EventEmitter } from 'node:events';
import { equal, is, match, ok } from 'uvu/assert';
import { attach } from '../../adapters/attach.ts';
import { boundedParser } from '../../adapters/bounded-parser.ts';
import { redacted } from '../../adapters/redaction.ts';
import { stage } from '../../adapters/testing/testing.ts';
import { history } from '../../machines/behaviours/history.ts';
import { privacy } from '../../machines/behaviours/privacy.ts';
import { wordFilter } from '../../machines/behaviours/word-filter.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { withBody } from '../../machines/message-text.ts';
import { treesOf, type XmlElement, xmlOfAll } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const deepest = 256;
const domain = 'rooms.example.org';
const from = 'woody@example.org/toys';
const nest = (levels: number, xmlns = 'urn:x') =>
  `<x xmlns='${xmlns}'>${'<y>'.repeat(levels - 1)}sid${'</y>'.repeat(levels - 1)}</x>`;

/** Other words for all that is said, in the place of what was there in any form. */
const parrot = behaviour({
  name: 'parrot',
  about: 'Says the same of everything.',
  rules: { speak: (_scope, { content }) => ({ rewrite: { content: withBody(content, 'Pretty Polly') } }) },
});

/** A room on a component that has the bounded parser with the deepest limit; and the way past that parser. */
function hall() {
  let written = '';
  const socket = {
    write(bytes: Uint8Array | string, done?: () => void) {
      written += typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
      done?.();
      return true;
    },
    once() {},
    on() {},
    off() {},
    removeListener() {},
  };
  const failures: unknown[] = [];
  const entity = Object.assign(new EventEmitter(), { socket, status: 'online' });
  const engine = attach(
    entity as never,
    { domain, rooms: [{ name: 'hall' }], limits: { depth: deepest } },
    { onFailure: error => failures.push(error) },
  );
  const Parser = boundedParser({ stanzaBytes: 131_072, depth: deepest });
  const parser = new Parser();
  const arrive = (element: XmlElement) => entity.emit('element', element);
  parser.on('element', arrive);
  parser.write("<stream xmlns='jabber:component:accept'>");
  return {
    parser,
    arrive,
    failures,
    async told() {
      await engine.close('');
      return written;
    },
  };
}

suite('a stanza as deep as may be', test => {
  test('is relayed, masked, put in other words, hidden and remembered, while nothing may be written to', () => {
    const room = stage([[wordFilter, { words: ['sid'] }], [privacy, { allowed: true }], history]);
    const woody = room.person('woody').enters({ privacy: true });
    const buzz = room.person('buzz').enters();
    woody.sends(`<message type='groupchat'><body>sid</body>${nest(deepest)}</message>`);
    buzz.hears('***');
    is(buzz.received[0]!.xml.split('<y>').length, deepest);
    match(buzz.received[0]!.xml, '<y>***</y>');
    room.person('rex').enters().hears('***');
  });

  test('is taken out whole by a behaviour that says it in other words', () => {
    const room = stage([parrot]);
    const woody = room.person('woody').enters();
    woody.sends(`<message type='groupchat'><body>a</body>${nest(deepest, 'http://jabber.org/protocol/xhtml-im')}</message>`);
    woody.hears('Pretty Polly');
  });

  test('is read and answered through the bounded parser', async () => {
    const { parser, told, failures } = hall();
    // the message itself is a level
    parser.write(`<message from='${from}' to='hall@${domain}' id='at'>${nest(deepest - 1)}</message>`);
    parser.write(`<message from='${from}' to='hall@${domain}' id='past'>${nest(deepest)}</message>`);
    parser.write(`<iq type='get' from='${from}' to='hall@${domain}' id='pong'><ping xmlns='urn:xmpp:ping'/></iq>`);
    const written = await told();
    ok(!/id="at"[^>]*>.*?256 levels/.test(written.slice(0, written.indexOf('id="past"'))));
    match(written.slice(written.indexOf('id="past"')), /^id="past"[^>]*><error[^>]*><not-acceptable.*256 levels/);
    match(written, 'id="pong"');
    equal(failures, []);
  });
});

suite('a stanza without a bottom, from a component whose parser bounds nothing', test => {
  const bottomless = (name: string): XmlElement => {
    let child: XmlElement = { name: 'y', attrs: { xmlns: 'urn:x' }, children: [] };
    for (let level = 0; level < 200_000; level++) child = { name: 'y', attrs: { xmlns: 'urn:x' }, children: [child] };
    return {
      name,
      attrs: { from, to: `hall@${domain}`, id: `deep-${name}`, type: name === 'iq' ? 'get' : 'groupchat' },
      children: [child],
    };
  };

  test('is refused without a fault, be it a message or an iq', async () => {
    const { arrive, told, failures } = hall();
    for (const name of ['message', 'iq']) arrive(bottomless(name));
    const written = await told();
    for (const name of ['message', 'iq']) match(written, new RegExp(`id="deep-${name}"[^>]*>.*?<error`));
    equal(failures, []);
  });

  test('is no tree, and a few lines of a log', () => {
    const element = bottomless('message');
    is(treesOf(element), 'names');
    ok(redacted(element, 'everything').length < 2_100);
  });
});

suite('a tree', test => {
  test('goes down as far as it is written, and no further', () => {
    const nested = (levels: number): XmlElement => {
      let child: XmlElement = { name: 'y', attrs: {}, children: [] };
      for (let level = 1; level < levels; level++) child = { name: 'y', attrs: {}, children: [child] };
      return { name: 'message', attrs: {}, children: [child] };
    };
    const read = treesOf(nested(deepest));
    is(typeof read === 'string' ? read : xmlOfAll(read.trees).split('<y').length - 1, deepest);
    is(treesOf(nested(deepest + 1)), 'names');
  });
});
