import { equal } from 'uvu/assert';
import { ConferenceRoom } from '../../adapters/web/playground/conference-room.ts';
import { suite } from '../suite.ts';
import { counting, hears, now, room, talk, written } from './playground-stanzas.ts';

const list = (...users: readonly string[]) =>
  `<iq type='set' id='p' from='ROOM'><conference xmlns='jabber:iq:browse' type='public' name='The Hall'>${users.join('')}</conference></iq>`;
const user = (id: string, name: string, type = '') => `<user jid='ROOM/${id}' name='${name}'${type && ` type='${type}'`}/>`;
const result = (id: string, nick: string) =>
  `<iq type='result' id='${id}' from='ROOM'><query xmlns='jabber:iq:conference'><id>ROOM/w1</id><nick>${nick}</nick></query></iq>`;
const error = (kind: string, condition: string, text: string) =>
  `<${kind} type='error' id='i2' from='ROOM'><error code='401' type='auth'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>` +
  `<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>${text}</text></error></${kind}>`;

function inside(): ConferenceRoom {
  const woody = new ConferenceRoom(room, counting());
  woody.enter({ nick: 'Woody' });
  hears(woody, result('i2', 'Woody'), list(user('b1', 'Buzz'), user('w1', 'Woody')));
  return woody;
}

