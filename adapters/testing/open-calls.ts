// The calls of effects in a test that nobody has answered: the test is the outside.
import type { Called } from '../../machines/behaviour-fact.ts';
import type { Act, Moment } from './rehearsal.ts';

/** Oldest first. */
export function openCalls(moments: readonly Moment[]): readonly Called[] {
  const answered = new Set(moments.flatMap(({ act }) => ('answers' in act ? [act.call.id] : [])));
  return moments.flatMap(({ facts }) => facts).filter((fact): fact is Called => fact.type === 'called' && !answered.has(fact.id));
}

/**
 * The act by which the oldest call of an effect is answered.
 * @throws Error where there is none
 */
export function answered(
  { jid, moments }: { readonly jid: string; readonly moments: readonly Moment[] },
  effect: string,
  how: 'answer' | 'failure',
  fields: object,
): Act {
  const open = openCalls(moments);
  const call = open.find(one => one.effect === effect);
  if (call) return { answers: call[how], room: jid, call, fields: { ...fields } };
  const others = open.map(one => one.effect).join(', ');
  throw new Error(`No call of ${effect} is unanswered${others === '' ? '.' : `: there are those of ${others}.`}`);
}
