// People tell where on the page they are.
import { equal, is } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { location } from '../../../machines/behaviours/location.ts';
import { privacy } from '../../../machines/behaviours/privacy.ts';
import { suite } from '../../suite.ts';

const place = (attrs: string, inner = '') => `<location xmlns='urn:confab:location' ${attrs}>${inner}</location>`;
const at = (attrs: string) => `<presence>${place(attrs)}</presence>`;
/** The fragments of places that somebody was just shown, of everybody. */
type Hearer = ReturnType<ReturnType<typeof stage>['person']>;
const shown = (who: Hearer, fragment: string) =>
  who.hears(({ element }) => element.name === 'presence' && element.getChild('location')?.attrs.fragment === fragment);

suite('the places of people', test => {
  for (const dialect of ['conference', 'groupchat'] as const) {
    test(`are shown to all, and to whoever comes in, by ${dialect}`, () => {
      const room = stage([[location, { seconds: 0 }]]);
      const woody = room.person('woody', { dialect }).enters();
      const rex = room.person('rex').enters();
      const buzz = room.person('buzz', { dialect: 'groupchat' }).enters();
      woody.sends(at("fragment='top'")).isNotRefused();
      for (const who of [woody, rex, buzz]) shown(who, 'top');
      shown(room.person('slinky', { dialect }).enters(), 'top');
    });

    test(`are refused where they are malformed, and those before stand, by ${dialect}`, () => {
      const room = stage([[location, { seconds: 0 }]]);
      const woody = room.person('woody', { dialect }).enters();
      const rex = room.person('rex').enters();
      woody.sends(at("fragment='top'"));
      woody.sends(at("offset='2'")).isRefused('bad-request', /offset of a <location\/> is a part of the page/);
      rex.hearsNothing();
      woody.isInside();
      shown(room.person('slinky').enters(), 'top');
      woody.sends(`<presence type='unavailable'>${place("offset='2'")}<status>Bye</status></presence>`);
      rex.hears(({ element: { name, attrs }, element }) => {
        const isBye = name === 'presence' && attrs.type === 'unavailable' && element.getChildText('status') === 'Bye';
        return isBye && element.getChild('location') === undefined;
      });
    });

    test(`may come with the entry, in the right form, by ${dialect}`, () => {
      const room = stage(location);
      const woody = room.person('woody', { dialect });
      const nick = dialect === 'groupchat' ? '/woody' : '';
      woody.sends(`<presence to='${room.jid}${nick}'>${place("offset='x'")}</presence>`).isRefused('bad-request');
      woody.isOutside();
      woody.sends(`<presence to='${room.jid}${nick}'>${place("fragment='here'")}</presence>`);
      if (dialect === 'conference') woody.asks(`<query xmlns='jabber:iq:conference'><nick>woody</nick></query>`, { type: 'set' });
      woody.isInside();
      is(room.command('location', 'where'), 'woody is at #here.');
    });
  }

  test('are told at a pace, and nothing else is lost by that', () => {
    const room = stage([[location, { seconds: 10 }]]);
    const woody = room.person('woody').enters();
    const rex = room.person('rex').enters();
    woody.sends(at("fragment='a'")).isNotRefused();
    room.waits(3);
    woody.sends(at("fragment='b'")).isRefused('resource-constraint', /tell it again in 7 seconds/);
    rex.hearsNothing();
    woody.sends(at("fragment='a'")).isNotRefused();
    woody.sends(`<presence><show>away</show>${place("fragment='b'")}</presence>`).isNotRefused();
    rex.hears(({ element }) => element.getChildText('show') === 'away' && element.getChild('location')?.attrs.fragment === 'a');
    room.waits(6);
    woody
      .sends(`<presence><show>away</show>${place("fragment='b'")}</presence>`)
      .isRefused('resource-constraint', /in 1 second\./);
    room.waits(1);
    woody.sends(`<presence><show>away</show>${place("fragment='b'")}</presence>`).isNotRefused();
    shown(rex, 'b');
    woody.appears().isNotRefused();
    is(room.command('location', 'where'), 'Nobody tells where they are.');
  });

  test('may come with another nick, at the same pace', () => {
    const room = stage([[location, { seconds: 10 }]]);
    const woody = room.person('woody', { dialect: 'groupchat' }).enters();
    const renamed = (nick: string, attrs: string) => woody.sends(`<presence to='${room.jid}/${nick}'>${place(attrs)}</presence>`);
    renamed('Sheriff', "fragment='a'").isNotRefused();
    is(room.command('location', 'where'), 'Sheriff is at #a.');
    renamed('Woody', "fragment='b'").isNotRefused();
    is(room.command('location', 'where'), 'Woody is at #a.');
    renamed('Cowboy', "line='b'").isRefused('bad-request');
    room.person('rex').enters().renames('T. Rex').isNotRefused();
  });

  test('are told in words to whoever asks', () => {
    const room = stage(location);
    const woody = room.person('woody').enters();
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    woody.says('!where').hears('Nobody tells where they are.', { by: 'room' });
    rex.sends(`<presence>${place("offset='0.5'", '<quote>To infinity</quote>')}</presence>`);
    woody.says('!where').hears('rex is at “To infinity”, 50 % down the page.', { by: 'room' });
    woody.says('!where Rex').hears('rex is at “To infinity”, 50 % down the page.', { by: 'room' });
    rex.says('!where woody').hears('woody does not tell.', { by: 'room' });
    rex.says('!where nobody').isRefused('item-not-found');
    woody.orders('location', 'where').hears(/50 % down/);
  });

  test('are so many in words as one can read', () => {
    const room = stage(location);
    for (let i = 0; i < 52; i++) room.person(`p${i}`, { dialect: 'groupchat' }).enters().sends(at(`offset='0'`));
    const lines = room.command('location', 'where').split('\n');
    equal([lines.length, lines.at(-1)], [51, 'There are 2 more: write !where and a nick.']);
  });

  test('tell nobody who is hidden', () => {
    const room = stage([privacy, location], { privacy: true });
    const rex = room.person('rex').enters();
    const woody = room.person('woody').enters({ privacy: true });
    woody.sends(at(`fragment='${woody.jid}'`)).isNotRefused();
    rex.hears(({ element }) => element.name === 'presence' && element.getChild('location') === undefined);
    woody.sends(at("fragment='b'")).isNotRefused();
    shown(rex, 'b');
  });
});
