// What random conversations, and reading, once found: each stays mended. The random ones would find it again, later.
import { equal, is, throws } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import { Roster } from '../../machines/roster.ts';
import { parseAddress, parseNick } from '../../streams/address.ts';
import { person } from '../streams/people.ts';
import { suite } from '../suite.ts';
import { type Actor, jids, rooms } from './cast.ts';
import type { Line } from './conversation.ts';
import { fault } from './strict-xml.ts';
import { type Heard, World } from './world.ts';

const grp = rooms[0]!;
const actor = (name: string, dialect: Actor['dialect'], isProtected = false): Actor => ({
  name,
  jid: jids[name]!,
  dialect,
  isProtected,
});
const people = [
  actor('woody', 'conference'),
  actor('buzz', 'conference'),
  actor('bo', 'groupchat'),
  actor('rex', 'conference', true),
];
const circumstances = { notices: false, hideRealJids: true, history: 0, create: 'anyone' } as const;
const says = (who: string, stanza: string): Line => ({ who, says: stanza });
const enters = (who: string, more = ''): Line[] => [
  says(who, `<presence to='${grp}'/>`),
  says(who, `<iq type='set' id='0' to='${grp}'><query xmlns='jabber:iq:conference'><nick>${who}</nick>${more}</query></iq>`),
];

/** Woody, Buzz and the protected Rex are inside by jabber:iq:conference, Bo by groupchat. */
function inside(): World {
  const lines = [...enters('woody'), ...enters('buzz'), ...enters('rex', '<privacy/>'), says('bo', `<presence to='${grp}/bo'/>`)];
  return new World({ people, circumstances }).playAll(lines);
}

/** What is heard, as text. */
const shown = (heard: readonly Heard[]) => heard.map(({ element }) => String(element));
const heardOf = (stanza: string, who = 'woody') => inside().play(says(who, stanza));

suite('mended: prefixes', test => {
  test('an iq whose element has a prefix is answered with XML that is well-formed', () => {
    is(fault(heardOf(`<iq type='get' id='1' to='${grp}'><p:query xmlns:p='urn:q'/></iq>`).bytes), undefined);
    const doubled = `<iq type='get' id='1' to='${grp}'><p:query xmlns:p='urn:q' xmlns='jabber:iq:conference'/></iq>`;
    is(fault(heardOf(doubled).bytes), undefined);
  });

  test('a forged list is not relayed with a prefix either', () => {
    const { heard } = heardOf(
      `<iq type='set' id='1' to='${grp}/buzz'><b:conference xmlns:b='jabber:iq:browse'><b:user jid='${grp}/x'/></b:conference></iq>`,
    );
    equal(shown(heard.filter(({ to }) => to === jids.buzz)), []);
  });

  test('what only a room may say is taken out with a prefix too', () => {
    const { bytes } = heardOf(
      `<message to='${grp}'><m:x xmlns:m='http://jabber.org/protocol/muc#user'><m:item affiliation='owner'/></m:x></message>`,
    );
    is(bytes.includes('muc#user'), false);
  });

  test('what proves who somebody is goes with a prefix too', () => {
    is(
      heardOf(`<presence to='${grp}'><s:x xmlns:s='jabber:x:signed'>iQEVAwUB</s:x></presence>`, 'rex').bytes.includes('iQEVAwUB'),
      false,
    );
  });
});

