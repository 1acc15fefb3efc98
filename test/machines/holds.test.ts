// The requests that wait: in their order, by whoever asks for them.
import { equal, is } from 'uvu/assert';
import { type Hold, Holds } from '../../machines/holds.ts';
import { suite } from '../suite.ts';

const hold = (id: string, more: Partial<Hold> = {}): Hold => ({
  id,
  phase: 'enter',
  behaviour: 'lobby',
  granted: [],
  request: { type: 'enter', from: `${id}@disney/home` } as never,
  stay: `stay of ${id}`,
  since: 0,
  deadline: 10,
  late: 'grant',
  text: 'Wait.',
  ...more,
});
const ids = (holds: readonly Hold[]) => holds.map(({ id }) => id);

suite('holds', test => {
  test('are none at first', () => {
    const holds = new Holds();
    equal([holds.size, holds.all(), holds.by('lobby'), holds.of('x'), holds.overdue(99)], [0, [], [], [], []]);
    equal(
      [holds.get('x'), holds.find('x@y/z' as never, 'enter'), holds.earliest],
      [undefined, undefined, Number.POSITIVE_INFINITY],
    );
  });

  test('are found by who holds, who asked, in which phase, and when they end', () => {
    const holds = new Holds();
    holds.put(hold('woody'));
    holds.put(hold('buzz', { behaviour: 'queue', deadline: 5 }));
    holds.put(hold('rex', { phase: 'speak', stay: 'stay of woody', deadline: 20 }));
    equal([holds.size, holds.earliest], [3, 5]);
    equal(ids(holds.by('lobby')), ['woody', 'rex']);
    equal(ids(holds.of('stay of woody')), ['woody', 'rex']);
    is(holds.find('woody@disney/home' as never, 'enter')?.id, 'woody');
    is(holds.find('woody@disney/home' as never, 'speak'), undefined);
    is(holds.find('rex@disney/home' as never, 'speak')?.id, 'rex');
    equal(ids(holds.overdue(4)), []);
    equal(ids(holds.overdue(5)), ['buzz']);
    equal(ids(holds.overdue(10)), ['woody', 'buzz']);
  });

  test('keep their order where one gives way to its later form', () => {
    const holds = new Holds();
    for (const id of ['woody', 'buzz']) holds.put(hold(id));
    holds.put(hold('woody', { text: 'Wait longer.' }));
    equal(ids(holds.all()), ['woody', 'buzz']);
    is(holds.get('woody')?.text, 'Wait longer.');
  });

  test('can be put, ended, and all of it taken back', () => {
    const holds = new Holds();
    const undoPut = holds.put(hold('woody'));
    holds.put(hold('buzz'));
    const seen = holds.all();
    const undo = holds.settle(hold('woody'));
    equal(ids(holds.all()), ['buzz']);
    const undoLast = holds.settle(hold('buzz'));
    is(holds.size, 0);
    undoLast();
    undo();
    equal(ids(holds.all()), ['woody', 'buzz']);
    equal(ids(seen), ['woody', 'buzz'], 'a list that somebody was given stays as it was');
    undoPut();
    equal(ids(holds.all()), []);
  });
});
