// What the page keeps of a room's past, and where it stands when somebody goes back in it.
import { equal, is } from 'uvu/assert';
import type { Moment, Past } from '../../adapters/inspect/protocol.ts';
import {
  type History,
  noHistory,
  standingAt,
  stepFrom,
  withMoment,
  withPast,
  withSkipped,
} from '../../adapters/web/shared/history.ts';
import { suite } from '../suite.ts';

const moment = (step: number, more: Partial<Moment> = {}): Moment => ({
  step,
  at: step * 1000,
  request: 'say',
  outcome: 'done',
  rulings: [],
  facts: [],
  transitions: [],
  ...more,
});
const past = (...moments: Moment[]): Past => ({ room: 'hall@rooms.localhost', chart: 'public:1', moments });
const of = (...moments: Moment[]): History => moments.reduce(withMoment, noHistory);
const steps = ({ moments }: History) => moments.map(({ step }) => step);

suite('history', test => {
  test('keeps moments in the order of their steps', () => {
    equal(steps(of(moment(1), moment(3), moment(2))), [1, 2, 3]);
  });

  test('takes a moment that is told anew in place of the one it had', () => {
    const { moments } = of(moment(1), moment(2), moment(1, { request: 'enter' }));
    equal(
      moments.map(({ request }) => request),
      ['enter', 'say'],
    );
  });

  test('forgets the oldest of very many', () => {
    const many = of(...Array.from({ length: 700 }, (_, i) => moment(i + 1)));
    is(many.moments.length, 500);
    is(many.moments[0]!.step, 201);
  });

  test('counts what was not told, where it was not told', () => {
    const first = withSkipped(withSkipped(of(moment(4)), 10), 5);
    equal(
      [...withSkipped(withMoment(first, moment(20)), 1).skipped],
      [
        [4, 15],
        [20, 1],
      ],
    );
  });

  test('puts what the room remembers before what was seen, and keeps what was seen in full', () => {
    const seen = of(moment(3, { heard: '<message/>' }), moment(4));
    const all = withPast(seen, past(moment(1), moment(2), moment(3), moment(4)));
    equal(steps(all), [1, 2, 3, 4]);
    is(all.moments[2]!.heard, '<message/>');
  });

  test('begins anew when the steps of the room do', () => {
    const seen = withSkipped(of(moment(40), moment(41)), 3);
    const all = withPast(seen, past(moment(1), moment(2)));
    equal([steps(all), all.skipped.size], [[1, 2], 0]);
    equal(withPast(seen, past()), noHistory);
  });

  test('stands where a step led, and where the next began when that is all that is known', () => {
    const known = of(
      moment(1, { before: ['a'], after: ['b'] }),
      moment(2),
      moment(3, { before: ['c'], after: ['d'] }),
      moment(4),
    );
    equal(standingAt(known, 0), { live: ['a'], back: 4 });
    equal(standingAt(known, 1), { live: ['b'], moment: known.moments[0]!, back: 3 });
    equal(standingAt(known, 2).live, ['c']);
    is('live' in standingAt(known, 4), false);
  });

  test('stands at the last step before one that is not known', () => {
    is(standingAt(of(moment(3), moment(9)), 7).moment?.step, 3);
  });

  test('goes back from now to before the first, and on again to now', () => {
    const known = of(moment(3), moment(5), moment(9));
    equal([stepFrom(known, undefined, -1), stepFrom(known, 5, -1), stepFrom(known, 3, -1), stepFrom(known, 2, -1)], [5, 3, 2, 2]);
    equal([stepFrom(known, 2, 1), stepFrom(known, 5, 1), stepFrom(known, 9, 1)], [3, 9, undefined]);
    is(stepFrom(noHistory, undefined, -1), undefined);
  });
});