suite('mended: addresses', test => {
  test('nothing is answered from nowhere', () => {
    equal(
      shown(
        heardOf(`<iq type='get' id='1'><query xmlns='urn:q'/></iq>`).heard.filter(({ from }) => !from.endsWith('rooms.disney')),
      ),
      [],
    );
  });

  test('what is no host is not written to: the server would close the link', () => {
    const { engine } = inside();
    for (const jid of ['buzz@disney@pixar', 'buzz@dis ney', 'buzz@disney\u0007', 'buzz@"disney"', 'buzz@<disney>'])
      throws(() => engine.invite('grp', jid), undefined, jid);
  });

  test('an invitation has only characters that XML has, or is refused with a sentence', () => {
    let written = '';
    const write = (bytes: Uint8Array): void => {
      written += new TextDecoder().decode(bytes);
    };
    const engine = makeEngine({ domain: 'rooms.disney', rooms: [{ name: 'grp' }] }, { write });
    try {
      engine.invite('grp', 'rex@pixar', 'come\u0007');
    } catch {
      // refused
    }
    engine.stop();
    is(fault(written), undefined);
  });

  test('an address that was prepared stays as it is when it is prepared again', () => {
    for (const text of ['ᴴ@disney', '🄻@disney', '🅎@disney/🅎']) {
      const address = parseAddress(text)!;
      is(parseAddress(address.full)!.full, address.full);
    }
  });

  test('nicks of letters that are younger than Unicode 3.2 are the same nick in capitals', () => {
    for (const [one, other] of [
      ['STRAẞE', 'straße'],
      ['Ⴀ', 'ⴀ'],
      ['Ა', 'ა'],
      ['Ꭰ', 'ꭰ'],
      ['Ⱥ', 'ⱥ'],
      ['𞤀', '𞤢'],
    ] as const)
      is(parseNick(one)?.key, parseNick(other)?.key, `${one} ${other}`);
  });

  test('an attribute keeps its line breaks: an id with one comes back as it was', () => {
    is(
      /="[^"]*[\t\n\r]/u.test(
        heardOf(`<iq type='get' id='a&#10;b' to='${grp}'><query xmlns='jabber:iq:conference'/></iq>`).bytes,
      ),
      false,
    );
  });
});

suite('mended: a hidden address', test => {
  const leaks = (stanza: string) =>
    heardOf(stanza, 'rex').heard.filter(({ to, element }) => to !== jids.rex && String(element).includes('rex@pixar'));
  const isKept = (what: string, stanza: string) =>
    equal(
      leaks(stanza).map(({ element }) => String(element)),
      [],
      what,
    );

  test('is not in a thread, which clients make by themselves', () => {
    isKept('thread', `<message type='groupchat' to='${grp}'><body>hi</body><thread>rex@pixar/1</thread></message>`);
    isKept('show', `<presence to='${grp}'><show>rex@pixar</show></presence>`);
  });

  test('is in no attribute or element inside of what people write', () => {
    isKept('an attribute', `<message type='groupchat' to='${grp}'><body by='rex@pixar'>hi</body></message>`);
    isKept(
      'an element',
      `<message type='groupchat' to='${grp}'><subject><item xmlns='urn:i' jid='rex@pixar'/>hi</subject></message>`,
    );
  });

  test('is not the language', () => {
    isKept('xml:lang', `<message type='groupchat' xml:lang='rex@pixar' to='${grp}'><body>hi</body></message>`);
  });
});

suite('mended: rooms', test => {
  test('a probe of nobody shows nobody', () => {
    equal(shown(heardOf(`<presence type='probe' to='${grp}/nobody'/>`).heard.filter(({ type }) => type === undefined)), []);
  });

  test('unavailable to one who came by groupchat does not look as if one had left', () => {
    equal(shown(heardOf(`<presence type='unavailable' to='${grp}/bo'/>`).heard.filter(({ to }) => to === jids.bo)), []);
  });

  test('a departure that is taken back leaves people in the order in which they came in', () => {
    const roster = new Roster();
    const [first, second] = [person('First', { order: 0 }), person('Second', { order: 1 })];
    roster.hold(first);
    roster.hold(second);
    const entry = { presence: first.presence, privacy: false, hidden: false };
    roster.admit(second, { ...entry, nick: { text: 'Second', key: 'second' } });
    roster.admit(first, { ...entry, nick: { text: 'First', key: 'first' } });
    const before = [...roster.joined()];
    roster.remove(second)();
    equal(
      [...roster.joined()].map(({ nick }) => nick),
      before.map(({ nick }) => nick),
    );
  });
});
