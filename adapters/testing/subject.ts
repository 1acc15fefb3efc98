// What a test puts on the stage, as a kind of room: one behaviour, several, or a kind as it is.
import type { Behaviour } from '../../machines/behaviour.ts';
import { type Kind, kind, type Listed } from '../../machines/kind.ts';

// biome-ignore lint/suspicious/noExplicitAny: each behaviour has settings and data of its own
export type AnyBehaviour = Behaviour<any, any, any>;

/** A behaviour, one with settings, a list of them, or a kind. */
export type Subject = AnyBehaviour | readonly [AnyBehaviour, object] | readonly Listed[] | Kind;

/** Throws what is wrong with the behaviours, each fault with its fix. */
export function kindOf(subject: Subject): Kind {
  if (isKind(subject)) return subject;
  return kind({ name: 'staged', about: 'What is tested.', listed: true }, listOf(subject));
}

/** The behaviours of a subject, in their order. */
export function behavioursOf(subject: Subject): readonly AnyBehaviour[] {
  return kindOf(subject).parts.map(({ behaviour }) => behaviour);
}

function listOf(subject: Exclude<Subject, Kind>): readonly Listed[] {
  if (!Array.isArray(subject)) return [subject as AnyBehaviour];
  const [first, second] = subject;
  const isOne = subject.length === 2 && isBehaviour(first) && !Array.isArray(second) && !isBehaviour(second);
  return isOne ? [subject as unknown as Listed] : (subject as readonly Listed[]);
}

function isKind(subject: unknown): subject is Kind {
  return typeof subject === 'object' && subject !== null && 'parts' in subject;
}

function isBehaviour(value: unknown): value is AnyBehaviour {
  return typeof value === 'object' && value !== null && 'name' in value && 'about' in value;
}
