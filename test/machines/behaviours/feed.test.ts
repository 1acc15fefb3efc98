// A feed in a room: each item is posted once, at a pace; a feed that fails is no affair of the room.
import { equal, is, match, ok, throws } from 'uvu/assert';
import { isCovered, type Stage, stage } from '../../../adapters/testing/testing.ts';
import { feed } from '../../../machines/behaviours/feed.ts';
import { history } from '../../../machines/behaviours/history.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { kind } from '../../../machines/kind.ts';
import { suite } from '../../suite.ts';

const item = (id: string, more: object = {}) => ({ id, title: `Item ${id}`, link: `https://news.example/${id}`, ...more });
const items = (...ids: string[]) => ({ items: ids.map(id => item(id)) });
const words = (id: string) => `Item ${id} — https://news.example/${id}`;
/** Lets the room begin, and the feed be read for the first time. */
const begun = (settings: object = {}, ...ids: string[]) => {
  const room = stage([feed, { first: 100, ...settings }]);
  room.waits(1);
  room.answers('feed', items(...ids));
  return room;
};
const posted = (room: Stage, when?: 'ever') => room.facts('announced', when).map(({ text }) => text);
const told = (room: Stage) =>
  room
    .facts(undefined, 'ever')
    .flatMap(fact => ('fields' in fact && fact.type.startsWith('feed.') ? [[fact.type, fact.fields]] : []));

