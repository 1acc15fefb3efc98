// Around an entry: letting people in, and giving them other nicks.
import { equal, is, ok } from 'uvu/assert';
import { suite } from '../suite.ts';
import { beginning, Conversation, type Settings } from './conversation.ts';
import { presenceOf } from './visitor.ts';

suite('to enter', test => {
  test('shows a newcomer the history and the topic after the entry', () => {
    const talk = new Conversation({ history: 1, rooms: [{ name: 'hall', topic: 'Toys' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall');
    woody!.say('hall', 'one');
    woody!.say('hall', 'two');
    equal(buzz!.join('hall'), ['waiting buzz', 'entered buzz', 'recalled buzz: two', 'titled buzz: Toys']);
  });

  test('writes down who comes, how, and when', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall', { nicks: ['Sheriff'] });
    const { actor: _, presence: __, order: ___, ...who } = talk.latest('entered').who;
    equal(who, {
      id: 'id-1',
      real: 'woody@disney/home',
      bare: 'woody@disney',
      host: 'disney',
      dialect: 'conference',
      nick: 'Sheriff',
      nickKey: 'sheriff',
      privacy: false,
      hidden: false,
      heard: beginning,
      asked: 0,
    });
  });

  test('hides those who cannot ask for it, unless the service or the room shows them', () => {
    const hidden = (settings: Settings) => {
      const talk = new Conversation(settings);
      talk.visitor('woody', { dialect: 'groupchat' }).join('hall', { hidden: true });
      const { who } = talk.latest('entered');
      is(who.privacy, false);
      return who.hidden;
    };
    is(hidden({ rooms: [{ name: 'hall' }] }), true);
    is(hidden({ hideRealJids: false, rooms: [{ name: 'hall' }] }), false);
    is(hidden({ hideRealJids: false, rooms: [{ name: 'hall', hideRealJids: true }] }), true);
    is(hidden({ rooms: [{ name: 'hall', hideRealJids: false }] }), false);
  });

  test('is answered where it was asked', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    const { reply } = talk.latest('entered');
    equal(reply, {
      to: 'woody@disney/home',
      dialect: 'conference',
      receipt: { kind: 'iq', sentTo: 'hall@conference.disney', id: 'stanza' },
    });
  });

  test('is one stay for each full address', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    equal(talk.visitor('woody', { resource: 'work' }).join('hall', { nicks: ['other'] }), ['waiting woody', 'entered other']);
    equal(talk.inside('hall'), ['woody', 'other']);
  });
});

suite('to change the nick', test => {
  test('is told with the old one, by way of the state for it, and leaves the id', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    woody.join('hall');
    const { who } = talk.latest('entered');
    const seen: unknown[] = [];
    const subscription = who.actor.subscribe(({ value }) => seen.push(value));
    equal(woody.enter('hall', { nicks: ['Sheriff'] }), ['renamed woody to Sheriff']);
    equal(seen, ['nick-change', 'joined']);
    subscription.unsubscribe();
    is(talk.latest('renamed').who.id, who.id);
    is('presence' in talk.latest('renamed'), false);
    equal(woody.inquire('hall'), ['identified Sheriff']);
  });

  test('gives the old one free', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall');
    buzz!.join('hall');
    equal(buzz!.enter('hall', { nicks: ['Woody'] }), ['refused buzz: conflict']);
    woody!.enter('hall', { nicks: ['Sheriff'] });
    equal(buzz!.enter('hall', { nicks: ['Woody'] }), ['renamed buzz to Woody']);
    equal(talk.inside('hall'), ['Sheriff', 'Woody']);
  });

  test('to the same one is answered, and told to nobody', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    woody.join('hall');
    equal(woody.enter('hall'), ['identified woody']);
    equal(woody.enter('hall', { nicks: [] }), ['identified woody']);
    equal(woody.enter('hall', { nicks: ['Woody'] }), ['renamed woody to Woody']);
  });

  test('goes through the state for it also where nothing comes of it', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    buzz!.join('hall');
    woody!.join('hall');
    const seen: unknown[] = [];
    talk.latest('entered').who.actor.subscribe(({ value }) => seen.push(value));
    equal(woody!.enter('hall', { nicks: ['buzz'] }), ['refused woody: conflict']);
    equal(seen, ['nick-change', 'joined']);
    woody!.enter('hall');
    equal(seen, ['nick-change', 'joined', 'nick-change', 'joined']);
  });

  test('may bring a presence along', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody', { dialect: 'groupchat' });
    woody.join('hall');
    equal(woody.enter('hall', { nicks: ['Sheriff'], presence: presenceOf('here') }), ['renamed woody to Sheriff']);
    equal(talk.latest('renamed').presence, presenceOf('here'));
    equal(talk.latest('renamed').who.presence, presenceOf('here'));
    equal(woody.enter('hall', { nicks: ['Sheriff'], presence: presenceOf('away') }), ['identified Sheriff', 'appeared Sheriff']);
  });

  test('changes neither privacy nor secret', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', privacy: true, secret: 'andy' }] });
    const woody = talk.visitor('woody');
    woody.join('hall', { secret: 'andy' });
    equal(woody.enter('hall', { nicks: ['Sheriff'], privacy: true, secret: 'sid' }), ['renamed woody to Sheriff']);
    is(talk.latest('renamed').who.privacy, false);
  });

  test('is told in words where that is wanted', () => {
    const talk = new Conversation({ notices: true, rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    equal(woody.join('hall'), ['waiting woody', 'entered woody', 'noticed woody has become available']);
    equal(woody.enter('hall', { nicks: ['Sheriff'] }), ['renamed woody to Sheriff', 'noticed woody is now known as Sheriff']);
    equal(woody.leave('hall'), ['left Sheriff: left', 'noticed Sheriff has left']);
    ok(talk.told.every(({ room }) => room?.name === 'hall'));
  });
});
