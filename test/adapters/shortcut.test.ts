// The short way is taken by simple stanzas that somebody claims, in their order among the others, whatever the chunks.
import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { equal, is } from 'uvu/assert';
import { boundedParser } from '../../adapters/bounded-parser.ts';
import { type ComponentLike, claim } from '../../adapters/claim.ts';
import { shortcutOf } from '../../adapters/shortcut.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const limits = { stanzaBytes: 20_000, depth: 8 };
const header = "<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' id='1'>";
const simple = (id: number | string) => `<message to='grp@rooms' from='a@b/c' id='${id}'><body>hé😀</body></message>`;
const nested = (id: number | string) => `<message to='grp@rooms' from='a@b/c' id='${id}'><x xmlns='y'><z/></x></message>`;
const long = (id: number | string) =>
  `<message to='grp@rooms' from='a@b/c' id='${id}'><body>${'x'.repeat(5_000)}</body></message>`;
const hosts = (id: number | string) => `<message to='other@rooms' from='a@b/c' id='${id}'/>`;

class Host extends EventEmitter {
  socket = null;
  status = 'online';
}

/** What the claim and the host hear of a stream, as `name id way`. */
function heard(write: (parser: { write(text: string): void }, host: Host) => void, isOurs = true): string[] {
  const host = new Host();
  const component = host as unknown as ComponentLike;
  const found: string[] = [];
  const note = (who: string) => (element: XmlElement) =>
    found.push(`${who} ${element.attrs.id}${element.read ? ' shortly' : ''}`);
  const isRoom = ({ attrs }: XmlElement) => isOurs && attrs.to === 'grp@rooms';
  const unclaim = claim(component, isRoom, note('room'));
  host.on('element', note('host'));
  const parser = new (boundedParser(limits, shortcutOf(component, limits)))();
  parser.on('element', element => component.emit('element', element));
  parser.on('error', error => found.push(`error ${(error as Error).message}`));
  write(parser, host);
  unclaim();
  return found;
}

suite('shortcut', test => {
  test('takes the simple ones, and leaves the rest to the parser, in order', () => {
    const stream = header + simple(1) + nested(2) + simple(3) + hosts(4) + long(5) + simple(6) + simple(7);
    equal(
      heard(parser => parser.write(stream)),
      ['room 1 shortly', 'room 2', 'room 3 shortly', 'host 4', 'room 5 shortly', 'room 6 shortly', 'room 7 shortly'],
    );
  });

  test('gives everything to the host where nobody claims it, as elements', () => {
    equal(
      heard(parser => parser.write(header + simple(1) + simple(2)), false),
      ['host 1', 'host 2'],
    );
  });

  test('leaves a stanza to the parser where it cannot be told whose it is', () => {
    const host = new Host();
    const component = host as unknown as ComponentLike;
    const unclaim = claim(
      component,
      () => {
        throw new Error('what is that?');
      },
      () => {},
    );
    const parser = new (boundedParser(limits, shortcutOf(component, limits)))();
    const found: unknown[] = [];
    parser.on('element', element => found.push((element as XmlElement).attrs.id));
    parser.write(header + simple(1) + simple(2));
    equal(found, ['1', '2']);
    unclaim();
  });

  test('is closed until the handshake', () => {
    equal(
      heard((parser, host) => {
        host.status = 'open';
        parser.write(header);
        parser.write(simple(1));
        host.status = 'online';
        parser.write(simple(2));
      }),
      ['room 1', 'room 2 shortly'],
    );
  });

  test('stops where the stream does', () => {
    const found = heard(parser => {
      parser.write(header + simple(1));
      parser.write(`${simple(2)}</wrong>${simple(3)}`);
      parser.write(simple(4));
    });
    equal(found.slice(0, 2), ['room 1 shortly', 'room 2 shortly']);
    is(found.length, 3);
    is(found[2]!.startsWith('error'), true);
  });

  test('hears the same however the stream is cut', () => {
    const all = [simple(0), nested(1), long(2), hosts(3), simple(4), ' \n', nested(5), simple(6), hosts(7), long(8)];
    const stream = all.join('');
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), cuts => {
        const places = [...new Set([0, ...cuts, stream.length])].sort((a, b) => a - b);
        const found = heard(parser => {
          parser.write(header);
          for (const [i, place] of places.entries()) if (i > 0) parser.write(stream.slice(places[i - 1]!, place));
        });
        equal(
          found.map(line => line.replace(' shortly', '')),
          ['room 0', 'room 1', 'room 2', 'host 3', 'room 4', 'room 5', 'room 6', 'host 7', 'room 8'],
        );
      }),
      { numRuns: 300 },
    );
  });
});
