// Around presence: held before the entry, passed on after it, gone at the end.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { iqOf, presenceOf, tree } from './visitor.ts';

suite('presence', test => {
  test('is held until its owner enters, and makes nobody visible', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall');
    equal(buzz!.present('hall'), ['waiting buzz']);
    equal(talk.inside('hall'), ['woody']);
    const { who } = talk.latest('waiting');
    is(who.actor.getSnapshot().value, 'presence-pending');
    equal(buzz!.enter('hall'), ['entered buzz']);
    equal(talk.inside('hall'), ['woody', 'buzz']);
    is(talk.latest('entered').who, who);
    is(talk.latest('entered').held, true);
    is(who.actor.getSnapshot().value, 'joined');
  });

  test('is seen by the others as it was sent last before the entry', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    woody.present('hall', presenceOf('early'));
    equal(woody.present('hall', presenceOf('late')), []);
    woody.enter('hall');
    equal(talk.latest('entered').who.presence, presenceOf('late'));
    is(talk.told.length, 2);
  });

  test('may come with the entry, and then was not held', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody', { dialect: 'groupchat' });
    equal(woody.enter('hall', { presence: presenceOf('here') }), ['entered woody']);
    const { who, held } = talk.latest('entered');
    equal([held, who.presence, who.dialect], [false, presenceOf('here'), 'groupchat']);
  });

  test('of one who is inside is told to all, and seen by those who come later', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    woody.join('hall');
    equal(woody.present('hall', presenceOf('away')), ['appeared woody']);
    equal(talk.latest('appeared').presence, presenceOf('away'));
    equal(talk.latest('entered').who.presence, presenceOf('away'));
  });

  test('of the protected is veiled before anybody sees it', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', privacy: true }] });
    const woody = talk.visitor('woody');
    const telling = tree('x', { jid: woody.real });
    woody.present('hall', presenceOf('here', telling));
    woody.enter('hall', { privacy: true });
    equal(talk.latest('entered').who.presence, presenceOf('here'));
    woody.present('hall', presenceOf('away', telling));
    equal(talk.latest('appeared').presence, presenceOf('away'));
    woody.leave('hall', { kind: 'presence', type: 'unavailable', payload: [telling] });
    equal(talk.latest('left').presence?.payload, []);
  });
});

suite('to leave', test => {
  test('is told to all, with the last presence', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    woody.join('hall');
    const { who } = talk.latest('entered');
    const last = { ...presenceOf('bye'), type: 'unavailable' } as const;
    equal(woody.leave('hall', last), ['left woody: left']);
    equal(talk.latest('left').presence, last);
    is(who.actor.getSnapshot().value, 'departed');
    equal(talk.inside('hall'), []);
    equal(woody.leave('hall'), []);
  });

  test('ends a stay that was only waiting, and nobody else is told', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const woody = talk.visitor('woody');
    woody.present('hall');
    const { who } = talk.latest('waiting');
    equal(woody.leave('hall'), ['withdrawn woody: left']);
    is(who.actor.getSnapshot().value, 'departed');
    equal(woody.enter('hall'), ['refused woody: unexpected-request']);
  });

  test('is nothing to a room where one was not', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    equal(talk.visitor('woody').leave('hall'), []);
  });

  test('gives the nick free, and a later stay has another id', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall');
    const first = talk.latest('entered').who.id;
    woody!.leave('hall');
    equal(buzz!.join('hall', { nicks: ['woody'] }), ['waiting buzz', 'entered woody']);
    woody!.join('hall', { nicks: ['Sheriff'] });
    is(talk.latest('entered').who.id === first, false);
  });

  test('answers the open questions to the one who leaves with 404, and those of theirs', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    for (const one of [woody!, buzz!, rex!]) one.join('hall');
    woody!.relay('hall', 'buzz', iqOf('one'));
    rex!.relay('hall', 'buzz', iqOf('two'));
    buzz!.relay('hall', 'woody', iqOf('three'));
    buzz!.relay('hall', 'buzz', iqOf('four'));
    // they may be there without being here, and every question has an answer
    equal(buzz!.leave('hall'), [
      'unanswered woody one: item-not-found',
      'unanswered rex two: item-not-found',
      'unanswered buzz three: item-not-found',
      'unanswered buzz four: item-not-found',
      'left buzz: left',
    ]);
    is(talk.latest('unanswered').receipt.sentTo, 'hall@conference.disney/buzz');
    equal(talk.entry('hall')!.floor.relays.all(), []);
  });

  test('is seen in the service: a room that was only reserved ends with the last who waits', () => {
    const talk = new Conversation({ create: 'anyone' });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.present('den');
    buzz!.present('den');
    woody!.leave('den');
    is(talk.state('den'), 'reserved');
    buzz!.leave('den');
    is(talk.state('den'), 'none');
  });
});

suite('to close', test => {
  test('sees everybody out with the words for it, those inside first', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    rex!.present('hall');
    woody!.join('hall');
    buzz!.join('hall');
    const { actor } = talk.entry('hall')!;
    const stays = talk.told.flatMap(({ fact }) => (fact.type === 'waiting' ? [fact.who] : []));
    equal(talk.close('Good night.'), ['left woody: closed', 'left buzz: closed', 'withdrawn rex: closed', 'dissolved']);
    is(talk.latest('left').text, 'Good night.');
    is(actor.getSnapshot().value, 'ended');
    equal(
      stays.map(who => who.actor.getSnapshot().value),
      ['departed', 'departed', 'departed'],
    );
  });

  test('ends every room, and nothing is answered afterwards', () => {
    const talk = new Conversation({ create: 'anyone', rooms: [{ name: 'hall' }, { name: 'attic' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    buzz!.present('shed');
    equal(talk.close(), ['dissolved', 'dissolved', 'left woody: closed', 'dissolved', 'withdrawn buzz: closed', 'dissolved']);
    equal([...talk.desk.rooms.keys()], []);
    is(talk.service.getSnapshot().status, 'done');
    equal(woody!.join('den'), []);
    equal(woody!.inquire('hall'), []);
  });
});
