// Every way to say no, in one table: the condition of RFC 6120, its type and the legacy code of XEP-0086.
// A refusal is a value, never an exception.

const table = {
  'bad-request': ['modify', 400],
  'jid-malformed': ['modify', 400],
  'unexpected-request': ['wait', 400],
  'not-authorized': ['auth', 401],
  forbidden: ['auth', 403],
  'item-not-found': ['cancel', 404],
  'not-allowed': ['cancel', 405],
  'not-acceptable': ['modify', 406],
  conflict: ['cancel', 409],
  'internal-server-error': ['wait', 500],
  'resource-constraint': ['wait', 500],
  'feature-not-implemented': ['cancel', 501],
  'service-unavailable': ['cancel', 503],
  'remote-server-timeout': ['wait', 504],
} as const satisfies Record<string, readonly [ErrorType, number]>;

export type ErrorType = 'modify' | 'wait' | 'auth' | 'cancel';
export type Condition = keyof typeof table;

export interface Refusal {
  readonly condition: Condition;
  readonly type: ErrorType;
  readonly code: number;
  /** For people: what was wrong and how to mend it. */
  readonly text: string;
}

export const conditions = Object.keys(table) as readonly Condition[];

/** @throws TypeError where there is no such condition, or the text is none: programs without types find it at that line */
export function refuse(condition: Condition, text: string): Refusal {
  const known = Object.hasOwn(table, condition) ? table[condition] : undefined;
  if (!known) throw new TypeError(`There is no condition “${condition}”: there are ${Object.keys(table).join(', ')}.`);
  if (typeof text !== 'string') throw new TypeError(`A refusal needs a text that says what to do: refuse('${condition}', '…').`);
  const [type, code] = known;
  return Object.freeze({ condition, type, code, text });
}

/** Whether it is one of the values that `refuse` makes. */
export function isRefusal(value: object): value is Refusal {
  return 'condition' in value && 'code' in value && 'text' in value;
}

/** Conditions that say that a stanza reached nobody (RFC 6120 8.3.3): who bounces with one of them is gone. */
const undelivered: ReadonlySet<string> = new Set([
  'gone',
  'internal-server-error',
  'item-not-found',
  'jid-malformed',
  'recipient-unavailable',
  'redirect',
  'remote-server-not-found',
  'remote-server-timeout',
  'service-unavailable',
]);

export function isUndelivered(condition: string): boolean {
  return undelivered.has(condition);
}
