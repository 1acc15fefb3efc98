// What the room is talking about.
import { equal, is } from 'uvu/assert';
import { topic } from '../../../machines/behaviours/topic.ts';
import type { FactOf } from '../../../machines/fact.ts';
import type { Refusal } from '../../../machines/refusal.ts';
import type { Say } from '../../../machines/request.ts';
import type { MessageContent } from '../../../machines/stanza.ts';
import { suite } from '../../suite.ts';
import { asked, makeFloor, stays } from '../made-floor.ts';
import { messageOf } from '../visitor.ts';
import { scopeOf } from './scope.ts';

const settings = { bytes: 6 };
const who = stays(makeFloor(), 'woody');

function ruled(subject: string | undefined): Refusal | undefined {
  const more = subject === undefined ? {} : { subject };
  const request = asked<Say>('woody', woody => woody.say('den', undefined, more));
  return topic.rules!.topic!(scopeOf(settings, { text: '' }), request) as Refusal | undefined;
}

const heard = (content: MessageContent) =>
  topic.hears!.said!(scopeOf(settings, { text: 'Toys' }), { type: 'said', who, content, at: 0 });
const entered = (text: string) =>
  topic.hears!.entered!(scopeOf(settings, { text }), { type: 'entered', who, held: true } as FactOf<'entered'>);

suite('the topic', test => {
  test('begins as the room is set', () => {
    equal(topic.data!({ bytes: 6 }), { text: '' });
    equal(topic.data!({ bytes: 6, text: 'Toys' }), { text: 'Toys' });
  });

  test('may have so many bytes, not so many letters', () => {
    is(ruled('sixsix'), undefined);
    is(ruled('éé€')?.condition, 'not-acceptable');
    is(ruled('ééé'), undefined);
    is(ruled(undefined), undefined);
    is(ruled(''), undefined);
  });

  test('is set by a groupchat message with a subject, also by an empty one', () => {
    equal(heard(messageOf(undefined, { subject: 'Andy' })), { data: { text: 'Andy' } });
    equal(heard(messageOf('Look', { subject: 'Andy' })), { data: { text: 'Andy' } });
    equal(heard(messageOf(undefined, { subject: '' })), { data: { text: '' } });
    is(heard(messageOf('Hello')), undefined);
    is(heard(messageOf('Hello', { subject: 'Andy', type: 'normal' })), undefined);
  });

  test('is told to whoever comes in, where there is one', () => {
    equal(entered('Toys'), { facts: [{ type: 'titled', to: who, topic: 'Toys' }] });
    is(entered(''), undefined);
  });

  test('may be known outside', () => {
    equal(topic.requires!(scopeOf(settings, { text: 'Toys' })), { topic: 'Toys' });
    equal(topic.requires!(scopeOf(settings, { text: '' })), {});
  });
});
