// What happens when time goes by: presences expire, questions too, and the silent are asked.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { beginning, Conversation, type Settings } from './conversation.ts';
import { iqOf, presenceOf, type Visitor } from './visitor.ts';

const timers = { pending: 10, relay: 20, silence: 80 };

function inHall(settings: Settings = {}) {
  const talk = new Conversation({ timers, rooms: [{ name: 'hall' }], ...settings });
  const [woody, buzz] = talk.visitors('woody', 'buzz') as [Visitor, Visitor];
  return { talk, woody, buzz };
}

suite('a presence that waits', test => {
  test('expires at its deadline, and not before', () => {
    const { talk, woody } = inHall();
    woody.present('hall');
    const { who } = talk.latest('waiting');
    equal(talk.wait(9.999), []);
    equal(talk.wait(0.001), ['withdrawn woody: expired']);
    is(who.actor.getSnapshot().value, 'departed');
    equal(woody.enter('hall'), ['refused woody: unexpected-request']);
  });

  test('expires by itself, not with the others', () => {
    const { talk, woody, buzz } = inHall();
    woody.present('hall');
    talk.wait(5);
    buzz.present('hall');
    equal(talk.wait(5), ['withdrawn woody: expired']);
    equal(talk.wait(4), []);
    equal(talk.wait(1), ['withdrawn buzz: expired']);
  });

  test('cannot be made to wait for ever by sending it again', () => {
    const { talk, woody } = inHall();
    woody.present('hall');
    talk.wait(9);
    equal(woody.present('hall', presenceOf('still here')), []);
    equal(talk.wait(1), ['withdrawn woody: expired']);
  });

  test('expires in a room with people inside too, and ends a room that was only reserved', () => {
    const { talk, woody, buzz } = inHall();
    woody.join('den');
    buzz.present('den');
    equal(talk.wait(10), ['withdrawn buzz: expired']);
    is(talk.state('den'), 'occupied');
    woody.leave('den');
    buzz.present('den');
    is(talk.state('den'), 'reserved');
    equal(talk.wait(10), ['withdrawn buzz: expired']);
    is(talk.state('den'), 'none');
  });

  test('does not expire once it has entered or left', () => {
    const { talk, woody, buzz } = inHall();
    woody.join('hall');
    buzz.present('hall');
    buzz.leave('hall');
    equal(talk.wait(10), []);
    equal(talk.inside('hall'), ['woody']);
  });
});

suite('somebody of whom nothing is heard', test => {
  test('is asked whether they are still there', () => {
    const { talk, woody } = inHall();
    woody.join('hall');
    talk.wait(10);
    equal(talk.wait(69.999), []);
    equal(talk.wait(0.001), ['asked woody']);
    const { heard, asked } = talk.latest('asked').to;
    equal([heard, asked], [beginning, beginning + 80_000]);
  });

  test('is asked also where their presence came with the entry', () => {
    const { talk, woody } = inHall();
    woody.enter('hall', { presence: presenceOf() });
    equal(talk.wait(79), []);
    equal(talk.wait(1), ['asked woody']);
  });

  test('goes when the question bounces', () => {
    const { talk, woody } = inHall();
    woody.join('hall');
    equal(talk.wait(80), ['asked woody']);
    equal(woody.bounce('hall', 'service-unavailable'), ['left woody: bounced']);
    equal(talk.wait(160), []);
  });

  test('is not asked while there are signs of life', () => {
    const signs: ((woody: Visitor) => unknown)[] = [
      woody => woody.say('hall', 'hello'),
      woody => woody.present('hall'),
      woody => woody.enter('hall', { nicks: ['Sheriff'] }),
      woody => woody.enter('hall'),
      woody => woody.inquire('hall'),
      woody => woody.relay('hall', 'woody', presenceOf()),
      woody => woody.bounce('hall', 'not-acceptable'),
    ];
    for (const sign of signs) {
      const { talk, woody } = inHall();
      woody.join('hall');
      talk.wait(70);
      sign(woody);
      equal(talk.wait(79), [], String(sign));
      // the room looks through its people once in an eighth of the time
      equal(talk.wait(11), [`asked ${talk.inside('hall')[0]}`], String(sign));
    }
  });

  test('is asked within an eighth of the time, also when others were heard', () => {
    const { talk, woody, buzz } = inHall();
    woody.join('hall');
    talk.wait(5);
    buzz.join('hall');
    woody.say('hall', 'hello');
    equal(talk.wait(75), []);
    equal(talk.wait(10), ['asked woody', 'asked buzz']);
  });
});

suite('a tick', test => {
  test('has nothing to do in a room before something is due there', () => {
    const { talk, woody } = inHall({ rooms: [{ name: 'hall' }, { name: 'attic' }] });
    woody.present('hall');
    const { floor } = talk.entry('hall')!;
    is(floor.due, beginning + 10_000);
    is(talk.entry('attic')!.floor.due, Number.POSITIVE_INFINITY);
    talk.wait(9);
    is(floor.due, beginning + 10_000);
    talk.wait(1);
    is(floor.due, Number.POSITIVE_INFINITY);
  });

  test('that comes to a room too early changes nothing', () => {
    const { talk, woody } = inHall();
    woody.present('hall');
    const entry = talk.entry('hall')!;
    entry.actor.send({ type: 'tick', at: beginning + 9_999, fresh: '' });
    is(entry.floor.due, beginning + 10_000);
    is(entry.floor.people.waitingSize, 1);
  });

  test('looks after everything that waits in a room', () => {
    const { talk, woody, buzz } = inHall();
    woody.join('hall');
    talk.wait(60);
    woody.relay('hall', 'woody', iqOf('mine'));
    talk.at += 10_000;
    buzz.present('hall');
    equal(talk.wait(10), ['withdrawn buzz: expired', 'unanswered woody mine: remote-server-timeout']);
    equal(talk.wait(60), ['asked woody']);
  });

  test('finds every room that is due, and those that end on the way', () => {
    const { talk, woody, buzz } = inHall();
    woody.present('den');
    buzz.present('attic');
    woody.present('hall');
    equal(talk.wait(10), ['withdrawn woody: expired', 'withdrawn woody: expired', 'withdrawn buzz: expired']);
    equal([...talk.desk.rooms.keys()], ['hall@conference.disney']);
  });
});

suite('a survey', test => {
  test('asks everybody inside, in every room, and nobody who waits', () => {
    const { talk, woody, buzz } = inHall();
    woody.join('hall');
    buzz.join('hall');
    woody.join('den');
    buzz.present('den');
    equal(talk.survey(), ['asked woody', 'asked buzz', 'asked woody']);
  });

  test('puts off the next question', () => {
    const { talk, woody } = inHall();
    woody.join('hall');
    talk.wait(40);
    talk.survey();
    equal(talk.wait(79), []);
    equal(talk.wait(11), ['asked woody']);
  });

  test('has those who are silent asked again, also where all were asked at once', () => {
    const talk = new Conversation({ timers: { pending: 10, relay: 20, silence: 80 }, rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    for (const one of [woody!, buzz!]) one.join('hall');
    equal(talk.wait(80), ['asked woody', 'asked buzz']);
    equal(talk.wait(79), []);
    equal(talk.wait(11), ['asked woody', 'asked buzz']);
  });
});
