// Random sequences: some people come into a room first, and then anything happens, most of it there.
import fc from 'fast-check';
import { gathering } from './arriving.ts';
import { rooms } from './places.ts';
import { anyScene } from './scenes.ts';
import { type Circumstances, type Sequence, shown } from './sequence.ts';

const anyCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  door: fc.constantFrom('engine', 'engine', 'component'),
  notices: fc.boolean(),
  hideRealJids: fc.constantFrom(true, true, false),
  history: fc.constantFrom(3, 0),
  create: fc.constantFrom('anyone', 'anyone', 'anyone', 'nobody'),
  strict: fc.nat(9).map(chance => chance === 9),
  ending: fc.constantFrom('leaving', 'dying'),
});

/** @param scenes how many there are at most, once people have come */
export const anySequence = (scenes = 60): fc.Arbitrary<Sequence> =>
  fc
    .tuple(anyCircumstances, fc.oneof(...rooms.map(room => stepsIn(room, scenes))))
    .map(([circumstances, steps]) => shown({ circumstances, steps }));

function stepsIn(room: string, scenes: number) {
  const anyRoom = fc.oneof({ weight: 4, arbitrary: fc.constant(room) }, { weight: 1, arbitrary: fc.constantFrom(...rooms) });
  return fc
    .tuple(
      fc.array(gathering(anyRoom), { maxLength: 10, size: 'max' }),
      fc.array(anyScene(anyRoom), { minLength: 1, maxLength: scenes, size: 'max' }),
    )
    .map(([first, then]) => [...first, ...then].flat());
}
