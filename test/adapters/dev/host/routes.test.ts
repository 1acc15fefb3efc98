import type { Element } from '@xmpp/xml';
import { parse } from 'ltx';
import { equal, is, match } from 'uvu/assert';
import { ComponentEnd } from '../../../../adapters/dev/host/component-end.ts';
import { Routes } from '../../../../adapters/dev/host/routes.ts';
import { Session } from '../../../../adapters/dev/host/session.ts';
import { suite } from '../../../suite.ts';

/** Sessions by resource, what each has been sent, and what a component has. */
function setUp({ directed = 10 } = {}) {
  const routes = new Routes('localhost');
  const got: [string, string][] = [];
  const told: Element[] = [];
  const rooms = new ComponentEnd({
    domain: 'rooms.localhost',
    most: 10,
    onCrowded() {},
    log() {},
    route: stanza => routes.route(stanza),
    bounce: stanza => routes.bounce(stanza, 'service-unavailable'),
  });
  rooms.tell = stanza => void told.push(stanza);
  routes.components.set('rooms.localhost', rooms);
  const session = (jid: string) => {
    const send = (stanza: Element) => void got.push([jid, stanza.toString()]);
    const one = new Session({ address: routes.parse(jid)!, routes, directed, send });
    routes.add(one);
    return {
      one,
      says: (text: string) =>
        one.hear(parse(text.replace(/^<(\w+)/, "<$1 xmlns='jabber:client'")) as unknown as Element)?.condition,
      leaves() {
        routes.remove(one);
        one.end();
      },
    };
  };
  const all = () => got.splice(0);
  const who = () => all().map(([jid]) => jid);
  return { routes, session, all, who, told: () => told.splice(0).map(String) };
}

/** Three resources of one account, of which one is not available and one does not want to be disturbed; and somebody else. */
function atHome() {
  const here = setUp();
  const [desk, phone, off] = ['woody@localhost/desk', 'woody@localhost/phone', 'woody@localhost/off'].map(here.session);
  const buzz = here.session('buzz@localhost/ship');
  desk!.says('<presence/>');
  phone!.says('<presence><priority>-1</priority></presence>');
  here.all();
  return { ...here, desk: desk!, phone: phone!, off: off!, buzz };
}

const errorOf = (stanza: string) => /type="error".*<error type="(\w+)"><([a-z-]+)/.exec(stanza)?.slice(1);

