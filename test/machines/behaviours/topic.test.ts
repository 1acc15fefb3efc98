// What the room is talking about, and who says so.
import { equal, is } from 'uvu/assert';
import { topic } from '../../../machines/behaviours/topic.ts';
import type { FactOf } from '../../../machines/fact.ts';
import type { Refusal } from '../../../machines/refusal.ts';
import type { Enter, Say } from '../../../machines/request.ts';
import type { MessageContent } from '../../../machines/stanza.ts';
import { suite } from '../../suite.ts';
import { asked, makeFloor, stays } from '../made-floor.ts';
import { messageOf } from '../visitor.ts';
import { scopeOf } from './scope.ts';

const settings = { bytes: 6, by: 'anyone', required: false } as const;
const needing = { ...settings, required: true } as const;
const led = { ...needing, by: 'moderators' } as const;
const room = makeFloor({ moderators: ['andy@disney'] });
const who = stays(makeFloor(), 'woody');
const [andy, woody] = ['andy', 'woody'].map(name => stays(room, name));

interface Given {
  readonly bytes: number;
  readonly by: 'anyone' | 'moderators';
  readonly required: boolean;
}

const scope = (given: Given, text = '', person?: typeof andy) => scopeOf(given, { text }, { room, person });

function ruled(subject: string | undefined, by = scope(settings)): string | undefined {
  const more = subject === undefined ? {} : { subject };
  const request = asked<Say>('woody', woody => woody.say('den', undefined, more));
  return (topic.rules!.topic!(by, request) as Refusal | undefined)?.condition;
}

const heard = (content: MessageContent) => topic.hears!.said!(scope(settings, 'Toys'), { type: 'said', who, content, at: 0 });
const entered = (by = scope(settings)) => topic.hears!.entered!(by, { type: 'entered', who, held: true } as FactOf<'entered'>);

function said(content: MessageContent, by = scope(needing)): string | undefined {
  const request = asked<Say>('woody', woody => woody.say('den', content.body, content));
  return (topic.rules!.speak!(by, request) as Refusal | undefined)?.condition;
}

const enters = (name: string, by: ReturnType<typeof scope>) =>
  (
    topic.rules!.enter!(
      by,
      asked<Enter>(name, visitor => visitor.enter('den')),
    ) as Refusal | undefined
  )?.condition;
const makes = (text: string | undefined, by = scope(needing)) =>
  (
    topic.rules!.create!(
      by,
      asked<Enter>('buzz', buzz => buzz.enter('den', { ...(text === undefined ? {} : { topic: text }) })),
    ) as Refusal | undefined
  )?.condition;

suite('the topic', test => {
  test('begins as the room is set, or as its creator says', () => {
    equal(topic.data!(settings), { text: '' });
    equal(topic.data!({ ...settings, text: 'Toys' }), { text: 'Toys' });
    equal(topic.data!({ ...settings, text: 'Toys' }, { privacy: false, topic: 'Cars' }), { text: 'Cars' });
    equal(topic.data!({ ...settings, text: 'Toys' }, { privacy: false }), { text: 'Toys' });
  });

  test('may have so many bytes, not so many letters', () => {
    is(ruled('sixsix'), undefined);
    is(ruled('éé€'), 'not-acceptable');
    is(ruled('ééé'), undefined);
    is(ruled(undefined), undefined);
    is(ruled(''), undefined);
  });

  test('may be for moderators to set', () => {
    is(ruled('Andy', scope(led, 'Toys', woody)), 'forbidden');
    is(ruled('Andy', scope(led, 'Toys', andy)), undefined);
    is(ruled('Andy', scope(led, 'Toys')), 'forbidden');
    is(ruled('Andy', scope({ ...led, required: false }, '', woody)), 'forbidden');
    is(ruled('too long', scope(led, 'Toys', andy)), 'not-acceptable');
  });

  test('is set at first by whoever is inside, where one is needed', () => {
    is(ruled('Andy', scope(led, '', woody)), undefined);
    is(ruled('Andy', scope(led, ' \n', woody)), undefined);
  });

  test('is not taken away where one is needed', () => {
    for (const text of ['', '  ', undefined]) is(ruled(text, scope(needing, 'Toys')), 'not-acceptable', text);
  });

  test('is needed before anybody speaks, but for who sets it', () => {
    is(said(messageOf('Hello')), 'unexpected-request');
    is(said(messageOf('Hello', { type: 'normal', subject: 'Toys' })), 'unexpected-request');
    is(said(messageOf('Hello', { subject: 'Toys' })), undefined);
    is(said(messageOf('Hello'), scope(needing, 'Toys')), undefined);
    is(said(messageOf('Hello'), scope(settings)), undefined);
  });

  test('is needed before others than moderators come in', () => {
    is(enters('woody', scope(needing)), 'service-unavailable');
    is(enters('andy', scope(needing)), undefined);
    is(enters('woody', scope(needing, 'Toys')), undefined);
    is(enters('woody', scope(settings)), undefined);
  });

  test('of a creator has to be one as well', () => {
    is(makes('Toys'), undefined);
    is(makes(undefined), undefined);
    is(makes('too long'), 'not-acceptable');
    is(makes(' '), 'not-acceptable');
    is(makes(' ', scope(settings)), undefined);
  });

  test('is set by a groupchat message with a subject, also by an empty one', () => {
    equal(heard(messageOf(undefined, { subject: 'Andy' })), { data: { text: 'Andy' } });
    equal(heard(messageOf('Look', { subject: 'Andy' })), { data: { text: 'Andy' } });
    equal(heard(messageOf(undefined, { subject: '' })), { data: { text: '' } });
    is(heard(messageOf('Hello')), undefined);
    is(heard(messageOf('Hello', { subject: 'Andy', type: 'normal' })), undefined);
  });

  test('is told to whoever comes in, where there is one', () => {
    equal(entered(scope(settings, 'Toys')), { facts: [{ type: 'titled', to: who, topic: 'Toys' }] });
    is(entered(), undefined);
  });

  test('is asked for, of whoever comes in where it is missing', () => {
    const text = 'This room needs a topic before others can come in, and before anybody speaks: set one as the subject.';
    equal(entered(scope(needing)), { facts: [{ type: 'advised', to: who, text }] });
    equal(entered(scope(needing, 'Toys')), { facts: [{ type: 'titled', to: who, topic: 'Toys' }] });
  });

  test('may be known outside, and the room is found by it', () => {
    equal(topic.requires!(scope(settings, 'Toys')), { topic: 'Toys' });
    equal(topic.requires!(scope(settings)), {});
    equal(topic.found!(scope(settings, 'Toys')), { topic: 'Toys' });
  });
});
