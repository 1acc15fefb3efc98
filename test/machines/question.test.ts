// The question who is still there.
import { equal, is } from 'uvu/assert';
import { ask } from '../../machines/question.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays } from './made-floor.ts';

suite('the question', test => {
  test('is told, and written down with its time, until it is taken back', () => {
    const floor = makeFloor();
    const woody = stays(floor, 'woody');
    const step = floor.begin(9, '');
    ask(floor, woody);
    equal(
      step.tellings.map(({ fact }) => fact),
      [{ type: 'asked', to: woody }],
    );
    equal([woody.heard, woody.asked], [0, 9]);
    step.takeBack();
    is(woody.asked, 0);
  });
});