suite('the playground: a client of jabber:iq:conference', test => {
  test('asks what the room is about, sends presence, and asks to enter with what it was given', () => {
    const woody = new ConferenceRoom(room, counting());
    const sent = woody.enter({ nick: 'Woody', secret: 'foo', privacy: true, mustCreate: true, title: 'Hall', topic: 'Toys' });
    equal(written(sent), [
      "<iq to='ROOM' type='get' id='i1'><query xmlns='jabber:iq:conference'/></iq>",
      "<presence to='ROOM'/>",
      "<iq to='ROOM' type='set' id='i2'><create xmlns='jabber:iq:conference'>" +
        '<nick>Woody</nick><secret>foo</secret><privacy/><name>Hall</name><topic>Toys</topic></create></iq>',
    ]);
    equal(woody.standing, 'entering');
  });

  test('is inside by the result, and knows the others by the list', () => {
    const woody = inside();
    equal(woody.standing, 'inside');
    equal(woody.title, 'The Hall');
    equal(woody.people, [
      { address: 'b1', nick: 'Buzz', own: false },
      { address: 'w1', nick: 'Woody', own: true },
    ]);
  });

  test('has the topic by the get alone, which lets nobody in', () => {
    const woody = new ConferenceRoom(room, counting());
    woody.enter({ nick: 'Woody' });
    hears(
      woody,
      "<iq type='result' id='i1' from='ROOM'><query xmlns='jabber:iq:conference'><nick/><name>Hall</name><topic>Toys</topic></query></iq>",
    );
    equal([woody.topic, woody.title, woody.standing], ['Toys', 'Hall', 'entering']);
  });

  test('follows who comes, goes and is called anew', () => {
    const woody = inside();
    hears(woody, list(user('r1', 'Rex')), list(user('b1', 'Buzz Lightyear')), list(user('r1', 'Rex', 'remove')));
    equal(
      woody.people.map(({ nick }) => nick),
      ['Buzz Lightyear', 'Woody'],
    );
    equal(talk(woody), [
      'own event You are inside as Woody.',
      'event Rex came in.',
      'event Buzz is now Buzz Lightyear.',
      'event Rex left.',
    ]);
  });

  test('names speakers by their ids, itself too, and those who are gone by the message', () => {
    const woody = inside();
    hears(
      woody,
      "<message type='groupchat' from='ROOM/b1'><body>Howdy &lt;b&gt;</body></message>",
      "<message type='groupchat' from='ROOM/w1'><body>Hi</body></message>",
      "<message type='chat' from='ROOM/b1'><body>psst</body></message>",
      "<message type='groupchat' from='ROOM'><body>Nobody has the floor.</body></message>",
      "<message type='groupchat' from='ROOM/x9'><body>Old</body><delay xmlns='urn:xmpp:delay' stamp='2001-01-09T12:00:00Z'/><nick xmlns='http://jabber.org/protocol/nick'>Jessie</nick></message>",
    );
    equal(talk(woody).slice(1), [
      'said Buzz: Howdy <b>',
      'own said Woody: Hi',
      'whisper Buzz: psst',
      'told Nobody has the floor.',
      'past said Jessie: Old',
    ]);
    equal(woody.lines.at(-1)!.at, Date.UTC(2001, 0, 9, 12));
  });

  test('takes a topic from messages, and its end', () => {
    const woody = inside();
    hears(woody, "<message type='groupchat' from='ROOM/b1'><subject>Toys</subject></message>");
    equal(woody.topic, 'Toys');
    hears(woody, "<message type='groupchat' from='ROOM/b1'><subject/></message>");
    equal(woody.topic, undefined);
  });

  test('is refused at the door with what the room says, and may try again', () => {
    const woody = new ConferenceRoom(room, counting());
    woody.enter({ nick: 'Woody' });
    hears(woody, error('iq', 'not-authorized', 'A word is needed.'));
    equal(woody.standing, 'refused');
    equal(woody.refusal, { condition: 'not-authorized', code: '401', text: 'A word is needed.' });
    equal(talk(woody), ['refused enter: A word is needed.']);
    woody.enter({ nick: 'Woody', secret: 'foo' });
    equal([woody.standing, woody.refusal], ['entering', undefined]);
  });

  test('is not put out by what is refused inside, nor by a get that finds no room', () => {
    const woody = inside();
    woody.say('Howdy');
    hears(woody, error('message', 'forbidden', 'Nobody has the floor.').replace('i2', 'i3'));
    equal(woody.standing, 'inside');
    equal(talk(woody).at(-1), 'refused “Howdy”: Nobody has the floor.');
    equal(woody.lines.at(-1)!.condition, 'forbidden');
    hears(woody, error('iq', 'item-not-found', 'No such room.').replace('i2', 'i1'));
    equal([woody.standing, woody.lines.length], ['inside', 2]);
  });

  test('a message that is refused before it is let in closes no door', () => {
    const woody = new ConferenceRoom(room, counting());
    woody.enter({ nick: 'Woody' });
    hears(woody, error('message', 'not-allowed', 'You are not inside.'));
    equal(woody.standing, 'entering');
  });

  test('has its new nick by the result, and keeps the old one when it is refused', () => {
    const woody = inside();
    equal(written(woody.rename('Sheriff')), [
      "<iq to='ROOM' type='set' id='i3'><query xmlns='jabber:iq:conference'><nick>Sheriff</nick></query></iq>",
    ]);
    hears(woody, result('i3', 'Sheriff'), list(user('w1', 'Sheriff')));
    equal([woody.nick, woody.people.find(({ own }) => own)?.nick], ['Sheriff', 'Sheriff']);
    woody.rename('Buzz');
    hears(woody, error('iq', 'conflict', 'Somebody has it.').replace('i2', 'i4'));
    equal([woody.nick, woody.standing], ['Sheriff', 'inside']);
    equal(talk(woody).at(-1), 'refused take the nick Buzz: Somebody has it.');
  });

  test('knows that it was put out by the room, with the words of the room', () => {
    const woody = inside();
    hears(woody, "<presence type='unavailable' from='ROOM/b1'/>");
    equal(woody.people.length, 2);
    hears(woody, "<presence type='unavailable' from='ROOM'><status>A moderator removed you.</status></presence>");
    equal([woody.standing, woody.people], ['outside', []]);
    equal(talk(woody).at(-1), 'own event A moderator removed you.');
  });

  test('forgets who is inside when it leaves, and when its line is cut', () => {
    const woody = inside();
    equal(written(woody.leave(now)), ["<presence to='ROOM' type='unavailable'/>"]);
    equal([woody.standing, woody.people], ['outside', []]);
    const again = inside();
    again.drop(now);
    equal([again.standing, again.people, talk(again).at(-1)], ['outside', [], 'own event Your connection was cut.']);
  });

  test('shows who is away, whispers by id, and hears nothing of other rooms', () => {
    const woody = inside();
    hears(woody, "<presence from='ROOM/b1'><show>away</show></presence>");
    const [buzz] = woody.people;
    equal(buzz, { address: 'b1', nick: 'Buzz', show: 'away', own: false });
    equal(written(woody.whisper(buzz!, 'psst', now)), ["<message to='ROOM/b1' type='chat' id='i3'><body>psst</body></message>"]);
    equal(talk(woody).at(-1), 'own whisper Buzz: psst');
    hears(woody, "<message type='groupchat' from='other@rooms.example.org/b1'><body>no</body></message>");
    equal(woody.lines.length, 2);
  });

  test('keeps the last 300 lines', () => {
    const woody = inside();
    for (let i = 0; i < 400; i++) hears(woody, `<message type='groupchat' from='ROOM/b1'><body>${i}</body></message>`);
    equal(woody.lines.length, 300);
    equal(woody.lines.at(-1)!.text, '399');
  });
});
