import { equal, is, match, not } from 'uvu/assert';
import type { Shown } from '../../adapters/redaction.ts';
import { stanzaLog } from '../../adapters/stanza-log.ts';
import { suite } from '../suite.ts';

const header = `<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:component:accept' id='1'>`;
const message = `<message from='romeo@example.org/x' to='lobby@rooms.example.org/Juliet'><body>O speak again</body></message>`;

function setUp(shown: Shown = 'addresses') {
  const lines: Record<string, unknown>[] = [];
  const log = stanzaLog({ debug: (fields, msg) => lines.push({ ...fields, msg }) }, shown);
  const bytes = (text: string) => new TextEncoder().encode(text);
  return { log, lines, wrote: (text: string) => log.wrote(bytes(text)) };
}

suite('stanza log', test => {
  test('has a line for each stanza that came, however the stream was cut, and none for anything else', () => {
    const { log, lines } = setUp();
    for (const piece of `${header}<handshake/>${message}<stream:error/>${message}`) log.heard(piece);
    is(lines.length, 2);
    equal(lines[0], {
      dir: 'in',
      room: 'lobby@rooms.example.org',
      kind: 'message',
      xml: `<message from="romeo@example.org/x" to="lobby@rooms.example.org/Juliet"><body>(13 bytes)</body></message>`,
      msg: 'stanza',
    });
  });

  test('has a line for each stanza that was written', () => {
    const { lines, wrote } = setUp();
    const said = (to: string) => `<message to="${to}" from="lobby@rooms.example.org/Romeo"><body>O speak</body></message>`;
    wrote(said('a@b') + said('c@d'));
    wrote(`<iq to="a@b" from="rooms.example.org" type="result" id="7"/>`);
    equal(
      lines.map(({ dir, room, kind }) => [dir, room, kind]),
      [
        ['out', 'lobby@rooms.example.org', 'message'],
        ['out', 'lobby@rooms.example.org', 'message'],
        ['out', 'rooms.example.org', 'iq'],
      ],
    );
    not.match(JSON.stringify(lines), /O speak/);
  });

  test('shows texts where everything is asked for', () => {
    const { log, lines } = setUp('everything');
    log.heard(header + message);
    match(String(lines[0]!.xml), /<body>O speak again<\/body>/);
  });

  test('says so once where the stream is not well-formed, and goes on with the next link', () => {
    const { log, lines } = setUp();
    log.heard(`${header}<message><b></message>`);
    log.heard(message);
    equal(
      lines.map(({ dir, msg }) => [dir, msg]),
      [['in', 'not well-formed: what follows on this link is not logged']],
    );
    log.restart();
    log.heard(header + message);
    is(lines.at(-1)!.msg, 'stanza');
  });
});
