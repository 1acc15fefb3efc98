import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { type AnyStateMachine, createMachine } from 'xstate';
import { chartOf, statesOf } from '../../../adapters/drawing/chart.ts';
import { type Box, type Drawing, layOut, type Place, type Point } from '../../../adapters/drawing/layout.ts';
import { roomConfig } from '../../../adapters/drawing/room-config.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { participant } from '../../../machines/participant.ts';
import { room } from '../../../machines/room.ts';
import { suite } from '../../suite.ts';
import { anyChart } from './any-chart.ts';

const directions = ['down', 'right'] as const;

suite('layout', test => {
  test('has a box for each state, and an arrow for each transition that changes it', async () => {
    const chart = chartOf(participant);
    const { boxes, arrows } = await layOut(chart);
    equal(new Set(boxes.map(({ state }) => state)), new Set(statesOf(chart.root).map(({ id }) => id)));
    equal(
      arrows.flatMap(({ transition }) => transition ?? []),
      chart.transitions.map(({ id }) => id),
    );
    is(arrows.filter(({ transition }) => transition === undefined).length, 1);
  });

  test('puts what holds in every state into one box, from which leads what ends it', async () => {
    const chart = chartOf(room);
    const { boxes, arrows } = await layOut(chart);
    const everywhere = boxes.find(({ shape }) => shape === 'everywhere')!;
    const words = everywhere.writing.lines.flatMap(({ runs }) => runs.map(({ text }) => text));
    equal(words.slice(0, 3), ['in every state', 'refuse', '/ refuse']);
    not(words, 'close');
    const { id } = chart.transitions.find(({ event }) => event === 'close')!;
    const close = arrows.find(({ transition }) => transition === id)!;
    ok(touches(close.points[0]!, everywhere));
    ok(touches(close.points.at(-1)!, boxes.find(({ state }) => state === 'room.ended')!));
  });

  test('leads from the state to its goal, also backwards', async () => {
    const { boxes, arrows } = await layOut(chartOf(participant));
    const kept = arrows.find(({ transition }) => transition === 'participant.nick-change#1')!;
    ok(touches(kept.points[0]!, boxes.find(({ state }) => state === 'participant.nick-change')!));
    ok(touches(kept.points.at(-1)!, boxes.find(({ state }) => state === 'participant.joined')!));
  });

  test('begins with the first state and ends with the last one', async () => {
    for (const direction of directions) {
      const { boxes } = await layOut(chartOf(participant), direction);
      const at = (state: string) => {
        const { x, y } = boxes.find(box => box.state === `participant.${state}`)!;
        return direction === 'down' ? y : x;
      };
      ok(at('presence-pending') < at('joined') && at('joined') < at('nick-change') && at('nick-change') < at('departed'));
    }
  });

  test('of any chart overlaps nothing and cuts no word off', async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, fc.constantFrom(...directions), async (chart, direction) => {
        const drawing = await layOut(chart, direction);
        const leaves = drawing.boxes.filter(({ shape }) => !isGroup(shape));
        const labels = drawing.arrows.flatMap(({ label }) => label ?? []);
        for (const [i, box] of leaves.entries()) {
          for (const other of leaves.slice(i + 1)) ok(!overlap(box, other), `${box.state} lies on ${other.state}`);
          for (const label of labels) ok(!overlap(box, label), `a label lies on ${box.state}`);
        }
        for (const [i, label] of labels.entries())
          for (const other of labels.slice(i + 1)) ok(!overlap(label, other), 'a label lies on another');
        for (const box of drawing.boxes) {
          ok(box.writing.width <= box.width + 1 && box.writing.height <= box.height + 1, `${box.state} is too small`);
        }
        checkInside(drawing);
      }),
      { numRuns: 40, seed: 20_010_901 },
    );
  });

  test('of a chart without states is its frame', async () => {
    const { width, height, boxes, arrows } = await layOut(
      chartOf(createMachine({ id: 'wall', description: 'Nobody whispers.' })),
    );
    equal([boxes.length, arrows.length], [1, 0]);
    ok(width > 90 && height > 40 && width === boxes[0]!.width && height === boxes[0]!.height);
  });

  test('of a whole room puts its regions side by side in rows', async () => {
    for (const kind of shippedKinds) {
      const chart = chartOf(createMachine(roomConfig(kind) as never) as unknown as AnyStateMachine);
      const { width, height, boxes } = await layOut(chart);
      ok(width / height > 0.6 && width / height < 2.5, `${kind.name} is ${width} by ${height}`);
      is(boxes.filter(({ shape }) => shape === 'region').length, kind.parts.length + 1);
    }
  });

  test('places the same chart the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyChart, async chart => equal(await layOut(chart), await layOut(structuredClone(chart)))),
      { numRuns: 10, seed: 2 },
    );
  });
});

function not(words: readonly string[], word: string): void {
  ok(!words.includes(word), `${word} is there`);
}

function isGroup(shape: Box['shape']): boolean {
  return shape === 'frame' || shape === 'compound' || shape === 'parallel' || shape === 'region';
}

function overlap(one: Place, other: Place): boolean {
  // half a pixel is lost by rounding
  const within = 1;
  return (
    one.x + one.width > other.x + within &&
    other.x + other.width > one.x + within &&
    one.y + one.height > other.y + within &&
    other.y + other.height > one.y + within
  );
}

function touches({ x, y }: Point, box: Place): boolean {
  return x >= box.x - 1 && x <= box.x + box.width + 1 && y >= box.y - 1 && y <= box.y + box.height + 1;
}

function checkInside({ width, height, boxes, arrows }: Drawing): void {
  const points: Point[] = [
    ...boxes,
    ...boxes.map(box => ({ x: box.x + box.width, y: box.y + box.height })),
    ...arrows.flatMap(arrow => arrow.points),
    ...arrows.flatMap(({ label }) => (label ? [label, { x: label.x + label.width, y: label.y + label.height }] : [])),
  ];
  for (const { x, y } of points) ok(x >= 0 && y >= 0 && x <= width && y <= height, `${x},${y} is outside the frame`);
}
