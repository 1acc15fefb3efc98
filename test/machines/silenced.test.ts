// What happened all the same cannot be refused: a behaviour that refuses it only keeps its content from the others.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { failing, faultyKinds } from './faulty.ts';
import { iqOf, presenceOf, type Visitor } from './visitor.ts';

suite('a behaviour that refuses what happened all the same', test => {
  function inHall() {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] }, faultyKinds);
    const [woody, buzz] = talk.visitors('woody', 'buzz') as [Visitor, Visitor];
    for (const one of [woody, buzz]) one.join('hall');
    return { talk, woody, buzz };
  }

  test('has somebody leave without their last words', () => {
    const { talk, woody } = inHall();
    const last = { ...presenceOf('bye'), type: 'unavailable' } as const;
    equal(
      failing('refusing', () => woody.leave('hall', last)),
      ['left woody: left'],
    );
    is('presence' in talk.latest('left'), false);
  });

  test('has no answer passed on, and the question answered in time', () => {
    const { talk, woody, buzz } = inHall();
    woody.relay('hall', 'buzz', iqOf('mine'));
    const { id } = talk.latest('relayed').content;
    equal(
      failing('refusing', () => buzz.answer('hall', iqOf(id!, 'result'))),
      [],
    );
    equal(talk.wait(60), ['unanswered woody mine: remote-server-timeout']);
  });

  test('has no bounce passed on, and the stay ended where it must', () => {
    const { woody, buzz } = inHall();
    equal(
      failing('refusing', () => buzz.bounce('hall', 'not-acceptable', 'woody')),
      [],
    );
    equal(
      failing('refusing', () => woody.bounce('hall', 'gone')),
      ['left woody: bounced'],
    );
  });
});
