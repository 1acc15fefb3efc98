// What happened, in words: for messages about what did not go as it should.
import { AssertionError } from './assertion.ts';
import type { Act, Moment } from './rehearsal.ts';

/** A moment as lines: what happened, and below it what came of it. */
export function told({ act, received, failures }: Pick<Moment, 'act' | 'received' | 'failures'>): string {
  return [actText(act), ...received.map(({ xml }) => `    ${xml}`), ...failures.map(failure => `    ! ${failure}`)].join('\n');
}

export function actText(act: Act): string {
  if ('stanza' in act) return act.stanza;
  if ('waits' in act) return `(${act.waits} s pass)`;
  if ('survey' in act) return '(the link is back)';
  if ('closes' in act) return `(the service closes: ${act.closes})`;
  if ('invites' in act) return `(${act.room} invites ${act.invites})`;
  if ('commands' in act) return `(an operator: ${act.behaviour} ${act.commands} ${JSON.stringify(act.fields)})`;
  if ('answers' in act) return `(outside: ${act.call.behaviour} ${act.answers} ${JSON.stringify(act.fields)})`;
  if ('configures' in act) return `(an operator sets ${act.configures}: ${JSON.stringify(act.settings)})`;
  return 'reopens' in act ? `(an operator reopens ${act.reopens})` : `(the room becomes ${act.replaces})`;
}

/** What a behaviour threw, with the line at which it did. */
export function faultOf(failure: unknown, story: string, method: (...args: never[]) => unknown): AssertionError {
  const { message, cause } = failure as Error;
  const error = new AssertionError(message, failure, undefined);
  Object.assign(error, { cause: failure });
  (Error as { captureStackTrace?: (error: Error, above?: unknown) => void }).captureStackTrace?.(error, method);
  const origin = cause instanceof Error ? cause.stack : undefined;
  error.stack = `${error.stack}\n  thrown by: ${origin ?? message}\n${story}`;
  return error;
}
