import { equal, is, ok } from 'uvu/assert';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { boxOf, everywhereOf, labelOf, type Writing } from '../../../adapters/drawing/writing.ts';
import { room } from '../../../machines/room.ts';
import { suite } from '../../suite.ts';

const chart = chartOf(room);
const state = (name: string) => chart.root.states.find(one => one.name === name)!;
const of = (from: string, event: string) => chart.transitions.filter(one => one.from === from && one.event === event);
const texts = ({ lines }: Writing) => lines.map(({ runs }) => runs.map(({ text }) => text).join(' '));

suite('writing', test => {
  test('sets the name, the description in lines, and no rule where nothing follows', () => {
    const box = boxOf(state('reserved'), []);
    equal(texts(box), ['reserved', 'Presence is held for a room that', 'nobody has made yet. Nobody can', 'see it.']);
    is(box.rule, undefined);
  });

  test('sets rows in two columns below a rule', () => {
    const box = boxOf(state('occupied'), of('room.occupied', 'present'));
    equal(texts(box).slice(2), ['present [isInside]', '/ appear', 'present [else]', '/ hold']);
    const [first, done, second] = box.lines.slice(2);
    is(first!.y, done!.y);
    is(first!.x, second!.x);
    ok(first!.x < done!.x && first!.y < second!.y);
    ok(box.rule! > box.lines[1]!.y && box.rule! < first!.y);
  });

  test('is as large as what is in it', () => {
    for (const box of [boxOf(state('ended'), []), everywhereOf(of('room', 'tick')), labelOf(of('room', 'close')[0]!)]) {
      for (const { x, y } of box.lines) ok(x > 0 && x < box.width && y > 0 && y < box.height);
    }
  });

  test('breaks a label between event, guard and actions', () => {
    equal(texts(labelOf(of('room.occupied', 'vacated')[1]!)), ['vacated', '[doesSomebodyWait]', '/ dissolve']);
    equal(texts(labelOf(of('room.empty', 'enter')[0]!)), ['enter / admit']);
  });

  test('has a sign for history', () => {
    equal(texts(boxOf({ ...state('ended'), type: 'history' }, [])), ['H']);
    equal(texts(boxOf({ ...state('ended'), type: 'deep-history' }, [])), ['H*']);
  });
});
