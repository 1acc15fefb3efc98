// What people send: to all and to one, and what comes back. Iqs are relayed-iq.test.ts's.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { beginning, Conversation, type Settings } from './conversation.ts';
import { iqOf, messageOf, presenceOf, tree, type Visitor } from './visitor.ts';

function inHall(settings: Settings = {}) {
  const talk = new Conversation({ rooms: [{ name: 'hall', privacy: true }], ...settings });
  const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex') as [Visitor, Visitor, Visitor];
  woody.join('hall');
  buzz.join('hall');
  return { talk, woody, buzz, rex };
}

suite('a message to all', test => {
  test('is told with its time', () => {
    const { talk, woody } = inHall();
    talk.at += 3_000;
    equal(woody.say('hall', 'hello'), ['said woody: hello']);
    const { at, who, content } = talk.latest('said');
    equal([at, who.heard, content], [beginning + 3_000, beginning + 3_000, messageOf('hello')]);
  });

  test('is refused from outside, and where there is no room', () => {
    const { talk, rex } = inHall();
    equal(rex.say('hall', 'hello'), ['refused rex: not-allowed']);
    rex.present('hall');
    equal(rex.say('hall', 'hello'), ['refused rex: not-allowed']);
    equal(rex.say('den', 'hello'), ['refused rex: item-not-found']);
    is(talk.state('den'), 'none');
  });

  test('of the protected carries nothing that tells who they are', () => {
    const { talk, rex } = inHall();
    rex.join('hall', { privacy: true });
    const signed = tree('x', { xmlns: 'jabber:x:signed' }, 'iQA');
    rex.say('hall', 'hello', { payload: [tree('body', {}, 'hello'), signed] });
    equal(talk.latest('said').content.payload, [tree('body', {}, 'hello')]);
  });

  test('sets the topic where it has a subject of the right length', () => {
    const { talk, woody, rex } = inHall({ limits: { topicBytes: 4 } });
    equal(woody.say('hall', undefined, { subject: 'Andy’s' }), ['refused woody: not-acceptable']);
    equal(woody.say('hall', undefined, { subject: 'Toys' }), ['said woody: (Toys)']);
    equal(rex.join('hall'), ['waiting rex', 'entered rex', 'titled rex: Toys']);
    equal(talk.inside('hall'), ['woody', 'buzz', 'rex']);
  });
});

suite('a stanza to one', test => {
  test('is relayed by nick or by id, with its content', () => {
    const { talk, woody } = inHall();
    const content = messageOf('psst', { type: 'chat', id: 'm1' });
    equal(woody.relay('hall', 'BUZZ', content), ['relayed woody to buzz: message chat m1']);
    equal(talk.latest('relayed').content, content);
    is('from' in talk.latest('relayed'), false);
    const { id } = talk.latest('relayed').to;
    equal(woody.relay('hall', id, presenceOf('psst')), ['relayed woody to buzz: presence available']);
  });

  test('is refused where either is not inside', () => {
    const { woody, rex } = inHall();
    equal(rex.relay('hall', 'woody', messageOf('psst')), ['refused rex: item-not-found']);
    equal(woody.relay('hall', 'rex', messageOf('psst')), ['refused woody: item-not-found']);
    equal(woody.relay('den', 'woody', messageOf('psst')), ['refused woody: item-not-found']);
  });

  test('to say good-bye wants no answer where it reaches nobody', () => {
    const { woody, rex } = inHall();
    const goodbye = { ...presenceOf(), type: 'unavailable' } as const;
    equal(woody.relay('hall', 'rex', goodbye), []);
    equal(woody.relay('hall', 'buzz', goodbye), ['relayed woody to buzz: presence unavailable']);
    rex.join('hall', { privacy: true });
    equal(woody.relay('hall', 'rex', goodbye), []);
  });

  test('is only a message where the other is protected', () => {
    const { woody, rex } = inHall();
    rex.join('hall', { privacy: true });
    equal(woody.relay('hall', 'rex', messageOf('psst')), ['relayed woody to rex: message groupchat']);
    equal(woody.relay('hall', 'rex', presenceOf()), ['refused woody: forbidden']);
    equal(woody.relay('hall', 'rex', iqOf('i1')), ['refused woody: forbidden']);
  });
});

