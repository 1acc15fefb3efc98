// The service and its rooms: found, reserved, refused, let go.
import { equal, is, match } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { iqOf, messageOf, presenceOf, type Visitor } from './visitor.ts';

const hall = { rooms: [{ name: 'hall' }] };

suite('a room that is not there', test => {
  test('is refused to those who ask for it', () => {
    const talk = new Conversation();
    const woody = talk.visitor('woody');
    equal(woody.inquire('den'), ['refused woody: item-not-found']);
    equal(woody.browse('den'), ['refused woody: item-not-found']);
    equal(woody.discover('den'), ['refused woody: item-not-found']);
    equal(woody.ping('den'), ['refused woody: item-not-found']);
    equal(woody.say('den', 'hello'), ['refused woody: item-not-found']);
    equal(woody.relay('den', 'buzz', messageOf('psst')), ['refused woody: item-not-found']);
    equal([...talk.desk.rooms.keys()], []);
  });

  test('is nothing to answers, and to what needs none', () => {
    const woody = new Conversation().visitor('woody');
    equal(woody.leave('den'), []);
    equal(woody.bounce('den', 'gone'), []);
    equal(woody.answer('den', iqOf('1', 'result')), []);
    equal(woody.probe('den'), []);
  });

  test('wants presence before it can be made', () => {
    const talk = new Conversation();
    const woody = talk.visitor('woody');
    equal(woody.enter('den'), ['refused woody: unexpected-request']);
    match(talk.latest('refused').refusal.text, 'Send presence to the room first');
    is(talk.state('den'), 'none');
  });

  test('cannot be made by those who may not: they learn it at once', () => {
    const talk = new Conversation({ create: 'nobody' });
    const woody = talk.visitor('woody');
    equal(woody.inquire('den'), ['refused woody: not-allowed']);
    equal(woody.enter('den'), ['refused woody: not-allowed']);
    equal(woody.enter('den', { presence: presenceOf() }), ['refused woody: not-allowed']);
    is(talk.state('den'), 'none');
    // the presence gets no place in it; the request to enter is told why not
    equal(woody.present('den'), []);
    is(talk.state('den'), 'none');
    equal(woody.enter('den'), ['refused woody: not-allowed']);
  });
});

suite('a room that is only reserved', test => {
  test('says to a stranger what one that is not there says, word for word', () => {
    const asks: ((buzz: Visitor) => string[])[] = [
      buzz => buzz.inquire('den'),
      buzz => buzz.browse('den'),
      buzz => buzz.discover('den'),
      buzz => buzz.ping('den'),
      buzz => buzz.say('den', 'hello'),
      buzz => buzz.relay('den', 'woody', messageOf('psst')),
      buzz => buzz.browse('den', 'woody'),
      buzz => buzz.probe('den'),
      buzz => buzz.probe('den', 'woody'),
      buzz => buzz.leave('den'),
      buzz => buzz.bounce('den', 'gone', 'woody'),
      buzz => buzz.answer('den', iqOf('1', 'result')),
      buzz => buzz.enter('den'),
      buzz => buzz.enter('den', { mustCreate: true, secret: 'andy' }),
    ];
    for (const create of ['anyone' as const, ['woody@disney']]) {
      for (const ask of asks) {
        const [reserved, none] = [new Conversation({ create }), new Conversation({ create })];
        reserved.visitor('woody').present('den');
        ask(reserved.visitor('buzz'));
        ask(none.visitor('buzz'));
        const words = ({ told }: Conversation) => told.map(({ plain }) => plain);
        equal(words(reserved).slice(1), words(none), String(ask));
        is(reserved.state('den'), 'reserved');
      }
    }
  });

  test('is not kept where the entry that came with presence is refused', () => {
    const talk = new Conversation();
    const woody = talk.visitor('woody');
    equal(woody.enter('den', { presence: presenceOf(), nicks: [] }), ['refused woody: not-acceptable']);
    is(talk.state('den'), 'none');
    is(talk.desk.reserved, 0);
  });
});

