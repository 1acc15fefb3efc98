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

  test('breaks long rows, and goes on below in the second column', () => {
    const names = Array.from({ length: 12 }, (_, i) => `something${i}`);
    const box = boxOf({ ...state('ended'), notes: [{ word: 'hears', names }] }, of('room', 'tick'));
    const hears = texts(box).indexOf('hears');
    const [word, first, second] = box.lines.slice(hears);
    ok(first!.x > word!.x && second!.x === first!.x && second!.y > first!.y);
    equal(texts(box).slice(-2), ['tick', '/ expire']);
    equal(
      texts(box)
        .slice(hears + 1, -2)
        .join(' '),
      names.join(', '),
    );
    ok(box.width < 400);
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

  test('breaks long guards and actions of a label as well', () => {
    const [tick] = of('room', 'tick');
    const label = labelOf({
      ...tick!,
      guard: 'not (count data.hands < settings.most) or so',
      actions: ['announce “A long text of many words, which goes on”'],
    });
    equal(texts(label), [
      'tick',
      '[not (count data.hands <',
      'settings.most) or so]',
      '/ announce “A long text of many',
      'words, which goes on”',
    ]);
    ok(label.width < 260);
  });

  test('has a sign for history', () => {
    equal(texts(boxOf({ ...state('ended'), type: 'history' }, [])), ['H']);
    equal(texts(boxOf({ ...state('ended'), type: 'deep-history' }, [])), ['H*']);
  });
});
