import { equal } from 'uvu/assert';
import { GroupchatRoom } from '../../adapters/web/playground/groupchat-room.ts';
import { suite } from '../suite.ts';
import { counting, hears, now, room, talk, written } from './playground-stanzas.ts';

const presence = (nick: string, rest = '') => `<presence from='ROOM/${nick}'${rest}/>`;
const gone = (nick: string) => presence(nick, " type='unavailable'");
const error = (nick: string, condition: string) =>
  `<presence from='ROOM/${nick}' type='error'><error code='409' type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>`;
const nicks = (client: GroupchatRoom) => client.people.map(({ nick }) => nick);

function inside(): GroupchatRoom {
  const buzz = new GroupchatRoom(room, counting());
  buzz.enter({ nick: 'Buzz' });
  hears(buzz, presence('Woody'), presence('Buzz'));
  return buzz;
}

suite('the playground: a client of groupchat', test => {
  test('enters by presence, with a secret as the password of XEP-0045', () => {
    const buzz = new GroupchatRoom(room, counting());
    equal(written(buzz.enter({ nick: 'Buzz' })), ["<presence to='ROOM/Buzz' id='i1'/>"]);
    equal(written(buzz.enter({ nick: 'Buzz', secret: 'foo', privacy: true, topic: 'none' })), [
      "<presence to='ROOM/Buzz' id='i2'><x xmlns='http://jabber.org/protocol/muc'><password>foo</password></x></presence>",
    ]);
  });

  test('is inside when its own presence has come, after those of the others', () => {
    const buzz = new GroupchatRoom(room, counting());
    buzz.enter({ nick: 'Buzz' });
    hears(buzz, presence('Woody'));
    equal(buzz.standing, 'entering');
    hears(buzz, presence('Buzz'));
    equal([buzz.standing, buzz.nick, nicks(buzz)], ['inside', 'Buzz', ['Woody', 'Buzz']]);
    equal(talk(buzz), ['own event You are inside as Buzz.']);
  });

  test('follows who comes and goes, and who is away', () => {
    const buzz = inside();
    hears(buzz, presence('Rex'), gone('Woody'), "<presence from='ROOM/Rex'><show>away</show></presence>");
    equal(buzz.people, [
      { address: 'Buzz', nick: 'Buzz', own: true },
      { address: 'Rex', nick: 'Rex', show: 'away', own: false },
    ]);
    equal(talk(buzz).slice(1), ['event Rex came in.', 'event Woody left.']);
  });

  test('has the topic, and who said what, by nicks', () => {
    const buzz = inside();
    hears(
      buzz,
      "<message type='groupchat' from='ROOM'><subject>Toys</subject></message>",
      "<message type='groupchat' from='ROOM/Woody'><body>Howdy</body></message>",
      "<message type='groupchat' from='ROOM/Buzz'><body>Hi</body></message>",
    );
    equal(buzz.topic, 'Toys');
    equal(talk(buzz).slice(1), ['topic Toys', 'said Woody: Howdy', 'own said Buzz: Hi']);
  });

  test('sees its own nick change as a leaving and a coming, and stays inside', () => {
    const buzz = inside();
    equal(written(buzz.rename('Lightyear')), ["<presence to='ROOM/Lightyear' id='i2'/>"]);
    hears(buzz, gone('Buzz'));
    equal(buzz.standing, 'inside');
    hears(buzz, presence('Lightyear'));
    equal([buzz.nick, buzz.standing, nicks(buzz)], ['Lightyear', 'inside', ['Woody', 'Lightyear']]);
  });

  test('keeps its nick where another one is refused, and can be put out after that', () => {
    const buzz = inside();
    buzz.rename('Woody');
    hears(buzz, error('Woody', 'conflict'));
    equal([buzz.nick, buzz.standing, nicks(buzz)], ['Buzz', 'inside', ['Woody', 'Buzz']]);
    equal(talk(buzz).at(-1), 'refused conflict');
    hears(buzz, "<presence from='ROOM/Buzz' type='unavailable'><status>A moderator removed you.</status></presence>");
    equal([buzz.standing, nicks(buzz), talk(buzz).at(-1)], ['outside', [], 'own event A moderator removed you.']);
  });

  test('is refused at the door', () => {
    const buzz = new GroupchatRoom(room, counting());
    buzz.enter({ nick: 'Buzz' });
    hears(buzz, error('Buzz', 'conflict'));
    equal([buzz.standing, buzz.refusal], ['refused', { condition: 'conflict', code: '409', text: undefined }]);
  });

  test('leaves, and writes to one person by the nick', () => {
    const buzz = inside();
    equal(written(buzz.whisper(buzz.people[0]!, 'psst', now)), [
      "<message to='ROOM/Woody' type='chat' id='i2'><body>psst</body></message>",
    ]);
    equal(written(buzz.leave(now)), ["<presence to='ROOM' type='unavailable'/>"]);
    equal([buzz.standing, nicks(buzz)], ['outside', []]);
  });
});