suite('routes of the host', test => {
  test('take a message to a bare address to the resources that are there for it', () => {
    const { buzz, who } = atHome();
    for (const type of ['normal', 'chat', 'headline']) {
      buzz.says(`<message type='${type}' to='woody@localhost'/>`);
      equal(who(), ['woody@localhost/desk'], type);
    }
  });

  test('take a message to a full address there, available or not, and to another resource when it has gone', () => {
    const { buzz, off, all, who } = atHome();
    buzz.says(`<message type='groupchat' to='woody@localhost/off'><body>a &lt; b</body></message>`);
    equal(all(), [
      [
        'woody@localhost/off',
        '<message type="groupchat" to="woody@localhost/off" from="buzz@localhost/ship"><body>a &lt; b</body></message>',
      ],
    ]);
    off.leaves();
    all();
    buzz.says(`<message type='chat' to='woody@localhost/off'/>`);
    equal(who(), ['woody@localhost/desk']);
  });

  test('bring a message for nobody back, but for headlines and errors', () => {
    const { buzz, all } = atHome();
    const kinds: [string, string, boolean][] = [
      ['chat', 'nobody@localhost', true],
      ['chat', 'nobody@localhost/x', true],
      ['normal', 'nobody@localhost', true],
      ['groupchat', 'woody@localhost', true],
      ['groupchat', 'woody@localhost/gone', true],
      ['headline', 'nobody@localhost', false],
      ['error', 'nobody@localhost', false],
      ['error', 'woody@localhost/gone', false],
      ['error', 'woody@localhost', false],
      ['chat', 'localhost', true],
    ];
    for (const [type, to, comesBack] of kinds) {
      buzz.says(`<message type='${type}' id='m' to='${to}'/>`);
      const back = all();
      is(back.length, Number(comesBack), `${type} to ${to}`);
      if (!comesBack) continue;
      equal(back[0]![0], 'buzz@localhost/ship');
      match(back[0]![1], `<message from="${to}" to="buzz@localhost/ship" type="error" id="m">`);
      equal(errorOf(back[0]![1]), ['cancel', 'service-unavailable']);
    }
  });

  test('know no other server, and no address that is none', () => {
    const { buzz, all } = atHome();
    buzz.says(`<message to='woody@example.org'/>`);
    equal(errorOf(all()[0]![1]), ['cancel', 'remote-server-not-found']);
    buzz.says(`<presence to='muc.localhost'/>`);
    equal(errorOf(all()[0]![1]), ['cancel', 'remote-server-not-found']);
    buzz.says(`<iq type='get' id='1' to='@localhost'><a xmlns='b'/></iq>`);
    equal(errorOf(all()[0]![1]), ['modify', 'jid-malformed']);
    buzz.says(`<presence type='unavailable' to='woody@example.org'/>`);
    buzz.says(`<iq type='result' id='1' to='woody@example.org'/>`);
    equal(all(), []);
  });

  test('take an iq to a client, to a component, or back, and no answer back', () => {
    const { buzz, all, told } = atHome();
    buzz.says(`<iq type='get' id='1' to='woody@localhost/off'><a xmlns='b'/></iq>`);
    equal(all(), [
      ['woody@localhost/off', '<iq type="get" id="1" to="woody@localhost/off" from="buzz@localhost/ship"><a xmlns="b"/></iq>'],
    ]);
    buzz.says(`<iq type='get' id='2' to='hall@ROOMS.localhost/x'><a xmlns='b'/></iq>`);
    equal(told(), ['<iq type="get" id="2" to="hall@ROOMS.localhost/x" from="buzz@localhost/ship"><a xmlns="b"/></iq>']);
    for (const to of ['woody@localhost', 'woody@localhost/gone', 'nobody@localhost', 'localhost']) {
      for (const type of ['get', 'set', 'result', 'error']) buzz.says(`<iq type='${type}' id='3' to='${to}'><a xmlns='b'/></iq>`);
      const back = all();
      equal(
        back.map(([, stanza]) => errorOf(stanza)),
        [
          ['cancel', 'service-unavailable'],
          ['cancel', 'service-unavailable'],
        ],
      );
    }
    for (const wrong of [`type='get'`, `id='4'`, `type='maybe' id='4'`, `id='' type='set'`]) {
      buzz.says(`<iq ${wrong} to='rooms.localhost'/>`);
      equal(errorOf(all()[0]![1]), ['modify', 'bad-request'], wrong);
    }
    equal(told(), []);
  });

  test('answer what is asked of the host, and of one’s own account', () => {
    const { buzz, all } = atHome();
    const ask = (question: string, to?: string, type = 'get') => {
      buzz.says(`<iq type='${type}' id='q'${to === undefined ? '' : ` to='${to}'`}>${question}</iq>`);
      const [[jid, answer] = []] = all();
      is(jid, 'buzz@localhost/ship');
      return answer!;
    };
    const info = `<query xmlns='http://jabber.org/protocol/disco#info'/>`;
    match(
      ask(info, 'localhost'),
      /type="result" to="buzz@localhost\/ship" from="localhost" id="q"><query[^>]*><identity category="server"/,
    );
    match(ask(info, 'buzz@localhost'), /<identity category="account"/);
    equal(errorOf(ask(info.replace('/>', ` node='x'/>`), 'localhost')), ['cancel', 'service-unavailable']);
    const items = `<query xmlns='http://jabber.org/protocol/disco#items'/>`;
    match(ask(items, 'localhost'), /<item jid="rooms.localhost" name="Conference rooms"\/>/);
    match(ask(items), /<query xmlns="[^"]*#items"\/>/);
    for (const to of ['localhost', undefined]) match(ask(`<ping xmlns='urn:xmpp:ping'/>`, to), /type="result"[^>]*\/>$/);
    match(ask(`<query xmlns='jabber:iq:roster'/>`), /type="result"[^>]*><query xmlns="jabber:iq:roster"\/><\/iq>$/);
    equal(errorOf(ask(`<query xmlns='jabber:iq:roster'/>`, undefined, 'set')), ['cancel', 'service-unavailable']);
    equal(errorOf(ask(`<query xmlns='jabber:iq:version'/>`, 'localhost')), ['cancel', 'service-unavailable']);
    equal(errorOf(ask('', 'localhost')), ['cancel', 'service-unavailable']);
    equal(errorOf(ask(`<ping xmlns='urn:xmpp:ping'/><ping xmlns='urn:xmpp:ping'/>`, 'localhost')), [
      'cancel',
      'service-unavailable',
    ]);
  });

  test('show somebody’s other resources when one comes, and when one goes', () => {
    const { session, all } = setUp();
    const [desk, phone] = [session('woody@localhost/desk'), session('woody@localhost/phone')];
    session('buzz@localhost/ship').says('<presence/>');
    all();
    desk.says('<presence><show>away</show></presence>');
    equal(
      all().map(([jid]) => jid),
      ['woody@localhost/desk'],
    );
    phone.says('<presence/>');
    equal(all(), [
      ['woody@localhost/desk', '<presence from="woody@localhost/phone" to="woody@localhost/desk"/>'],
      ['woody@localhost/phone', '<presence from="woody@localhost/phone" to="woody@localhost/phone"/>'],
      ['woody@localhost/phone', '<presence from="woody@localhost/desk" to="woody@localhost/phone"><show>away</show></presence>'],
    ]);
    phone.says(`<presence type='unavailable'><status>bye</status></presence>`);
    equal(all(), [
      [
        'woody@localhost/desk',
        '<presence from="woody@localhost/phone" to="woody@localhost/desk" type="unavailable"><status>bye</status></presence>',
      ],
    ]);
    desk.leaves();
    equal(all(), []);
  });

  test('tell whoever was sent presence that somebody goes, once, however they go', () => {
    const { session, told, all } = setUp();
    const woody = session('woody@localhost/desk');
    for (const room of ['a', 'b', 'c']) woody.says(`<presence to='${room}@rooms.localhost/Woody'/>`);
    woody.says(`<presence to='A@rooms.localhost/Woody'/>`);
    woody.says(`<presence type='unavailable' to='b@rooms.localhost/Woody'/>`);
    woody.says(`<presence type='error' to='d@rooms.localhost'/>`);
    is(told().length, 6);
    woody.leaves();
    equal(told(), [
      '<presence from="woody@localhost/desk" to="A@rooms.localhost/Woody" type="unavailable"/>',
      '<presence from="woody@localhost/desk" to="c@rooms.localhost/Woody" type="unavailable"/>',
    ]);
    const buzz = session('buzz@localhost/ship');
    buzz.says('<presence/>');
    buzz.says(`<presence to='a@rooms.localhost'/>`);
    all();
    told();
    buzz.says(`<presence type='unavailable'><status>off</status></presence>`);
    equal(told(), [
      '<presence from="buzz@localhost/ship" to="a@rooms.localhost" type="unavailable"><status>off</status></presence>',
    ]);
    buzz.leaves();
    equal(told(), []);
  });

  test('keep no more of such addresses than they may', () => {
    const { session, told, all } = setUp({ directed: 2 });
    const woody = session('woody@localhost/desk');
    for (const room of ['a', 'b', 'c', 'a']) woody.says(`<presence to='${room}@rooms.localhost'/>`);
    is(told().length, 3);
    equal(errorOf(all()[0]![1]), ['wait', 'resource-constraint']);
  });

  test('have no lists of contacts, and say so', () => {
    const { buzz, all, told } = atHome();
    buzz.says('<presence/>');
    all();
    buzz.says(`<presence type='subscribe' to='woody@localhost'/>`);
    equal(all(), [['buzz@localhost/ship', '<presence type="unsubscribed" from="woody@localhost" to="buzz@localhost"/>']]);
    for (const type of ['subscribed', 'unsubscribe', 'unsubscribed'])
      buzz.says(`<presence type='${type}' to='woody@localhost'/>`);
    equal(all(), []);
    buzz.says(`<presence type='subscribe' to='hall@rooms.localhost'/>`);
    equal(told(), ['<presence type="subscribe" to="hall@rooms.localhost" from="buzz@localhost"/>']);
  });

  test('answer a component that asks for somebody’s presence', () => {
    const { routes, told } = atHome();
    routes.route(parse(`<presence type='probe' from='hall@rooms.localhost/x' to='woody@localhost'/>`) as unknown as Element);
    equal(told(), ['<presence type="unsubscribed" from="woody@localhost" to="hall@rooms.localhost"/>']);
  });

  test('take presence to a client, or to all that are available', () => {
    const { buzz, who } = atHome();
    buzz.says(`<presence to='woody@localhost'/>`);
    equal(who(), ['woody@localhost/desk', 'woody@localhost/phone']);
    buzz.says(`<presence to='woody@localhost/off'/>`);
    equal(who(), ['woody@localhost/off']);
    buzz.says(`<presence to='nobody@localhost'/>`);
    buzz.says(`<presence to='localhost'/>`);
    equal(who(), []);
  });

  test('take no priority for what is none', () => {
    const { session } = setUp();
    const woody = session('woody@localhost/desk');
    is(woody.one.priority, undefined);
    for (const [said, priority] of [
      ['5', 5],
      ['-128', -128],
      ['1000', 0],
      ['much', 0],
    ] as const) {
      woody.says(`<presence><priority>${said}</priority></presence>`);
      is(woody.one.priority, priority);
    }
  });
});
