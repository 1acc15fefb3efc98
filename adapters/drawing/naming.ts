// The names of a machine's events, guards and actions in words: of what was written in place, and of what
// XState makes by itself (`xstate.after…`), too.

/** An actor that a state invokes; an id that XState gave by itself says nothing to people. */
interface Invoked {
  readonly id: string;
  readonly src: unknown;
}

/** The name of an event as people read it, in a state that invokes those actors. */
export function eventName(type: string, invoked: readonly Invoked[] = []): string {
  if (type === '*') return 'any other';
  const [, delay] = /^xstate\.after\.([^.]+)\./.exec(type) ?? [];
  if (delay !== undefined) return /^\d+$/.test(delay) ? `after ${delay} ms` : `after ${delay}`;
  if (type.startsWith('xstate.done.state.')) return 'done';
  const [, what, id] = /^xstate\.(done|error|snapshot)\.(?:actor\.)?(.+)$/.exec(type) ?? [];
  if (what === undefined) return type;
  const actor = actorName(invoked.find(one => one.id === id) ?? { id: id!, src: undefined });
  return `${actor} ${what === 'done' ? 'is done' : what === 'error' ? 'failed' : 'changed'}`;
}

/** The name of an invoked actor: of its logic where that has one, else its id. */
export function actorName({ id, src }: Invoked): string {
  return typeof src === 'string' && !src.startsWith('xstate.') ? src : id;
}

/** The name of a guard; XState's `and`, `or`, `not` and `stateIn` are written out. */
export function guardName(guard: unknown): string {
  if (typeof guard !== 'function') return named(guard, 'guard');
  const { guards, stateValue } = guard as { guards?: readonly unknown[]; stateValue?: unknown };
  if (stateValue !== undefined) return `in ${typeof stateValue === 'string' ? stateValue : JSON.stringify(stateValue)}`;
  if (!guards) return named(guard, 'guard');
  const names = guards.map(inner => (isJoined(inner) ? `(${guardName(inner)})` : guardName(inner)));
  return guard.name === 'not' ? `not ${names.join()}` : names.join(` ${guard.name} `);
}

/** The name of an action; one of XState's own by its kind (`emit`, `assign`). */
export function actionName(action: unknown): string {
  return named(action, 'action');
}

function isJoined(guard: unknown): boolean {
  return typeof guard === 'function' && (guard.name === 'and' || guard.name === 'or') && 'guards' in guard;
}

// a function written in place has no name, or is called by JavaScript after the place it stands in
const places = new Set(['', 'guard', 'cond', 'actions', 'entry', 'exit']);

function named(one: unknown, what: string): string {
  if (typeof one === 'string') return one;
  const { type, name, params } = one as { type?: string; name?: string; params?: unknown };
  if (type !== undefined) return `${type.replace(/^xstate\./, '')}${parameters(params)}`;
  return name !== undefined && !places.has(name) ? name : `${what} in place`;
}

function parameters(params: unknown): string {
  if (params === null || typeof params !== 'object') return '';
  const written = Object.entries(params).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `(${written.join(', ')})`;
}
