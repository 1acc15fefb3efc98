// Who may make a room, and how many.
import { equal, is, match } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation, type Settings } from './conversation.ts';
import type { VisitorOptions } from './visitor.ts';

/** What comes of making a room. */
function made(settings: Settings, name = 'woody', options: VisitorOptions = {}): string {
  const lines = new Conversation(settings).visitor(name, options).join('den');
  return lines.at(-1)!;
}

suite('to make a room', test => {
  test('is by default for people of the domain above the service', () => {
    is(made({}), 'entered woody');
    is(made({}, 'woody', { host: 'pixar' }), 'refused woody: not-allowed');
    is(made({}, 'woody', { host: 'conference.disney' }), 'refused woody: not-allowed');
    is(made({ domain: 'rooms.toys.example' }, 'woody', { host: 'toys.example' }), 'entered woody');
    is(made({ domain: 'rooms.toys.example' }, 'woody', { host: 'example' }), 'refused woody: not-allowed');
  });

  test('may be for anyone, or for nobody', () => {
    is(made({ create: 'anyone' }, 'woody', { host: 'pixar' }), 'entered woody');
    is(made({ create: 'nobody' }), 'refused woody: not-allowed');
  });

  test('may be for listed domains and people alone', () => {
    const create = ['pixar', 'buzz@disney'];
    is(made({ create }, 'woody', { host: 'pixar' }), 'entered woody');
    is(made({ create }, 'buzz'), 'entered buzz');
    is(made({ create }, 'woody'), 'refused woody: not-allowed');
    is(made({ create }, 'buzz', { host: 'toys.example' }), 'refused buzz: not-allowed');
  });
});

suite('the limit of rooms', test => {
  test('counts all that stand, those of the configuration too, and none that is only reserved', () => {
    const talk = new Conversation({ limits: { rooms: 2 }, rooms: [{ name: 'hall' }] });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    buzz!.present('two');
    equal(woody!.join('one').at(-1), 'entered woody');
    equal([talk.desk.standing, talk.desk.reserved], [2, 1]);
    equal(buzz!.enter('two'), ['refused buzz: service-unavailable']);
    match(talk.latest('refused').refusal.text, 'as many rooms here as there may be');
    // how many there may be is told by the set
    equal(buzz!.inquire('three'), ['refused buzz: item-not-found']);
    // what stands can still be entered
    equal(rex!.join('hall'), ['waiting rex', 'entered rex']);
    woody!.leave('one');
    equal(buzz!.enter('two'), ['founded buzz', 'entered buzz']);
  });

  test('counts for each creator, by the bare address, until the room ends', () => {
    const talk = new Conversation({ limits: { roomsPerCreator: 1 } });
    const [home, work, buzz] = [talk.visitor('woody'), talk.visitor('woody', { resource: 'work' }), talk.visitor('buzz')];
    home.join('one');
    equal(work.join('two'), ['waiting woody', 'refused woody: service-unavailable']);
    match(talk.latest('refused').refusal.text, 'as many rooms as you may');
    equal(work.join('one', { nicks: ['other'] }), ['waiting woody', 'entered other']);
    equal(buzz.join('three').at(-1), 'entered buzz');
    // the room is the creator's for as long as it stands
    home.leave('one');
    is(talk.desk.foundedBy('woody@disney'), 1);
    work.leave('one');
    is(talk.desk.foundedBy('woody@disney'), 0);
    equal(work.enter('two'), ['founded woody', 'entered woody']);
  });

  test('counts for each domain', () => {
    const talk = new Conversation({ create: 'anyone', limits: { roomsPerDomain: 1 } });
    const [woody, buzz, sulley] = [talk.visitor('woody'), talk.visitor('buzz'), talk.visitor('sulley', { host: 'pixar' })];
    woody.join('one');
    equal(buzz.join('two'), ['waiting buzz', 'refused buzz: service-unavailable']);
    match(talk.latest('refused').refusal.text, 'People of your server');
    equal(sulley.join('three').at(-1), 'entered sulley');
    is(talk.desk.foundedFrom('disney'), 1);
    woody.leave('one');
    is(talk.desk.foundedFrom('disney'), 0);
    equal(buzz.enter('two'), ['founded buzz', 'entered buzz']);
  });

  test('forgets a creator whose room ended while somebody waited, and counts the next one', () => {
    const talk = new Conversation();
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    buzz!.present('den');
    woody!.leave('den');
    equal([talk.desk.foundedBy('woody@disney'), talk.desk.standing, talk.desk.reserved], [0, 0, 1]);
    buzz!.enter('den');
    equal([talk.desk.foundedBy('buzz@disney'), talk.desk.standing, talk.desk.reserved], [1, 1, 0]);
    talk.close();
    equal([talk.desk.foundedBy('buzz@disney'), talk.desk.standing, talk.desk.reserved], [0, 0, 0]);
  });

  test('does not count rooms of the configuration for those who enter them', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    equal([talk.desk.foundedBy('woody@disney'), talk.desk.standing, talk.desk.reserved], [0, 1, 0]);
    talk.visitor('woody').leave('hall');
    equal([talk.desk.foundedBy('woody@disney'), talk.desk.standing, talk.desk.reserved], [0, 1, 0]);
    talk.close();
    equal([talk.desk.standing, talk.desk.reserved], [0, 0]);
  });
});