suite('the limit of pending presences', test => {
  const limits = { pending: 2 };

  test('counts those of one bare address in all rooms', () => {
    const talk = new Conversation({ ...hall, limits });
    const [home, work, buzz] = [talk.visitor('woody'), talk.visitor('woody', { resource: 'work' }), talk.visitor('buzz')];
    equal(home.present('den'), ['waiting woody']);
    equal(work.present('hall'), ['waiting woody']);
    equal(home.present('hall'), ['refused woody: resource-constraint']);
    equal(home.present('attic'), ['refused woody: resource-constraint']);
    is(talk.state('attic'), 'none');
    equal(buzz.present('hall'), ['waiting buzz']);
    is(talk.desk.pendingOf('woody@disney'), 2);
  });

  test('does not stand in the way of those who wait already, are inside, or enter', () => {
    const talk = new Conversation({ ...hall, limits });
    const woody = talk.visitor('woody');
    woody.join('hall');
    woody.present('den');
    woody.present('attic');
    equal(woody.present('den'), []);
    equal(woody.present('hall'), ['appeared woody']);
    equal(woody.present('shed'), ['refused woody: resource-constraint']);
    equal(woody.enter('shed', { presence: presenceOf() }), ['founded woody', 'entered woody']);
  });

  test('is given free by entering, leaving, expiring, bouncing and closing', () => {
    const ends: ((woody: Visitor, talk: Conversation) => unknown)[] = [
      woody => woody.enter('den'),
      woody => woody.leave('den'),
      (_, talk) => talk.wait(120),
      woody => woody.bounce('den', 'gone'),
      (_, talk) => talk.close(),
    ];
    for (const end of ends) {
      const talk = new Conversation({ limits });
      const woody = talk.visitor('woody');
      woody.present('den');
      is(talk.desk.pendingOf('woody@disney'), 1);
      end(woody, talk);
      is(talk.desk.pendingOf('woody@disney'), 0, String(end));
    }
  });

  test('is not touched by an entry that brings its presence along', () => {
    const talk = new Conversation({ ...hall, limits });
    talk.visitor('woody').present('den');
    talk.visitor('woody').enter('hall', { presence: presenceOf() });
    is(talk.desk.pendingOf('woody@disney'), 1);
  });

  test('goes for those of one domain together', () => {
    const talk = new Conversation({ create: 'anyone', limits: { pendingPerDomain: 2 } });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex') as [Visitor, Visitor, Visitor];
    woody.present('one');
    buzz.present('two');
    equal(rex.present('three'), ['refused rex: resource-constraint']);
    match(talk.latest('refused').refusal.text, 'of your server');
    equal(talk.visitor('sulley', { host: 'pixar' }).present('three'), ['waiting sulley']);
    is(talk.desk.pendingFrom('disney'), 2);
    woody.enter('one');
    equal(rex.present('three'), ['waiting rex']);
  });

  test('goes for those who wait for one room together', () => {
    const talk = new Conversation({ ...hall, limits: { people: 2 } });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex') as [Visitor, Visitor, Visitor];
    woody.present('hall');
    buzz.present('hall');
    equal(rex.present('hall'), ['refused rex: resource-constraint']);
    match(talk.latest('refused').refusal.text, 'Too many presences wait to enter');
    equal(rex.enter('hall', { presence: presenceOf() }), ['entered rex']);
  });

  test('goes for the rooms that are only reserved, too', () => {
    const talk = new Conversation({ limits: { rooms: 2 } });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex') as [Visitor, Visitor, Visitor];
    woody.present('one');
    buzz.present('two');
    equal(rex.present('three'), ['refused rex: resource-constraint']);
    equal(rex.present('two'), ['waiting rex']);
    woody.leave('one');
    equal(rex.present('three'), ['waiting rex']);
  });
});