suite('a feed', test => {
  test('is read as soon as the room is there, and then from time to time', () => {
    const room = stage([feed, { every: 10 }]);
    room.waits(1);
    const [call] = room.facts('called');
    equal([call?.effect, call?.input, call?.tag], ['feed', {}, '1']);
    is(room.state('feed'), 'reading');
    room.answers('feed', { ...items('a'), etag: '"1"', modified: 'then', source: 's' });
    is(room.state('feed'), 'waiting');
    room.waits(599);
    is(room.calls().length, 0);
    room.waits(1);
    equal(room.calls()[0]?.input, { etag: '"1"', modified: 'then', source: 's' });
    room.answers('feed', { unchanged: true, items: [] });
    room.waits(600);
    equal(room.calls()[0]?.input, { etag: '"1"', modified: 'then', source: 's' });
    room.answers('feed', items('a'));
    equal(posted(room, 'ever'), [words('a')]);
  });

  test('is read in a room that somebody makes, and not before', () => {
    const room = stage(feed, { standing: false });
    const woody = room.person('woody');
    woody.sends("<presence to='room@rooms.example'/>");
    room.waits(5);
    is(room.calls().length, 0);
    woody.enters();
    room.waits(1);
    room.answers('feed', items('a'));
    woody.hears(words('a'), { by: 'room' });
    woody.leaves();
    room.waits(7_200);
    is(room.facts('called', 'ever').length, 1);
  });

  test('is read in a room that becomes one with a feed', () => {
    const other = kind({ name: 'other', about: 'Talk.', listed: true }, [topic]);
    const room = stage(other, { kinds: [kind({ name: 'news', about: 'News.', listed: true }, [feed, topic])] });
    room.waits(10);
    room.becomes('news');
    room.waits(1);
    is(room.calls().length, 1);
    room.becomes('news');
    room.waits(10);
    is(room.calls().length, 1);
  });

  test('is posted in words and with an element, oldest first', () => {
    const room = stage([feed, { perMinute: 60 }]);
    const woody = room.person('woody').enters();
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    room.waits(1);
    room.answers('feed', {
      items: [
        item('b', { at: Date.UTC(2024, 0, 2), summary: 'It was "painted" & <dried>.' }),
        { id: 'a', title: 'Only words', at: 0 },
      ],
    });
    woody.hears('Only words', { by: 'room' });
    rex.hears('Only words', { by: 'room' });
    const [first] = woody.received;
    match(
      String(first?.xml),
      /<item xmlns=["']urn:confab:feed["'] id=["']a["'] at=["']1970-01-01T00:00:00.000Z["']><title>Only words<\/title><\/item>/,
    );
    room.waits(1);
    rex.hears(words('b'));
    const [second] = rex.received;
    match(String(second?.xml), /link=["']https:\/\/news.example\/b["'] at=["']2024-01-02T00:00:00.000Z["']/);
    match(String(second?.xml), /<summary>It was .*painted.* &amp; &lt;dried&gt;\.<\/summary>/);
    // it is nothing that anybody in the room has said
    is(second?.type, 'groupchat');
  });

  test('begins with the newest, by their dates or their order', () => {
    const room = stage([feed, { first: 2, perMinute: 60 }]);
    room.waits(1);
    room.answers('feed', items('c', 'b', 'a'));
    room.waits(5);
    equal(posted(room, 'ever'), ['b', 'c'].map(words));
    const dated = stage([feed, { first: 2, perMinute: 60 }]);
    dated.waits(1);
    dated.answers('feed', { items: [item('a', { at: 1 }), item('c', { at: 3 }), item('b', { at: 2 })] });
    dated.waits(5);
    equal(posted(dated, 'ever'), ['b', 'c'].map(words));
    const none = stage([feed, { first: 0 }]);
    none.waits(1);
    none.answers('feed', items('b', 'a'));
    none.waits(1_800);
    none.answers('feed', items('c', 'b', 'a'));
    equal(posted(none, 'ever'), [words('c')]);
  });

  test('posts nothing twice, however the feed changes', () => {
    const room = begun({ every: 1, perMinute: 60 }, 'b', 'a');
    for (const ids of [['a', 'b'], ['b'], ['a', 'a', 'c', 'a'], [], ['c', 'b', 'a', 'd']]) {
      room.waits(60);
      room.answers('feed', items(...ids));
    }
    room.waits(30);
    equal(posted(room, 'ever'), ['a', 'b', 'c', 'd'].map(words));
  });

  test('posts nothing twice after a restart, and nothing that waited is lost', () => {
    const room = begun({ every: 1, perMinute: 6 }, 'c', 'b', 'a');
    room.restarts();
    room.waits(10);
    equal(posted(room), [words('b')]);
    room.restarts();
    room.waits(10);
    equal(posted(room), [words('c')]);
    room.waits(40);
    room.restarts();
    room.answers('feed', items('d', 'c', 'b', 'a'));
    equal(posted(room, 'ever'), ['a', 'b', 'c', 'd'].map(words));
  });

  test('asks again where the answer was lost with a restart', () => {
    const room = stage(feed);
    room.waits(1);
    room.restarts();
    room.waits(299);
    is(room.facts('called', 'ever').length, 1);
    room.waits(1);
    is(room.facts('called', 'ever').length, 2);
    // the first one comes late: it is not listened to
    room.answers('feed', items('old'));
    equal(posted(room, 'ever'), []);
    room.answers('feed', items('new'));
    equal(posted(room, 'ever'), [words('new')]);
    equal(told(room), []);
  });

  test('counts it as a failure where there is no answer twice', () => {
    const room = stage(feed);
    room.waits(601);
    is(room.state('feed'), 'failing');
    equal(told(room), [['feed.failed', { effect: 'feed', text: 'There was no answer.' }]]);
  });

  test('keeps to its pace', () => {
    const room = begun({ perMinute: 2 }, 'e', 'd', 'c', 'b', 'a');
    equal(posted(room), [words('a')]);
    room.waits(29);
    equal(posted(room), []);
    room.waits(1);
    equal(posted(room), [words('b')]);
    room.waits(1_770);
    equal(posted(room, 'ever').length, 5);
    room.answers('feed', items('g', 'f'));
    equal(posted(room), [words('f')]);
    room.waits(29);
    equal(posted(room), []);
    room.waits(1);
    equal(posted(room), [words('g')]);
  });

  test('says to moderators what is too much, and drops the oldest', () => {
    const room = stage([feed, { first: 100, queue: 2, perMinute: 60, every: 1 }]);
    const andy = room.person('andy', { moderator: true }).enters();
    const woody = room.person('woody').enters();
    room.waits(1);
    room.answers('feed', items('d', 'c', 'b', 'a'));
    andy.hears('2 items of the feed will not be posted: more came than this room may be shown.', { by: 'room' });
    woody.hearsNot('2 items of the feed will not be posted: more came than this room may be shown.');
    equal(told(room), [['feed.dropped', { effect: 'feed', count: 2 }]]);
    room.waits(60);
    equal(posted(room, 'ever'), ['c', 'd'].map(words));
    room.answers('feed', items('g', 'f', 'e', 'b', 'a'));
    andy.hears(/^1 item of the feed/);
    room.waits(5);
    equal(posted(room, 'ever'), ['c', 'd', 'f', 'g'].map(words));
  });

  test('remembers no more than it may, those first that are in the feed', () => {
    const room = begun({ remember: 10, perMinute: 60, every: 1, latest: 0 }, 'a');
    const many = (from: number, count: number) => Array.from({ length: count }, (_, n) => `n${from + n}`).reverse();
    room.waits(60);
    room.answers('feed', items(...many(0, 15)));
    room.waits(60);
    is(room.data(feed).seen.length, 10);
    equal(posted(room, 'ever').length, 11);
    room.answers('feed', items(...many(0, 15)));
    room.waits(60);
    equal(posted(room, 'ever').length, 11);
    equal(room.data(feed).seen, many(5, 10));
    // one that is still shown, or waits, is not new for want of memory
    const shown = begun({ remember: 10, perMinute: 60, every: 1, latest: 3 }, 'a');
    shown.waits(60);
    shown.answers('feed', items(...many(0, 10)));
    shown.waits(2);
    is(shown.data(feed).seen.includes('a'), false);
  });

  test('shows those who come the latest items, once', () => {
    const room = stage([[feed, { first: 100, latest: 2, perMinute: 60 }], history]);
    room.waits(1);
    room.answers('feed', items('c', 'b', 'a'));
    room.waits(5);
    const woody = room.person('woody').enters();
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    for (const who of [woody, rex]) {
      const bodies = who.everReceived.flatMap(({ body }) => body ?? []);
      equal(bodies, ['b', 'c'].map(words));
    }
    const [first] = woody.everReceived.filter(({ body }) => body === words('b'));
    const xml = String(first?.xml);
    match(xml, /^<message [^>]*from=["']room@rooms\.example["']/);
    match(xml, /<item xmlns=["']urn:confab:feed["'] id=["']b["']/);
    match(xml, /<delay xmlns=["']urn:xmpp:delay["'] from=["']room@rooms\.example["'] stamp=/);
    match(xml, /<x xmlns=["']jabber:x:delay["']/);
    is(xml.includes('http://jabber.org/protocol/nick'), false);
    room.restarts();
    const buzz = room.person('buzz').enters();
    equal(
      buzz.everReceived.flatMap(({ body }) => body ?? []),
      ['b', 'c'].map(words),
    );
  });

  test('that fails is told to moderators once, and once when it is well again', () => {
    const room = stage([feed, { every: 1 }]);
    const andy = room.person('andy', { moderator: true }).enters();
    const woody = room.person('woody').enters();
    room.waits(1);
    room.fails('feed', 'unreachable', 'news.example cannot be reached.');
    andy.hears('The feed cannot be read: news.example cannot be reached. It is tried again; to try now, write !refresh');
    woody.hearsNothing();
    for (const seconds of [60, 120, 240]) {
      room.waits(seconds);
      room.fails('feed', 'timeout', 'Nothing.');
      andy.hearsNothing();
    }
    room.waits(480);
    room.answers('feed', items('a'));
    andy.hears('The feed is read again.');
    woody.hearsNot('The feed is read again.');
    woody.hears(words('a'));
    room.waits(60);
    room.answers('feed', items('a'));
    andy.hearsNothing();
    equal(told(room), [
      ['feed.failed', { effect: 'feed', text: 'news.example cannot be reached.' }],
      ['feed.recovered', { effect: 'feed' }],
    ]);
  });

  test('that fails is told to a moderator who comes meanwhile', () => {
    const room = stage(feed);
    const andy = room.person('andy', { moderator: true });
    const woody = room.person('woody');
    room.waits(1);
    room.fails('feed', 'refused', 'No.');
    andy.enters().hears(/^The feed cannot be read: No\./);
    woody.enters();
    woody.hearsNot(/cannot be read/);
  });

  test('that fails is tried again later each time, and at its own pace when it is well', () => {
    const room = stage([feed, { every: 60 }]);
    room.waits(1);
    const gaps: number[] = [];
    for (let times = 0; times < 6; times++) {
      room.fails('feed', 'unreachable');
      let hours = 0;
      for (; room.calls().length === 0; hours++) room.waits(3_600);
      gaps.push(hours);
    }
    equal(gaps, [1, 2, 4, 6, 6, 6]);
    room.answers('feed', items('a'));
    room.waits(3_600);
    is(room.calls().length, 1);
    const slow = stage([feed, { every: 1_440 }]);
    slow.waits(1);
    for (const _ of 'ab') {
      slow.fails('feed', 'unreachable');
      slow.waits(86_399);
      is(slow.calls().length, 0);
      slow.waits(1);
    }
  });

  test('tells moderators how it stands', () => {
    const room = stage([feed, { every: 30, perMinute: 1 }]);
    const andy = room.person('andy', { moderator: true }).enters();
    const ask = () => room.command('feed', 'state');
    is(ask(), 'The feed feed was never read. It is read again in 0 seconds. Items posted: 0, waiting: 0.');
    room.waits(1);
    is(ask(), 'The feed feed was never read. It is being read now. Items posted: 0, waiting: 0.');
    room.answers('feed', items('b', 'a'));
    room.waits(45);
    andy
      .says('!feed')
      .hears('The feed feed was read 45 seconds ago. It is read again in 29 minutes. Items posted: 1, waiting: 1.', {
        by: 'room',
      });
    room.waits(1_800);
    room.fails('feed', 'refused', 'The server of the feed answered 404.');
    room.waits(10);
    is(
      ask(),
      'The feed feed was read 31 minutes ago. It has failed for 10 seconds, in one try: The server of the feed answered 404. It is read again in 30 minutes. Items posted: 2, waiting: 0.',
    );
    room.waits(1_800);
    room.fails('feed', 'refused', 'No.');
    match(ask(), /in 2 tries: No\. It is read again in 1 hour/);
    room.person('woody').enters().says('!feed').isRefused('forbidden');
  });

  test('is read now where a moderator says so', () => {
    const room = begun({}, 'a');
    throws(() => room.answers('feed', {}), /feed/);
    is(room.command('feed', 'refresh'), 'The feed is being read. To see what came of it, write !feed');
    throws(() => room.command('feed', 'refresh'), /being read already/);
    room.answers('feed', items('b', 'a'));
    room.command('feed', 'refresh');
    room.fails('feed', 'timeout');
    room.command('feed', 'refresh');
    is(room.calls().length, 1);
    room.person('woody').enters().says('!refresh').isRefused('forbidden');
  });

  test('goes on by other settings', () => {
    const room = begun({ every: 1_000 }, 'a');
    room.configure('feed', { every: 1 });
    room.waits(60);
    is(room.calls().length, 1);
    room.configure('feed', { effect: 'other', first: 1 });
    room.answers('feed', items('b', 'a'));
    room.waits(1);
    is(room.calls()[0]?.effect, 'other');
    room.configure('feed', { perMinute: 60 });
    // of another feed only the newest are news
    room.answers('other', { ...items('z', 'y', 'x'), source: 'other' });
    room.waits(10);
    equal(posted(room, 'ever'), ['a', 'z'].map(words));
  });

  test('does not mind settings of others', () => {
    const room = stage([feed, history]);
    room.configure('history', { count: 3 });
    room.waits(1);
    is(room.calls().length, 1);
  });

  test('may be for reading alone', () => {
    const room = stage([[feed, { talk: 'moderators' }], topic]);
    const andy = room.person('andy', { moderator: true }).enters();
    const woody = room.person('woody').enters();
    woody.says('First!').isRefused('forbidden', 'This room is for reading: only its moderators speak here.');
    woody.setsTopic('First!').isRefused('forbidden');
    andy.says('Welcome');
    woody.hears('Welcome', { by: andy });
    woody.whispers(andy, 'Hello');
    andy.hears('Hello', { by: woody });
  });

  test('says what is wrong with an answer', () => {
    const wrong: [object, RegExp][] = [
      [{ items: [{ id: '', title: 'A' }] }, /items\.0\.id/],
      [{ items: [item('a', { link: 'javascript:alert(1)' })] }, /is no link of http or https/],
      [{ items: [item('a', { title: 'A\u0001' })] }, /control characters/],
      [{ items: [item('a', { at: 9e15 })] }, /items\.0\.at/],
      [{ items: 'none' }, /items/],
    ];
    for (const [fields, text] of wrong) {
      const room = stage(feed);
      room.waits(1);
      throws(() => room.answers('feed', { ...fields }), text);
    }
  });

  test('says something of an item whatever is missing', () => {
    const room = stage([feed, { perMinute: 60 }]);
    room.waits(1);
    room.answers('feed', {
      items: [
        { id: 'urn:3', title: ' ' },
        { id: '2', title: '', summary: 'Words' },
        { id: '1', title: '', link: 'https://news.example/1' },
      ],
    });
    room.waits(3);
    equal(posted(room, 'ever'), ['https://news.example/1', 'Words', 'urn:3']);
  });

  test('is what the chart says', () => {
    const room = begun({}, 'a');
    room.command('feed', 'refresh');
    throws(() => room.command('feed', 'refresh'));
    room.fails('feed', 'timeout');
    room.command('feed', 'refresh');
    room.waits(300);
    room.waits(300);
    room.waits(7_200);
    ok(room.calls().length > 0);
    isCovered(room);
  });
});
