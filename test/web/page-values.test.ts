// The page's small rules: addresses, words, names, the list of rooms and the arithmetic of zooming.
import { equal, is } from 'uvu/assert';
import { pageSize, pagesOf, sparkPoints, withList } from '../../adapters/web/rooms/room-rows.ts';
import { inNames, withPeople } from '../../adapters/web/shared/names.ts';
import { roomHash, routeOf } from '../../adapters/web/shared/route-of.ts';
import { counted, duration, grouped, rateText, shortId, valueText } from '../../adapters/web/shared/wording.ts';
import { first, fitted, kept, moved, revealed, viewBox, zoomed } from '../../adapters/web/shared/zoom-box.ts';
import { suite } from '../suite.ts';
import { crowd, hostile } from './made-up.ts';

suite('page: addresses', test => {
  test('lead to the views, and what is not known to the list', () => {
    equal(
      ['', '#/', '#/service', '#/play', '#/replay', '#/room/hall', '#/room/', '#/nothing', '#main'].map(
        hash => routeOf(hash).page,
      ),
      ['rooms', 'rooms', 'service', 'play', 'replay', 'room', 'rooms', 'rooms', 'rooms'],
    );
  });

  test('carry any name there and back', () => {
    for (const name of ['hall', 'example.org=2f', 'a/b?c#d', '100 %', 'tür', hostile]) {
      const { page, name: found, chosen } = routeOf(roomHash(name, `${name}!`));
      equal([page, found, chosen.get('why')], ['room', name, `${name}!`]);
    }
    is(routeOf('#/room/%').name, '%');
  });
});

suite('page: words', test => {
  test('count and measure', () => {
    equal([counted(1, 'person', 'people'), counted(0, 'person', 'people')], ['1 person', '0 people']);
    equal([grouped(999), grouped(1000), grouped(1234567)], ['999', '1\u202f000', '1\u202f234\u202f567']);
    equal([0, 61_000, 100_000, 3.6e6 * 3, 3.6e6 * 50].map(duration), ['0 s', '61 s', '2 min', '3 h', '2 days']);
    equal([0, 0.04, 0.4, 12.4, 1234].map(rateText), ['0', '0', '0.4', '12', '1\u202f234']);
  });

  test('say where a chart stands', () => {
    equal([undefined, 'open', { floor: 'open', queue: {} }].map(valueText), ['', 'open', 'floor: open, queue']);
    is(shortId('public.base.occupied'), 'occupied');
  });

  test('name people whom the page has seen, and shorten the ids of others', () => {
    const id = '7a675148fd9d8198971a4cc0';
    const names = withPeople(new Map(), [{ id, nick: 'Rex', dialect: 'conference', state: 'joined', jid: 'rex@localhost/page' }]);
    is(inNames(`entered ${id}`, names), 'entered Rex');
    is(inNames('left e5987326e594293025859808 left', names), 'left e59873… left');
    is(names.get('rex@localhost/page'), 'Rex');
    is(withPeople(names, []), names);
  });
});

suite('page: the list of rooms', test => {
  const rooms = crowd(120);
  const list = (from: number, of = rooms) => ({ all: 120, matching: of.length, from, rooms: of.slice(from, from + pageSize) });

  test('asks for the pages that are seen', () => {
    equal(pagesOf(0, 20), [0]);
    equal(pagesOf(45, 60), [0, 50]);
    equal(pagesOf(-3, 149), [0, 50, 100]);
  });

  test('knows what was looked at, and where it stands', () => {
    const rows = withList(withList(undefined, list(0), false), list(100), false);
    equal([rows.matching, rows.lines.size, rows.lines.get(119)!.name, rows.lines.has(60)], [120, 70, 'room-119', false]);
  });

  test('forgets what is no longer there', () => {
    const rows = withList(withList(undefined, list(0), false), list(0, rooms.slice(0, 3)), false);
    is(rows.lines.size, 3);
  });

  test('keeps its order while somebody is about to choose', () => {
    const turned = [...rooms].reverse().map(room => ({ ...room, people: 7 }));
    const before = withList(undefined, list(0), false);
    const steady = withList(before, { ...list(0), rooms: turned.slice(-50) }, true);
    equal([steady.lines.get(0)!.name, steady.lines.get(0)!.people], [rooms[0]!.name, 7]);
    is(withList(before, list(0, turned), false).lines.get(0)!.name, turned[0]!.name);
  });

  test('draws the last rates as a curve', () => {
    is(sparkPoints([]), '');
    is(sparkPoints([0, 4]), '56,15 60,1');
  });
});

suite('page: zooming', test => {
  const picture = { width: 1000, height: 2000 };
  const frame = { width: 500, height: 500 };

  test('shows all of a picture, and does not blow up a small one', () => {
    equal(fitted(picture, frame), { x: 500, y: 1000, scale: 0.25 });
    is(fitted({ width: 100, height: 100 }, frame).scale, 1.25);
    is(viewBox(fitted(picture, frame), frame), '-500 0 2000 2000');
  });

  test('begins where something is lit, when the whole could not be read', () => {
    const lit = [{ x: 100, y: 1500, width: 200, height: 100 }];
    equal(first(picture, frame, lit), { x: 312.5, y: 1550, scale: 0.8 });
    equal(first(picture, frame, []), fitted(picture, frame));
    const far = [...lit, { x: 700, y: 100, width: 100, height: 50 }];
    equal(first(picture, frame, far), { x: frame.width / 0.7 / 2, y: 1550, scale: 0.7 });
    // no empty band beside a picture that is larger than the window
    is(first(picture, frame, [{ x: 450, y: 10, width: 100, height: 20 }]).y, frame.height / 0.8 / 2);
  });

  test('keeps the point under the pointer where it is', () => {
    const before = { x: 500, y: 1000, scale: 0.5 };
    const at = { x: 100, y: -50 };
    const after = zoomed(before, 2, at);
    equal([after.x + at.x / after.scale, after.y + at.y / after.scale], [700, 900]);
  });

  test('moves to what is out of sight, and to nothing else', () => {
    const zoom = { x: 500, y: 500, scale: 1 };
    is(revealed(zoom, { x: 690, y: 500, width: 100, height: 10 }, frame), zoom);
    // its edge alone is not enough
    is(revealed(zoom, { x: 720, y: 500, width: 100, height: 10 }, frame).x, 770);
    equal(revealed(zoom, { x: 800, y: 500, width: 100, height: 10 }, frame), { x: 850, y: 505, scale: 1 });
    equal(revealed(zoom, { x: 400, y: 900, width: 100, height: 10 }, frame).y, 905);
  });

  test('moves with the pointer, but never out of sight', () => {
    equal(moved({ x: 500, y: 1000, scale: 0.5 }, { x: 10, y: -10 }), { x: 480, y: 1020, scale: 0.5 });
    equal(kept({ x: -9000, y: 9000, scale: 1 }, picture, frame), { x: 125, y: 1875, scale: 1 });
    is(zoomed({ x: 0, y: 0, scale: 4 }, 9).scale, 4);
  });
});
