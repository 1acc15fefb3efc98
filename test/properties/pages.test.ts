// What holds of all URLs, also hostile ones: one normal form, one name, and nothing thrown.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import { nameOfUrl, urlOfName } from '../../machines/page-name.ts';
import { normalUrl, trackers } from '../../machines/page-url.ts';
import { parseAddress } from '../../streams/address.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const rules = { schemes: ['http', 'https'], sites: ['*'], tracking: trackers };
const normal = (href: string) => {
  const found = normalUrl(href, rules);
  return typeof found === 'string' ? found : undefined;
};

const odd = [
  '.',
  '..',
  '%2e',
  '%',
  '%zz',
  '%00',
  '\\',
  '/',
  '//',
  '@',
  ':',
  '#',
  '?',
  '&',
  '=',
  '+',
  ' ',
  '\t',
  '\n',
  '\0',
  '"',
  "'",
];
const hosts = [
  'example.org',
  'EXAMPLE.org.',
  'bücher.example',
  'xn--bcher-kva.example',
  '1.2.3.4',
  '0x7f.1',
  '[::1]',
  'a..b',
  '..',
  'ß.example',
  '\u2024',
  '١٢٣',
  '256.1',
  'a_b',
];
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'B', 'utm_source=1', 'fbclid', 'q=1', 'ä', '😀', '\ud800', 'http://b') },
  { weight: 3, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const tail = fc.array(piece, { maxLength: 12 }).map(all => all.join(''));
const scheme = fc.constantFrom(
  'https://',
  'http://',
  'HTTPS:',
  'https:///',
  'https:\\',
  'ftp://',
  'javascript:',
  '',
  ' http://',
  'ht\ntps://',
);
const hostile = fc.oneof(
  fc
    .tuple(scheme, fc.oneof(fc.constantFrom(...hosts), fc.string({ unit: 'binary', maxLength: 8 })), tail)
    .map(all => all.join('')),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
/** Names as they may stand before the @, prepared as addresses are. */
const name = fc.oneof(
  hostile.map(href => nameOfUrl(normal(href) ?? 'https://example.org/')),
  fc
    .array(fc.constantFrom('a', '.', '=2f', '=3a', '=', '=61', '=41', '=80', 'http=3a=2f=2f', '~', '+'), {
      minLength: 1,
      maxLength: 10,
    })
    .map(all => all.join('')),
);
const runs = { numRuns: 2_000 };

suite('the URLs of pages', test => {
  test('have one normal form', () => {
    fc.assert(
      fc.property(hostile, href => {
        const once = normal(href);
        if (once === undefined) return;
        is(normal(once), once);
        const { hash, username, password, protocol, hostname } = new URL(once);
        equal([hash, username, password], ['', '', '']);
        ok(['http:', 'https:'].includes(protocol) && !hostname.endsWith('.'), once);
        ok(/^[!-~]+$/u.test(once), once);
      }),
      runs,
    );
  });

  test('can be read in the names of their rooms', () => {
    fc.assert(
      fc.property(hostile, href => {
        const url = normal(href);
        if (url !== undefined) is(urlOfName(nameOfUrl(url)), url);
      }),
      runs,
    );
  });

  test('have names that addresses leave as they are', () => {
    fc.assert(
      fc.property(hostile, href => {
        const url = normal(href);
        if (url === undefined || nameOfUrl(url).length > 1_023) return;
        const room = nameOfUrl(url);
        is(parseAddress(`${room}@rooms.example`)?.local, room);
        // there is always a slash in it, by which patterns know such names
        ok(room.includes('=2f'), room);
      }),
      runs,
    );
  });

  test('share a room exactly if their normal forms are the same', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const [a, b] = [normal(one), normal(other)];
        if (a !== undefined && b !== undefined) is(nameOfUrl(a) === nameOfUrl(b), a === b);
      }),
      runs,
    );
  });

  test('are one in each name that is the name of a room, and there is no other name for it', () => {
    fc.assert(
      fc.property(name, room => {
        const url = urlOfName(room);
        const right = url === undefined ? undefined : normal(url);
        if (right === undefined || nameOfUrl(right) !== room) return;
        is(urlOfName(room), right);
      }),
      runs,
    );
  });
});

suite('a service with rooms of pages', test => {
  test('answers whatever it is asked, once, and makes no room of a wrong name', () => {
    const patterns = [{ names: '*', kind: 'url' }];
    const limits = { rooms: 100_000, roomsPerCreator: 100_000, roomsPerDomain: 100_000 };
    const flood = { rate: 0 };
    let out = '';
    const failures: unknown[] = [];
    const engine = makeEngine(
      { domain: 'rooms.example', create: 'anyone', patterns, limits, flood },
      { write: bytes => (out += new TextDecoder().decode(bytes)), onFailure: error => failures.push(error) },
    );
    const take = (kind: string, attrs: Record<string, string>, children: XmlElement['children'] = []) => {
      out = '';
      engine.take({ name: kind, attrs: { from: 'woody@home.example/r', ...attrs }, children } as XmlElement);
      return out;
    };
    try {
      fc.assert(
        fc.property(hostile, name, fc.constantFrom('get', 'set'), (href, room, type) => {
          const url = { name: 'url', attrs: { xmlns: 'urn:confab:page', href }, children: [] } as unknown as XmlElement;
          const said = take('iq', { to: 'rooms.example', id: '1', type }, [url]);
          is(said.match(/<iq /gu)?.length, 1, said);
          ok(normal(href) === undefined ? said.includes('type="error"') : true, said);
          const entered = take('presence', { to: `${room}@rooms.example/Woody` });
          const isRoom = engine.rooms().some(({ jid }) => jid === `${room}@rooms.example`);
          is(isRoom, !entered.includes('type="error"'), entered);
          if (isRoom) {
            is(nameOfUrl(normal(urlOfName(room)!)!), room);
            take('presence', { to: `${room}@rooms.example/Woody`, type: 'unavailable' });
          }
        }),
        { numRuns: 500 },
      );
      equal(failures, []);
    } finally {
      engine.stop();
    }
  });
});
