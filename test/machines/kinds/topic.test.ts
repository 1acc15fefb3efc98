// A room that is about something.
import { equal } from 'uvu/assert';
import { conversations, stage } from '../../../adapters/testing/testing.ts';
import { topicKind } from '../../../machines/kinds/topic.ts';
import { suite } from '../../suite.ts';
import { Conversation } from '../conversation.ts';

const patterns = [{ names: '*', kind: 'topic' }];

suite('a room that is about something', test => {
  test('is a conversation whose topic is needed, and set by its moderators', () => {
    equal(
      topicKind.parts.map(({ behaviour: { name }, settings }) => [name, settings]),
      [
        ['moderation', {}],
        ['secret', {}],
        ['privacy', {}],
        ['history', {}],
        ['topic', { required: true, by: 'moderators' }],
        ['notices', {}],
      ],
    );
  });

  for (const dialect of ['conference', 'groupchat'] as const)
    test(`is led from ${dialect}`, () => {
      const room = stage(topicKind);
      const andy = room.person('andy', { moderator: true, dialect });
      const woody = room.person('woody', { dialect: 'groupchat' }).enters().isRefused('service-unavailable');
      andy.enters().setsTopic('Toys');
      woody.enters().hears('Toys', { by: 'room' });
      woody.setsTopic('Cars').isRefused('forbidden');
      andy.setsTopic('Space');
      woody.hears('Space', { by: andy });
    });

  test('is about what its creator says when it is made, and its founder may change that', () => {
    const talk = new Conversation({ patterns });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den', { topic: 'Toys' });
    buzz!.join('den', { topic: 'Space' });
    equal(talk.inside('den'), ['woody', 'buzz']);
    const topic = () => {
      talk.visitor('rex').inquire('den');
      return talk.latest('required').requirements.topic;
    };
    equal(topic(), 'Toys');
    equal(buzz!.say('den', undefined, { subject: 'Space' }), ['refused buzz: forbidden']);
    woody!.say('den', undefined, { subject: 'Cars' });
    equal(topic(), 'Cars');
  });

  test('is not made where the topic is none, or too long', () => {
    const talk = new Conversation({ patterns, limits: { topicBytes: 10 } });
    const woody = talk.visitor('woody');
    woody.present('den');
    equal(woody.enter('den', { topic: '  ' }), ['refused woody: not-acceptable']);
    equal(woody.enter('den', { topic: 'Toys and co' }), ['refused woody: not-acceptable']);
    equal(talk.inside('den'), []);
  });

  test('forgets its topic when it ends', () => {
    const talk = new Conversation({ patterns });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den', { topic: 'Toys' });
    buzz!.present('den');
    woody!.leave('den');
    buzz!.enter('den');
    equal(buzz!.say('den', 'Hello'), ['refused buzz: unexpected-request']);
    equal(woody!.join('den').at(-1), 'refused woody: service-unavailable');
  });

  test('keeps to what holds of every room, whatever people do', async () => {
    await conversations(topicKind, { runs: 60, moderatorsKnow: true });
  });
});
