// A behaviour that fails where a test wants it to, lent to the kinds that there are: rooms find their kind by name,
// and there is no other way to bring one in.
import type { Behaviour, Phase } from '../../machines/behaviour.ts';
import type { Fact } from '../../machines/fact.ts';
import { type Kind, kind, part } from '../../machines/kind.ts';
import { conversation } from '../../machines/kinds/conversation.ts';
import { privateKind } from '../../machines/kinds/private.ts';
import { publicKind } from '../../machines/kinds/public.ts';
import { refuse } from '../../machines/refusal.ts';

const phases: readonly Phase[] = ['create', 'enter', 'rename', 'appear', 'speak', 'topic', 'whisper', 'browse', 'invite'];
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

/** Where it fails from now on. */
let fault: Fault = 'none';

const faulty: Behaviour<object, { heard: number }> = {
  name: 'faulty',
  about: 'Fails where a test wants it to.',
  data: () => ({ heard: 0 }),
  rules: Object.fromEntries(
    phases.map(phase => [
      phase,
      () => {
        if (fault === 'ruling') throw new Error(`fault in ${phase}`);
        return fault === 'refusing' ? never : undefined;
      },
    ]),
  ),
  hears: Object.fromEntries(
    heard.map(type => [
      type,
      ({ data }: { data: { heard: number } }) => {
        if (fault === 'hearing') throw new Error(`fault at ${type}`);
        return { data: { heard: data.heard + 1 }, facts: fault === 'endless' ? [{ type: 'noticed', text: 'again' }] : [] };
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

/** Lends the behaviour, as the last of each kind; what is returned takes it back. */
export function lendFaulty(): () => void {
  const undos = [privateKind, publicKind].map(one => {
    const before: Kind = { ...one };
    Object.assign(one, kind(before, [...conversation, part(faulty, () => ({}))]));
    return () => Object.assign(one, before);
  });
  return () => {
    for (const undo of undos) undo();
  };
}
