// What is asked of a room, and of those inside.
import { equal, is, match } from 'uvu/assert';
import { suite } from '../suite.ts';
import { beginning, Conversation } from './conversation.ts';
import { roomJid } from './visitor.ts';

function inHall(kind: 'public' | 'private') {
  const talk = new Conversation({ rooms: [{ name: 'hall', kind, title: 'The hall', topic: 'Toys' }] });
  const [woody, buzz] = talk.visitors('woody', 'buzz');
  woody!.join('hall');
  return { talk, woody: woody!, buzz: buzz! };
}

suite('an enquiry', test => {
  test('tells those outside what to bring, and those inside who they are', () => {
    const { talk, woody, buzz } = inHall('private');
    const required = 'required {"nick":true,"secret":false,"privacy":false,"title":"The hall","topic":"Toys"}';
    equal(buzz.inquire('hall'), [required]);
    buzz.present('hall');
    equal(buzz.inquire('hall'), [required]);
    equal(woody.inquire('hall'), ['identified woody']);
    is(talk.latest('identified').reply.to, 'woody@disney/home');
  });

  test('from inside is a sign of life', () => {
    const { talk, woody } = inHall('private');
    talk.at += 5_000;
    woody.inquire('hall');
    is(talk.latest('identified').who.heard, beginning + 5_000);
  });

  test('by browsing shows people to those inside, and of a public room to all', () => {
    const hidden = inHall('private');
    equal(hidden.woody.browse('hall'), ['browsed with people']);
    equal(hidden.buzz.browse('hall'), ['browsed without people']);
    const open = inHall('public');
    equal(open.buzz.browse('hall'), ['browsed with people']);
  });

  test('by browsing shows one person only to those inside', () => {
    const { talk, woody, buzz } = inHall('public');
    equal(buzz.browse('hall', 'woody'), ['refused buzz: item-not-found']);
    equal(woody.browse('hall', 'WOODY'), ['browsed woody']);
    is(talk.latest('browsed').of?.real, 'woody@disney/home');
    equal(woody.browse('hall', 'rex'), ['refused woody: item-not-found']);
  });

  test('of any sort tells those outside the topic, as far as they may know it', () => {
    const { talk, buzz, woody } = inHall('private');
    for (const visitor of [buzz, woody]) {
      visitor.browse('hall');
      is(talk.latest('browsed').topic, 'Toys');
      visitor.discover('hall', 'info');
      is(talk.latest('discovered').topic, 'Toys');
    }
    woody.browse('hall', 'woody');
    is('topic' in talk.latest('browsed'), false);
    buzz.discover('hall', 'items');
    is('topic' in talk.latest('discovered'), false);
    woody.say('hall', undefined, { subject: '' });
    buzz.browse('hall');
    is('topic' in talk.latest('browsed'), false);
  });

  test('by a probe is shown people from inside alone', () => {
    const { talk, woody, buzz } = inHall('public');
    equal(woody.probe('hall'), ['probed all']);
    equal(woody.probe('hall', 'woody'), ['probed woody']);
    equal(buzz.probe('hall'), []);
    equal(buzz.probe('hall', 'woody'), []);
    equal(woody.probe('hall', 'rex'), ['probed in vain']);
    is('of' in talk.latest('probed'), false);
  });

  test('by discovery knows no nodes', () => {
    const { talk, buzz } = inHall('public');
    const asker = buzz.asker('iq', 'hall@conference.disney');
    const request = { ...asker, type: 'discover', room: roomJid('hall'), what: 'info', node: 'toys' } as const;
    equal(talk.send(request), ['refused buzz: item-not-found']);
    match(talk.latest('refused').refusal.text, 'no such node');
  });

  test('by discovery says whether strangers may see the room', () => {
    for (const kind of ['public', 'private'] as const) {
      const { talk, buzz } = inHall(kind);
      equal(buzz.discover('hall', 'info'), ['discovered info']);
      equal(buzz.discover('hall', 'items'), ['discovered items']);
      is(talk.latest('discovered').listed, kind === 'public');
    }
  });
});
