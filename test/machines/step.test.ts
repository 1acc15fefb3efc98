// One step of a room: told whole, or taken back whole.

import { equal, is } from 'uvu/assert';
import { createActor } from 'xstate';
import type { Fact, ParticipantFact } from '../../machines/fact.ts';
import { participant } from '../../machines/participant.ts';
import { Step } from '../../machines/step.ts';
import { suite } from '../suite.ts';

const notice = (text: string): Fact => ({ type: 'noticed', text });

suite('a step', test => {
  test('tells its facts in order, and only when it is carried out', () => {
    const told: Fact[] = [];
    const step = new Step(1, 'a');
    step.tell(notice('one'));
    step.tell(notice('two'));
    equal(told, []);
    step.carryOut(fact => told.push(fact));
    equal(told, [notice('one'), notice('two')]);
  });

  test('does what is silent before anything is told', () => {
    const done: string[] = [];
    const step = new Step(1, 'a');
    step.tell(notice('told'));
    step.afterwards(() => done.push('first'));
    step.afterwards(() => done.push('second'));
    step.carryOut(() => done.push('told'));
    equal(done, ['first', 'second', 'told']);
  });

  test('lets a participant tell its own fact, in its place among the others', () => {
    const told: Fact[] = [];
    const actor = createActor(participant);
    actor.on('*', fact => told.push(fact));
    const fact = { type: 'entered' } as unknown as ParticipantFact;
    const step = new Step(1, 'a');
    step.afterwards(() => actor.start());
    step.tell(notice('before'));
    step.live(actor, 'admit', fact);
    step.tell(notice('after'));
    step.carryOut(other => told.push(other));
    equal(told, [notice('before'), fact, notice('after')]);
    is(actor.getSnapshot().value, 'joined');
  });

  test('is taken back in the opposite order, once, and then tells and does nothing', () => {
    const undone: number[] = [];
    const step = new Step(1, 'a');
    for (const number of [1, 2, 3]) step.undo(() => undone.push(number));
    step.tell(notice('never'));
    step.afterwards(() => undone.push(0));
    step.takeBack();
    step.takeBack();
    equal(undone, [3, 2, 1]);
    step.carryOut(() => undone.push(0));
    equal(undone, [3, 2, 1]);
  });
});
