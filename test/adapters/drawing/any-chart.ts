// Charts of any shape, for properties that must hold of every picture.
import fc from 'fast-check';
import type { Chart, ChartState, ChartTransition } from '../../../adapters/drawing/chart.ts';
import { statesOf } from '../../../adapters/drawing/chart.ts';

interface Tree {
  readonly parallel: boolean;
  readonly about: string;
  readonly children: readonly Tree[];
}

const word = fc.constantFrom('a', 'enter', 'slow mode', 'an uncommonly long name of something');

const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
  tree: fc.record({
    parallel: fc.boolean(),
    about: fc.constantFrom('', 'Somebody is inside.', 'Presence is held for a room that nobody has made yet. Nobody can see it.'),
    children: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant([]), fc.array(tie('tree'), { maxLength: 4 })),
  }),
}));

function grown({ parallel, about, children }: Tree, id: string, name: string): ChartState {
  const states = children.map((child, i) => grown(child, `${id}.s${i}`, `s${i}`));
  return {
    id,
    name,
    type: states.length === 0 ? (parallel ? 'final' : 'simple') : parallel ? 'parallel' : 'compound',
    ...(about ? { description: about } : {}),
    initial: states.length > 0 && !parallel ? [states[0]!.id] : [],
    entry: parallel ? [] : ['ring'],
    exit: [],
    invokes: [],
    notes: about ? [{ word: 'hears', names: about.split(' ') }] : [],
    states,
  };
}

const grove = fc.record({
  parallel: fc.boolean(),
  about: fc.constant(''),
  children: fc.array(tree, { minLength: 1, maxLength: 4 }),
});

export const anyChart: fc.Arbitrary<Chart> = grove.chain(one => {
  const root = grown(one, 'any', 'any');
  const ids = statesOf(root).map(({ id }) => id);
  const transition = fc.record({
    from: fc.constantFrom(...ids),
    to: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 }),
    event: word,
    guard: fc.option(word, { nil: undefined }),
    actions: fc.array(word, { maxLength: 2 }),
  });
  return fc.array(transition, { maxLength: 12 }).map(all => ({
    name: 'any',
    root,
    transitions: all.map(
      ({ guard, ...rest }, i): ChartTransition => ({
        id: `${rest.from}#${i}`,
        otherwise: false,
        ...(guard === undefined ? {} : { guard }),
        ...rest,
      }),
    ),
  }));
});
