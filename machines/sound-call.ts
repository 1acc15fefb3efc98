// A call for work outside, as a behaviour gave it: looked at before anybody is told. Throws where it is none.
import type { Call } from './behaviour.ts';
import type { Called } from './behaviour-fact.ts';
import type { Floor } from './floor.ts';
import { described, soundText } from './sound-value.ts';

/** The fact that the call was made. Nothing of what it was given is changed afterwards: it is a copy, as JSON has it. */
export function soundCall(floor: Floor, place: number, call: Call): Called {
  if (typeof call !== 'object' || call === null)
    throw new Error(`a call is an object such as {effect, input, answer, failure}, not ${described(call)}`);
  const { behaviour } = floor.kindOf.parts[place]!;
  const { effect, input, answer, failure, tag } = call;
  if (typeof effect !== 'string' || effect === '') throw new Error(`a call names its effect, not ${described(effect)}`);
  for (const name of [answer, failure])
    if (behaviour.requests?.[name]?.who !== 'effect')
      throw new Error(`the answer to a call is one of its requests for who: 'effect', not ${described(name)}`);
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Error(`the input of a call is an object, not ${described(input)}`);
  if (tag !== undefined) soundText(tag, 'the tag of a call');
  // more than one may be made in a step
  const made = floor.step.tellings.filter(({ fact }) => fact.type === 'called').length;
  return {
    type: 'called',
    behaviour: behaviour.name,
    id: `${floor.step.cause}-${made}`,
    effect,
    input: JSON.parse(JSON.stringify(input)),
    answer,
    failure,
    ...(tag === undefined ? {} : { tag }),
  };
}
