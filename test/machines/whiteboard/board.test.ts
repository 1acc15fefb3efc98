// The strokes of a board as data: in order, in pages, replaced and never changed.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import type { Tree } from '../../../machines/stanza.ts';
import {
  type Board,
  cleared,
  emptyBoard,
  lastOf,
  numberOf,
  paged,
  strokeOf,
  withoutStroke,
  withStrokes,
} from '../../../machines/whiteboard/board.ts';
import { drawingOf } from '../../../machines/whiteboard/drawing.ts';
import { strokeBytes, strokeTree } from '../../../machines/whiteboard/stroke.ts';
import { suite } from '../../suite.ts';

const stroke = (id: number, author = 'a', blanks = 0) =>
  strokeTree(String(id), author, 'Woody', { ref: undefined, d: `M1 1${' '.repeat(blanks)}`, colour: 'red', width: '2' });
const numbers = ({ pages }: Board) => pages.flatMap(({ strokes }) => strokes.map(numberOf));
/** So many strokes of one author go on a page. */
const most = 3 * strokeBytes(stroke(1));
const drawn = (count: number) => {
  let board = emptyBoard;
  for (let id = 1; id <= count; id++) board = withStrokes(board, [stroke(id)], most);
  return board;
};

/** What must hold of every board. */
function sound(board: Board, limit = most): void {
  const all = board.pages.flatMap(({ strokes }) => strokes);
  is(board.strokes, all.length);
  is(
    board.bytes,
    all.reduce((sum, one) => sum + strokeBytes(one), 0),
  );
  equal(
    numbers(board),
    numbers(board).toSorted((a, b) => a - b),
  );
  ok(all.every(one => numberOf(one) < board.next));
  board.pages.forEach(({ strokes, bytes }, at) => {
    ok(strokes.length > 0);
    is(
      bytes,
      strokes.reduce((sum, one) => sum + strokeBytes(one), 0),
    );
    ok(bytes <= limit || strokes.length === 1);
    const after = board.pages[at + 1];
    ok(!after || bytes + after.bytes > limit, 'two pages would go on one');
  });
}

suite('a board', test => {
  test('is in pages, of which a stroke replaces the last and no other', () => {
    const before = drawn(7);
    equal(
      before.pages.map(({ strokes }) => strokes.map(numberOf)),
      [[1, 2, 3], [4, 5, 6], [7]],
    );
    const kept = JSON.stringify(before);
    const after = withStrokes(before, [stroke(8)], most);
    is(after.pages[0], before.pages[0]);
    is(after.pages[1], before.pages[1]);
    is(after.pages[2] === before.pages[2], false);
    is(JSON.stringify(before), kept);
    is(after.next, 9);
    is(withStrokes(before, [], most).next, 8);
  });

  test('finds strokes by number, and the last of an author', () => {
    const board = withStrokes(drawn(7), [stroke(9, 'b')], most);
    for (const id of [1, 3, 4, 7, 9]) is(numberOf(strokeOf(board, id)!), id);
    for (const id of [0, 8, 10, 99]) is(strokeOf(board, id), undefined);
    is(numberOf(lastOf(board, 'a')!), 7);
    is(numberOf(lastOf(board, 'b')!), 9);
    is(lastOf(board, 'c'), undefined);
    is(strokeOf(emptyBoard, 1), undefined);
  });

  test('without a stroke is the same but for its page, and pages that have become small go together', () => {
    const before = drawn(9);
    const after = withoutStroke(before, 5, most);
    equal(numbers(after), [1, 2, 3, 4, 6, 7, 8, 9]);
    is(after.pages[0], before.pages[0]);
    is(after.pages[2], before.pages[2]);
    let few = after;
    for (const id of [4, 1, 6]) few = withoutStroke(few, id, most);
    equal(
      few.pages.map(({ strokes }) => strokes.map(numberOf)),
      [
        [2, 3],
        [7, 8, 9],
      ],
    );
    is(withoutStroke(few, 4, most), few);
    is(withoutStroke(emptyBoard, 4, most), emptyBoard);
  });

  test('that is cleared goes on counting', () => {
    equal(cleared(drawn(4)), { ...emptyBoard, next: 5 });
  });

  test('is put on smaller pages where they may have less', () => {
    const board = drawn(7);
    is(paged(board, most), board);
    const small = paged(board, strokeBytes(stroke(1)));
    is(small.pages.length, 7);
    sound(small, strokeBytes(stroke(1)));
    // what does not fit by itself is left as it is
    is(paged(small, 10), small);
  });

  test('is told as plain values', () => {
    const board = withStrokes(emptyBoard, [stroke(1), stroke(2, 'b')], most);
    const shown = { nick: 'Woody', d: 'M1 1', colour: 'red', width: 2 };
    equal(drawingOf(board, { width: 10, height: 20 }), {
      width: 10,
      height: 20,
      strokes: [
        { id: 1, author: 'a', ...shown },
        { id: 2, author: 'b', ...shown },
      ],
    });
    const bare = { ...emptyBoard, pages: [{ strokes: [{ name: 'stroke', attrs: { id: '1' }, children: [] }], bytes: 1 }] };
    equal(drawingOf(bare, { width: 1, height: 1 }).strokes, [{ id: 1, author: '', nick: '', d: '', colour: '', width: 0 }]);
  });

  test('is what was drawn and not undone, whatever is done', () => {
    const act = fc.oneof(
      { weight: 4, arbitrary: fc.record({ draw: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 4 }) }) },
      { weight: 3, arbitrary: fc.record({ undo: fc.integer({ min: 0, max: 60 }) }) },
      { weight: 1, arbitrary: fc.constant({ clear: true }) },
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), acts => {
        let board: Board = emptyBoard;
        let model: Tree[] = [];
        for (const one of acts) {
          if ('draw' in one) {
            const strokes = one.draw.map((blanks, at) => stroke(board.next + at, 'a', blanks));
            model.push(...strokes);
            board = withStrokes(board, strokes, most);
          } else if ('undo' in one) {
            model = model.filter(tree => numberOf(tree) !== one.undo);
            board = withoutStroke(board, one.undo, most);
          } else {
            model = [];
            board = cleared(board);
          }
          sound(board);
          equal(numbers(board), model.map(numberOf));
        }
      }),
      { numRuns: 200 },
    );
  });
});
