// Words that are not to be read: masked or refused, wherever people write them.
import { equal, is, match, throws } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { history } from '../../../machines/behaviours/history.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { wordFilter } from '../../../machines/behaviours/word-filter.ts';
import { suite } from '../../suite.ts';

const words = ['sid', 'scud*'];
const masks = [wordFilter, { words }] as const;
const refuses = [wordFilter, { words, mode: 'refuse' }] as const;

/** A room with two people inside, one of each dialect. */
function withTwo(...list: Parameters<typeof stage>[0][]) {
  const room = stage(list as never);
  const woody = room.person('woody').enters();
  const buzz = room.person('buzz', { dialect: 'groupchat' }).enters();
  return { room, woody, buzz };
}

suite('the word filter', test => {
  test('masks words in what is said, for everybody and its sender too', () => {
    const { woody, buzz } = withTwo(masks);
    woody.says('Ｓid and Scuddy, not Sidney').hears('*** and ***, not Sidney', { by: woody });
    buzz.hears('*** and ***, not Sidney', { by: woody });
    buzz.says('Hello').hears('Hello');
  });

  test('finds nothing where there are no words', () => {
    const { woody } = withTwo(wordFilter);
    woody.says('sid').hears('sid');
  });

  test('masks every text of a message', () => {
    const { woody, buzz } = withTwo(masks);
    woody.sends(`<message type='groupchat'><body>sid</body><body xml:lang='de'>Sid!</body><subject>sid</subject>
      <html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>
        <p>s<b>i</b>d <img alt='sid' src='x'/></p></body></html>
      <x xmlns='jabber:x:oob'><url>http://toys/</url><desc>by sid</desc></x></message>`);
    for (const { xml } of [...woody.received, ...buzz.received]) {
      is(/sid/iu.test(xml.replaceAll(/<[^>]+>/gu, '')), false);
      match(xml, 'alt="***"');
      match(xml, 'by ***');
    }
    is(buzz.received.length, 1);
  });

  test('masks topics and what is remembered, wherever it stands in the kind', () => {
    for (const list of [
      [masks, history, topic],
      [history, topic, masks],
    ]) {
      const { room, woody } = withTwo(...list);
      woody.says('sid is here').setsTopic('About sid');
      const rex = room.person('rex', { dialect: 'groupchat' }).enters();
      rex.hears('*** is here').hears('About ***');
    }
  });

  test('masks what is written to one person, unless it is not to', () => {
    const { woody, buzz } = withTwo(masks);
    woody.whispers(buzz, 'sid');
    buzz.hears('***', { by: woody });
    const other = withTwo([wordFilter, { words, whispers: false }]);
    other.woody.whispers(other.buzz, 'sid');
    other.buzz.hears('sid', { by: other.woody });
  });

  test('masks presence, in either mode', () => {
    for (const filter of [masks, refuses]) {
      const { room, woody, buzz } = withTwo(filter);
      woody.appears({ status: 'with sid' }).hears('with ***');
      buzz.hears('with ***', { by: woody });
      const rex = room.person('rex');
      rex.sends('<presence><status>sid!</status></presence>');
      rex.asks(`<query xmlns='jabber:iq:conference'><nick>rex</nick></query>`, { type: 'set' });
      buzz.hears('***!', { by: rex });
      room
        .person('slinky', { dialect: 'groupchat' })
        .sends(`<presence to='${room.jid}/slinky'><status>sid</status></presence>`)
        .hears('***');
      buzz.sends(`<presence to='${room.jid}/Buzz'><status>sid</status></presence>`);
      woody.hearsNot(/sid/);
      rex.leaves('to sid');
      buzz.hears('to ***');
      woody.sends(`<presence to='${woody.addressOf(buzz)}'><status>sid</status></presence>`);
      buzz.hears('***', { by: woody });
    }
  });

  test('refuses nicks', () => {
    const { room, woody, buzz } = withTwo(masks);
    room
      .person('sid')
      .enters()
      .isRefused('not-acceptable', /Offer others/)
      .isOutside();
    room.person('scud', { dialect: 'groupchat' }).enters({ nick: 'Scud the dog' }).isRefused('not-acceptable').isOutside();
    room
      .person('rex')
      .enters({ nick: ['rex', 'scuddy'] })
      .isRefused('not-acceptable');
    woody.renames('sid').isRefused('not-acceptable').isCalled('woody');
    buzz.renames('SID').isRefused('not-acceptable').isCalled('buzz');
    woody.renames('sidney').isCalled('sidney');
  });

  test('refuses them, the name and the topic of the room, to whoever makes it', () => {
    const room = stage(masks, { standing: false });
    const create = (name: string, nick: string) => {
      const inner = `<name>${name}</name><nick>${nick}</nick>`;
      return room
        .person('woody')
        .sends('<presence/>')
        .sends(`<iq type='set' id='c'><query xmlns='jabber:iq:conference'>${inner}</query></iq>`);
    };
    create('Home of sid', 'woody')
      .isRefused('not-acceptable', /name of the room/)
      .isOutside();
    create('Home</name><topic>sid</topic><name>', 'woody')
      .isRefused('not-acceptable', /topic of the room/)
      .isOutside();
    create('Home', 'sid').isRefused('not-acceptable', /nick/).isOutside();
    create('Home', 'woody').isInside();
  });

  test('refuses messages where it says so', () => {
    const { woody, buzz } = withTwo(refuses);
    woody.says('Sid').isRefused('not-acceptable', /in other words/);
    buzz.hearsNothing();
    buzz.setsTopic('Sid').isRefused('not-acceptable');
    woody.whispers(buzz, 'Sid').isRefused('not-acceptable');
    woody.says('Sidney');
    buzz.hears('Sidney');
  });

  test('leaves questions from one to another alone', () => {
    const { woody, buzz } = withTwo(masks);
    woody.asks(`<query xmlns='jabber:iq:search'>sid</query>`, { to: buzz });
    is(
      buzz.received.some(({ xml }) => xml.includes('>sid<')),
      true,
    );
  });

  test('puts there what it is told to', () => {
    const said = (replacement: string, text: string) => {
      const { woody, buzz } = withTwo([wordFilter, { words: [...words, 'a*'], replacement }]);
      woody.says(text);
      return buzz.received[0]!.body;
    };
    is(said('toy', 'sid & scuddy'), 'toy & toy');
    is(said('#', 'sid & scuddy'), '### & ######');
    is(said('😶', 'sid'), '😶😶😶');
    is(said('#', 'a'.repeat(100)), '#'.repeat(32));
    is(said('', 'a sid b'), '  b');
  });

  test('does not let a stanza swell', () => {
    const { woody, buzz } = withTwo([wordFilter, { words: ['a'] }]);
    woody.says('a '.repeat(200));
    buzz.hears('*** '.repeat(200));
    woody.says('a '.repeat(201)).isRefused('not-acceptable', /great many/);
    woody.appears({ status: 'a '.repeat(201) }).isRefused('not-acceptable', /great many/);
    buzz.hearsNothing();
    buzz.leaves('a '.repeat(201)).isOutside();
    woody.hearsNot(/a/);
  });

  test('takes other words at once', () => {
    const { room, woody } = withTwo(masks);
    room.configure('word-filter', { words: ['rex'] });
    woody.says('sid and rex').hears('sid and ***');
  });

  test('says what is wrong with a pattern, and which', () => {
    const { room } = withTwo(masks);
    const set = (settings: object) => () => room.configure('word-filter', settings as never);
    throws(set({ words: ['fine', 'f-word'] }), /“f-word” must be one word/);
    throws(set({ words: ['*'] }), /“\*” must have a letter/);
    throws(set({ words: Array.from({ length: 101 }, (_, i) => `a*${i}`) }), /100 words with a \*/);
    throws(set({ replacement: 'x'.repeat(33) }), /replacement/);
    throws(set({ replacement: '\u0001' }), /control characters/);
    equal((room.settings('word-filter') as { words: string[] }).words, words);
  });
});
