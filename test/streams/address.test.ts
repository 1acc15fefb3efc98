// Addresses as RFC 6122 has them (with the profiles of RFC 3491 and 3920), and when two nicks are the same nick.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { addressBook, parseAddress, parseNick } from '../../streams/address.ts';
import { suite } from '../suite.ts';

const full = (text: string) => parseAddress(text)?.full;
const key = (text: string) => parseNick(text)?.key;

suite('an address', test => {
  test('is taken apart at the first slash, and at the first @ before it', () => {
    equal(parseAddress('woody@disney/toys/andy@home'), {
      local: 'woody',
      host: 'disney',
      resource: 'toys/andy@home',
      bare: 'woody@disney',
      full: 'woody@disney/toys/andy@home',
    });
    equal(parseAddress('disney'), { local: '', host: 'disney', resource: undefined, bare: 'disney', full: 'disney' });
    is(full('disney/woody@home'), 'disney/woody@home');
  });

  test('has its local part prepared with nodeprep', () => {
    is(full('Woody@disney'), 'woody@disney');
    is(full('ｗｏｏｄｙ@disney'), 'woody@disney');
    is(full('STRASSE@disney'), full('straße@disney'));
    is(full('ali\u0301ce@disney'), full('al\u00edce@disney'));
    is(full('soft\u00adhyphen@disney'), 'softhyphen@disney');
    is(full('ΣΊΣΥΦΟΣ@disney'), full('σίσυφος@disney'));
    is(full('Ⅷ@disney'), 'viii@disney');
  });

  test('has its host prepared with nameprep', () => {
    is(full('woody@Disney.Example'), 'woody@disney.example');
    is(full('BÜCHER.example'), 'bücher.example');
    is(full('ｄｉｓｎｅｙ'), 'disney');
  });

  test('has its resource prepared with resourceprep, which keeps case', () => {
    is(full('w@d/Home'), 'w@d/Home');
    is(full('w@d/Ｈｏｍｅ'), 'w@d/Home');
    is(full('w@d/at\u00a0home'), 'w@d/at home');
    is(full('w@d/ at home '), 'w@d/ at home ');
    is(full('w@d/zero\u200bwidth'), 'w@d/zerowidth');
    is(full('w@d/😀'), 'w@d/😀');
  });

  test('is none where a part is empty, or has what its profile prohibits', () => {
    const wrong = ['', '@', '@disney', 'woody@', 'disney/', 'woody@disney/', '/home', '\u00ad@disney', 'woody@disney/\u200b'];
    const prohibited = ['a b', 'a"b', 'a&b', "a'b", 'a:b', 'a<b', 'a>b', 'a\u0007b', 'a\ue000b', 'a\ufffdb', 'a\u2028b'].map(
      local => `${local}@disney`,
    );
    const inResource = ['\u0000', '\u0007', '\u007f', '\u0085', '\ue000', '\ufffe', '\ud800', '\u200e', '\u{e0001}'];
    const mixed = ['\u05d0a@disney', '\u05d01@disney', 'w@d/1\u05d0'];
    for (const text of [...wrong, ...prohibited, ...inResource.map(char => `w@d/x${char}`), ...mixed])
      is(parseAddress(text), undefined, JSON.stringify(text));
  });

  test('runs right to left where all of it does', () => {
    is(full('\u05d0\u05d1@disney'), '\u05d0\u05d1@disney');
    is(full('w@d/\u05d01\u05d0'), 'w@d/\u05d01\u05d0');
  });

  test('has at most 1023 bytes in each part, as it is prepared', () => {
    is(full(`${'a'.repeat(1023)}@disney`)?.length, 1030);
    is(parseAddress(`${'a'.repeat(1024)}@disney`), undefined);
    is(parseAddress('a'.repeat(1024)), undefined);
    is(parseAddress(`w@d/${'a'.repeat(1024)}`), undefined);
    ok(parseAddress(`w@d/${'é'.repeat(511)}`));
    is(parseAddress(`w@d/${'é'.repeat(512)}`), undefined);
    // one letter that becomes three
    ok(parseAddress(`w@d/${'㎒'.repeat(341)}`));
    is(parseAddress(`w@d/${'㎒'.repeat(342)}`), undefined);
  });

  test('has a host that could be one', () => {
    for (const host of [
      'a b',
      'a@b',
      'a"b',
      'a&b',
      "a'b",
      'a:b',
      'a<b',
      'a>b',
      'a\\b',
      'a^b',
      'a`b',
      'a{b',
      'a|b',
      'a\u0007b',
      '::1',
    ])
      is(parseAddress(`woody@${host}`), undefined, host);
    is(full('woody@[::1]'), 'woody@[::1]');
    is(full('[2001:db8::1]/x'), '[2001:db8::1]/x');
  });

  test('stays as it is when it is prepared again, in letters younger than Unicode 3.2 too', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('ᴴ', '🄻', '🅎')),
        fc.string({ unit: 'binary' }),
        (local, resource) => {
          for (const text of [`${local}@disney`, `woody@disney/${resource}`, `woody@disney/${local}`]) {
            const prepared = full(text);
            if (prepared !== undefined) is(full(prepared), prepared);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('of plain letters is what it was', () => {
    const plain = fc.stringMatching(/^[a-z0-9._-]{1,20}$/u);
    fc.assert(
      fc.property(plain, plain, fc.stringMatching(/^[!-~]{1,20}$/u), (local, host, resource) => {
        const text = `${local}@${host}/${resource}`;
        equal(parseAddress(text), { local, host, resource, bare: `${local}@${host}`, full: text });
      }),
    );
  });

  test('of any text throws nothing, and has no part that is empty or too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (bare, resource) => {
        const address = parseAddress(`${bare}/${resource}`);
        for (const part of address ? [address.host, address.resource!] : []) {
          ok(part !== '');
          ok(Buffer.byteLength(part) <= 1023);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('cannot be changed by whoever got it', () => {
    ok(Object.isFrozen(parseAddress('woody@disney')));
  });
});

suite('an address book', test => {
  test('knows again what it has read twice', () => {
    const book = addressBook();
    equal(book('Woody@Disney/home'), parseAddress('Woody@Disney/home'));
    const second = book('Woody@Disney/home');
    equal(second, parseAddress('Woody@Disney/home'));
    is(book('Woody@Disney/home'), second);
    is(book('@'), undefined);
    is(book('@'), undefined);
  });

  test('does not keep long ones', () => {
    const book = addressBook();
    const long = `woody@disney/${'x'.repeat(256)}`;
    equal(book(long), parseAddress(long));
    is.not(book(long), book(long));
  });

  test('forgets everything when it is full, and reads on', () => {
    const book = addressBook(2);
    const twice = (text: string) => [book(text), book(text)][1];
    const kept = twice('a@disney');
    twice('b@disney');
    is(book('a@disney'), kept);
    twice('c@disney');
    is.not(book('a@disney'), kept);
    equal(book('a@disney'), kept);
  });
});

suite('a nick', test => {
  test('is shown as it was chosen, without spaces around it', () => {
    equal(parseNick('Woody'), { text: 'Woody', key: 'woody' });
    equal(parseNick('  Sheriff  Woody '), { text: 'Sheriff  Woody', key: 'sheriff woody' });
    equal(parseNick('woody'), { text: 'woody', key: 'woody' });
    equal(parseNick('😀'), { text: '😀', key: '😀' });
  });

  test('is the same nick in another case, width or spacing', () => {
    const same = [
      ['Woody', 'WOODY', 'ｗｏｏｄｙ', 'ＷＯＯＤＹ', ' woody ', 'wo\u00adody', '\u3000Woody'],
      ['straße', 'STRASSE', 'strasse'],
      ['Σίσυφος', 'ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
      ['ｶﾞ', 'ガ'],
      ['a b', 'a  b', 'A\u00a0B', 'a\u2003b'],
      ['é', 'e\u0301', 'É', 'E\u0301'],
      ['ﬁn', 'FIN'],
      ['Ǆ', 'ǆ', 'ǅ'],
      ['㎏', 'KG'],
      ['𝐀', 'a'],
      ['\u212b', 'å'],
    ];
    for (const nicks of same) equal(new Set(nicks.map(key)).size, 1, nicks.join(' '));
  });

  test('is another nick where letters differ', () => {
    const others = ['woody', 'woody_', 'w00dy', 'wóody', 'wood y', 'buzz', '1', 'l', 'i', 'ı'];
    is(new Set(others.map(key)).size, others.length);
  });

  test('is none where nothing is left of it, or where it has what may not be shown, or is far too long', () => {
    for (const text of [
      '',
      ' ',
      '\u00ad',
      '\u200b',
      '\u3000',
      '\u2800',
      '\u0000',
      '\ud800',
      '\ue000',
      '\u05d0a',
      'x\u0221'.repeat(600),
    ])
      is(parseNick(text), undefined, JSON.stringify(text));
  });

  test('has nothing in it that nobody sees', () => {
    for (const unseen of [
      '\u0000',
      '\n',
      '\u007f',
      '\u00ad',
      '\u200b',
      '\u200d',
      '\u202e',
      '\u2800',
      '\u3164',
      '\ufe0f',
      '\ufeff',
      '\u{e0041}',
    ])
      equal(parseNick(`${unseen}Wo${unseen}ody${unseen}`), { text: 'Woody', key: 'woody' }, JSON.stringify(unseen));
  });

  test('of letters that are younger than Unicode 3.2 is the same nick in capitals', () => {
    for (const [one, other] of [
      ['STRAẞE', 'straße'],
      ['Ⴀ', 'ⴀ'],
      ['Ა', 'ა'],
      ['Ꭰ', 'ꭰ'],
      ['Ⱥ', 'ⱥ'],
      ['𞤀', '𞤢'],
    ] as const)
      is(key(one), key(other));
  });

  test('of any text has the key of its own text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), text => {
        const nick = parseNick(text);
        if (!nick) return;
        equal(parseNick(nick.text), nick);
        is(nick.text.trim(), nick.text);
        ok(nick.key !== '');
      }),
      { numRuns: 1000 },
    );
  });

  test('of ASCII is the same in capitals', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,12}$/u), text => {
        is(key(text.toUpperCase()), key(text.toLowerCase()));
      }),
    );
  });
});