suite('a bounce', test => {
  test('ends the stay where what the room itself said reached nobody', () => {
    const { talk, buzz } = inHall();
    const { who } = talk.latest('entered');
    equal(buzz.bounce('hall', 'service-unavailable'), ['left buzz: bounced']);
    is(who.actor.getSnapshot().value, 'departed');
    equal(talk.inside('hall'), ['woody']);
  });

  test('is a sign of life where somebody only does not want the stanza', () => {
    const { talk, buzz } = inHall();
    talk.at += 9_000;
    equal(buzz.bounce('hall', 'not-acceptable'), []);
    equal(talk.inside('hall'), ['woody', 'buzz']);
    is(talk.latest('entered').who.heard, beginning + 9_000);
  });

  test('of a message from another inside is told to that one', () => {
    const { talk, buzz } = inHall();
    equal(buzz.bounce('hall', 'not-acceptable', 'woody'), ['relayed buzz to woody: message error']);
    equal(talk.inside('hall'), ['woody', 'buzz']);
  });

  test('of what another said has the room ask: it may have been blocked', () => {
    const { talk, buzz } = inHall();
    equal(buzz.bounce('hall', 'service-unavailable', 'woody'), ['asked buzz']);
    // as long as the answer may still come, it is not asked again
    talk.at += 9_999;
    equal(buzz.bounce('hall', 'service-unavailable', 'woody'), []);
    talk.at += 1;
    equal(buzz.bounce('hall', 'service-unavailable', 'woody'), ['asked buzz']);
    talk.at += 1;
    buzz.say('hall', 'I am here');
    equal(buzz.bounce('hall', 'service-unavailable', 'woody'), ['asked buzz']);
    equal(talk.inside('hall'), ['woody', 'buzz']);
    equal(buzz.bounce('hall', 'service-unavailable'), ['left buzz: bounced']);
  });

  test('of a message from somebody who has left is told to nobody', () => {
    const { buzz } = inHall();
    equal(buzz.bounce('hall', 'not-acceptable', 'rex'), []);
    equal(buzz.bounce('hall', 'gone', 'rex'), ['asked buzz']);
  });

  test('ends a stay that was only waiting', () => {
    const { talk, rex } = inHall();
    rex.present('hall');
    equal(rex.bounce('hall', 'not-acceptable'), []);
    equal(rex.bounce('hall', 'gone'), ['withdrawn rex: bounced']);
    is(talk.desk.pendingOf('rex@disney'), 0);
  });

  test('from somebody who is nowhere is nothing', () => {
    const { rex } = inHall();
    equal(rex.bounce('hall', 'gone'), []);
    equal(rex.bounce('hall', 'gone', 'woody'), []);
    equal(rex.bounce('den', 'gone'), []);
  });

  test('does not tell the address of the protected', () => {
    const { talk, rex } = inHall();
    rex.join('hall', { privacy: true });
    equal(rex.bounce('hall', 'not-acceptable', 'woody'), ['relayed rex to woody: message error']);
    equal(talk.latest('relayed').content.payload, [tree('error')]);
  });
});

suite('an invitation', test => {
  const invite = (talk: Conversation, room: string) =>
    talk.send({
      type: 'invite',
      room: `${room}@conference.disney`,
      to: 'rex@pixar',
      dialect: 'conference',
      text: 'Come!',
    } as never);

  test('goes to anybody, in the name of the room', () => {
    const { talk } = inHall();
    equal(invite(talk, 'hall'), ['invited rex: Come!']);
    equal(talk.latest('invited').reply, {
      to: 'rex@pixar',
      dialect: 'conference',
      receipt: { kind: 'message', sentTo: 'hall@conference.disney' },
    });
  });

  test('goes out of an empty room too, and out of none that nobody has made', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    equal(invite(talk, 'hall'), ['invited rex: Come!']);
    equal(invite(talk, 'den'), ['declined invite: item-not-found']);
    talk.visitor('woody').present('den');
    equal(invite(talk, 'den'), []);
  });
});
