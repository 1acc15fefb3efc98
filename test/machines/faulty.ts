// Behaviours that fail where a test wants them to, as the last of each kind: `faulty`, which rules and hears, and
// `fragile`, which only hears.
import type { Behaviour } from '../../machines/behaviour.ts';
import type { Fact } from '../../machines/fact.ts';
import { kind } from '../../machines/kind.ts';
import { conversation } from '../../machines/kinds/conversation.ts';
import { privateKind } from '../../machines/kinds/private.ts';
import { publicKind } from '../../machines/kinds/public.ts';
import { phases } from '../../machines/phase.ts';
import { refuse } from '../../machines/refusal.ts';

const heard: readonly Fact['type'][] = [
  'entered',
  'renamed',
  'left',
  'appeared',
  'said',
  'noticed',
  'relayed',
  'unanswered',
  'recalled',
  'titled',
  'asked',
  'identified',
  'required',
  'browsed',
  'probed',
  'discovered',
  'refused',
  'invited',
  'waiting',
  'withdrawn',
  'founded',
  'dissolved',
];

/** `ruling`, `hearing`: it throws there. `endless`: it adds a fact to each that it hears. `refusing`: it refuses all. */
export type Fault = 'none' | 'ruling' | 'hearing' | 'endless' | 'refusing';

const never = refuse('forbidden', 'Never.');

/** Where they fail from now on. */
let fault: Fault = 'none';

interface Data {
  readonly heard: number;
}

const fragile: Behaviour<object, Data> = {
  name: 'fragile',
  about: 'Fails where a test wants it to.',
  data: () => ({ heard: 0 }),
  hears: Object.fromEntries(
    heard.map(type => [
      type,
      ({ data }: { data: Data }) => {
        if (fault === 'hearing') throw new Error(`fault at ${type}`);
        return { data: { heard: data.heard + 1 }, facts: fault === 'endless' ? [{ type: 'noticed', text: 'again' }] : [] };
      },
    ]),
  ),
};

const faulty: Behaviour<object, Data> = {
  ...fragile,
  name: 'faulty',
  rules: Object.fromEntries(
    phases.map(phase => [
      phase,
      () => {
        if (fault === 'ruling') throw new Error(`fault in ${phase}`);
        return fault === 'refusing' ? never : undefined;
      },
    ]),
  ),
};

/** Does something while the behaviour fails there. */
export function failing<T>(where: Fault, act: () => T): T {
  fault = where;
  try {
    return act();
  } finally {
    fault = 'none';
  }
}

const kindsWith = (behaviour: Behaviour<object, Data>) => ({
  kinds: [privateKind, publicKind].map(one => kind(one, [...conversation, behaviour])),
});

/** The kinds that there are, each with the behaviour that rules and hears. */
export const faultyKinds = kindsWith(faulty);

/** The kinds that there are, each with the behaviour that only hears. */
export const fragileKinds = kindsWith(fragile);
