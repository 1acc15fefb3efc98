// The life of a room: reserved, made and dissolved by people, or standing by configuration.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { failing, faultyKinds } from './faulty.ts';
import { presenceOf } from './visitor.ts';

suite('to make a room', test => {
  test('is to be founded before the first is let in', () => {
    const talk = new Conversation();
    const woody = talk.visitor('woody');
    equal(woody.present('den'), ['waiting woody']);
    is(talk.state('den'), 'reserved');
    equal(woody.enter('den'), ['founded woody', 'entered woody']);
    is(talk.state('den'), 'occupied');
  });

  test('gives it the secret, the privacy and the name that its creator asks for', () => {
    const talk = new Conversation();
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den', { secret: 'andy', privacy: true, title: 'The den' });
    const { who } = talk.latest('entered');
    equal([who.privacy, who.hidden], [true, true]);
    equal(buzz!.inquire('den'), ['required {"nick":true,"secret":true,"privacy":true,"title":"The den"}']);
    buzz!.present('den');
    equal(buzz!.enter('den'), ['refused buzz: not-authorized']);
    equal(buzz!.enter('den', { secret: 'andy', privacy: true, title: 'Mine now' }), ['entered buzz']);
    is(talk.entry('den')!.floor.title, 'The den');
  });

  test('gives it nothing that its creator does not ask for', () => {
    const talk = new Conversation();
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    equal(buzz!.inquire('den'), ['required {"nick":true,"secret":false,"privacy":false}']);
    equal(buzz!.present('den'), ['waiting buzz']);
    equal(buzz!.enter('den', { privacy: true }), ['refused buzz: not-acceptable']);
    equal(buzz!.enter('den', { secret: 'andy' }), ['refused buzz: conflict']);
    is(talk.latest('entered').who.hidden, false);
  });

  test('can be done by one who brings the presence along', () => {
    const talk = new Conversation();
    equal(talk.visitor('woody').enter('den', { presence: presenceOf() }), ['founded woody', 'entered woody']);
    is(talk.desk.pendingOf('woody@disney'), 0);
  });

  test('is for the first of several who wait; the others enter it', () => {
    const talk = new Conversation();
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.present('den');
    buzz!.present('den');
    equal(buzz!.enter('den'), ['founded buzz', 'entered buzz']);
    equal(woody!.enter('den', { mustCreate: true }), ['refused woody: conflict']);
    equal(woody!.enter('den', { secret: 'andy' }), ['refused woody: conflict']);
    equal(woody!.enter('den'), ['entered woody']);
  });

  test('starts over when the last has left while somebody waits: nothing of it is left', () => {
    const talk = new Conversation();
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den', { secret: 'andy', privacy: true, title: 'The den' });
    woody!.say('den', 'psst');
    woody!.say('den', undefined, { subject: 'Toys' });
    buzz!.present('den');
    equal(woody!.leave('den'), ['left woody: left', 'dissolved']);
    is(talk.state('den'), 'reserved');
    const kept = talk.keepRoom('den');
    is('title' in kept, false);
    equal(
      Object.entries(kept.slots).map(([name, { data, ...more }]) => [name, data, more]),
      [
        ['moderation', {}, {}],
        ['secret', {}, { unset: ['word'] }],
        ['privacy', { allowed: false }, {}],
        ['history', { messages: [] }, {}],
        ['topic', { text: '' }, {}],
        ['notices', {}, {}],
      ],
    );
    equal(['founder' in kept, kept.holds], [false, []]);
    equal(woody!.inquire('den'), ['refused woody: item-not-found']);
    equal(buzz!.enter('den'), ['founded buzz', 'entered buzz']);
    equal(woody!.inquire('den'), ['required {"nick":true,"secret":false,"privacy":false}']);
  });

  test('ends with the last who leaves', () => {
    const talk = new Conversation();
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    const { actor } = talk.entry('den')!;
    buzz!.join('den');
    equal(woody!.leave('den'), ['left woody: left']);
    equal(buzz!.leave('den'), ['left buzz: left', 'dissolved']);
    is(actor.getSnapshot().value, 'ended');
    is(actor.getSnapshot().status, 'done');
    is(talk.state('den'), 'none');
    is(talk.desk.standing, 0);
    is(talk.desk.reserved, 0);
  });
});

suite('a room of the configuration', test => {
  test('is entered without being founded, and stands when it is empty again', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', topic: 'Toys', title: 'The hall' }] });
    const woody = talk.visitor('woody');
    is(talk.state('hall'), 'empty');
    equal(woody.join('hall'), ['waiting woody', 'entered woody', 'titled woody: Toys']);
    is(talk.state('hall'), 'occupied');
    woody.say('hall', undefined, { subject: 'Andy' });
    woody.say('hall', 'hello');
    equal(woody.leave('hall'), ['left woody: left']);
    is(talk.state('hall'), 'empty');
    // what was said is still known to those who come later
    equal(woody.join('hall'), ['waiting woody', 'entered woody', 'recalled woody: hello', 'titled woody: Andy']);
  });

  test('stays as it is while people wait', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall');
    buzz!.present('hall');
    equal(woody!.leave('hall'), ['left woody: left']);
    is(talk.state('hall'), 'empty');
    equal(buzz!.enter('hall'), ['entered buzz']);
  });

  test('gives nicks by itself where it is set so', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', nicks: 'assigned' }] });
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    woody!.join('hall', { nicks: [] });
    buzz!.join('hall', { nicks: [] });
    equal(talk.inside('hall'), ['guest-1', 'guest-2']);
    buzz!.leave('hall');
    // nobody is taken for the one who had the nick before
    buzz!.join('hall', { nicks: [] });
    rex!.join('hall');
    equal(talk.inside('hall'), ['guest-1', 'guest-3', 'rex']);
    is(talk.entry('hall')!.floor.guests, 3);
  });

  test('gives no nick again that it gave before, also where it passed over one that somebody had', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', nicks: 'assigned' }] });
    const [woody, buzz, rex, slink] = talk.visitors('woody', 'buzz', 'rex', 'slink');
    woody!.join('hall', { nicks: ['guest-2'] });
    for (const one of [buzz!, rex!]) one.join('hall', { nicks: [] });
    equal(talk.inside('hall'), ['guest-2', 'guest-1', 'guest-3']);
    rex!.leave('hall');
    slink!.join('hall', { nicks: [] });
    equal(talk.inside('hall'), ['guest-2', 'guest-1', 'guest-4']);
  });

  test('counts no nick that it gave in a step that was taken back', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', nicks: 'assigned' }] }, faultyKinds);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.present('hall');
    failing('hearing', () => woody!.enter('hall', { nicks: [] }));
    is(talk.entry('hall')!.floor.guests, 0);
    buzz!.join('hall', { nicks: [] });
    equal(talk.inside('hall'), ['guest-1']);
  });
});
