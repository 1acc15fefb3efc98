// What is asked of the service itself.
import { equal, is } from 'uvu/assert';
import { refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';
import { beginning, Conversation } from './conversation.ts';

const rooms = [{ name: 'hall', title: 'The hall' }, { name: 'attic', kind: 'private' as const }, { name: 'shed' }];

suite('the service', test => {
  test('lists the rooms that everybody may find, with how many are inside', () => {
    const talk = new Conversation({ rooms });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall');
    buzz!.present('hall');
    buzz!.join('attic');
    buzz!.join('den');
    equal(woody!.askService({ type: 'browse service' }), ['listed browse: The hall 1, shed 0']);
    equal(talk.latest('listed').rooms, [
      { jid: 'hall@conference.disney', title: 'The hall', kind: 'public', people: 1 },
      { jid: 'shed@conference.disney', title: 'shed', kind: 'public', people: 0 },
    ]);
    equal(woody!.askService({ type: 'discover', what: 'items' }), ['listed items: The hall 1, shed 0']);
  });

  test('says what it is without looking through its rooms', () => {
    const talk = new Conversation({ rooms });
    equal(talk.visitor('woody').askService({ type: 'discover', what: 'info' }), ['listed info: ']);
  });

  test('knows no nodes', () => {
    const talk = new Conversation({ rooms });
    equal(talk.visitor('woody').askService({ type: 'discover', what: 'info', node: 'toys' }), ['refused woody: item-not-found']);
  });

  test('answers what is asked of the running program, with its times', () => {
    const talk = new Conversation();
    talk.at += 5_000;
    for (const what of ['ping', 'version', 'time', 'last']) {
      equal(talk.visitor('woody').askService({ type: 'ask', what }), [`answered ${what}`]);
      const { at, since } = talk.latest('answered');
      equal([at, since], [beginning + 5_000, beginning]);
    }
  });

  test('answers in the name of rooms that stand, and of no others', () => {
    const talk = new Conversation({ rooms });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    equal(woody!.ping('hall'), ['answered ping']);
    equal(woody!.ping('den'), ['refused woody: item-not-found']);
    buzz!.present('den');
    equal(woody!.ping('den'), ['refused woody: item-not-found']);
    buzz!.enter('den');
    equal(woody!.ping('den'), ['answered ping']);
  });

  test('tells whoever was refused before a machine saw it', () => {
    const talk = new Conversation();
    const refusal = refuse('bad-request', 'An iq needs an id.');
    equal(talk.visitor('woody').askService({ type: 'refused', refusal }), ['refused woody: bad-request']);
    is(talk.latest('refused').refusal, refusal);
    is(talk.told[0]!.room, undefined);
  });
});
