// The holes of a scenario's XML: {woody} and {woody.jid} are filled, {any}, {id:woody} … are matched.
// Text only: which element may stand where is the pattern's affair.
import { escapeXML } from 'ltx';

/** What names stand for at some point of a scenario; never changed, only replaced. */
export type Bindings = ReadonlyMap<string, string>;

const HOLE = /\{([^{}]+)\}/g;
const REPEAT = /^(.)\*(\d+)$/u;
const VARIABLE = /^[a-z][\w./@-]*$/i;

/** What each matching hole accepts. An id has at least 96 random bits in hex. */
const KINDS: Readonly<Record<string, string>> = {
  any: '[\\s\\S]+',
  hex: '[0-9a-f]{24,}',
  id: '[0-9a-f]{24,}',
  newid: '[0-9a-f]{24,}',
  number: '\\d+',
  stamp: '\\d{8}T\\d\\d:\\d\\d:\\d\\d',
  datetime: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z',
};

/** The 22 conditions of XEP-0086, with the code and the type that go with each. */
const CONDITIONS: Readonly<Record<string, readonly [code: string, type: string]>> = {
  'bad-request': ['400', 'modify'],
  conflict: ['409', 'cancel'],
  'feature-not-implemented': ['501', 'cancel'],
  forbidden: ['403', 'auth'],
  'internal-server-error': ['500', 'wait'],
  'item-not-found': ['404', 'cancel'],
  'jid-malformed': ['400', 'modify'],
  'not-acceptable': ['406', 'modify'],
  'not-allowed': ['405', 'cancel'],
  'not-authorized': ['401', 'auth'],
  'payment-required': ['402', 'auth'],
  'recipient-unavailable': ['404', 'wait'],
  'registration-required': ['407', 'auth'],
  'remote-server-not-found': ['404', 'cancel'],
  'remote-server-timeout': ['504', 'wait'],
  'resource-constraint': ['500', 'wait'],
  'service-unavailable': ['503', 'cancel'],
  'subscription-required': ['407', 'auth'],
  'unexpected-request': ['400', 'wait'],
};

/** `{error 404 item-not-found}` written out; the code stands there for the reader and has to fit. */
export function expandErrors(source: string): string {
  return source.replace(/\{error (\d+) ([a-z-]+)\}/g, (_, code: string, condition: string) => {
    const known = CONDITIONS[condition];
    if (known === undefined) throw new Error(`unknown condition "${condition}" (XEP-0086 lists them)`);
    if (known[0] !== code) throw new Error(`${condition} has the code ${known[0]}, not ${code} (XEP-0086)`);
    const ns = `xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'`;
    return `<error code='${code}' type='${known[1]}'><${condition} ${ns}/><text ${ns}>{any}</text></error>`;
  });
}

/** `source` with its variables and repetitions filled in; throws on a hole that nothing fills. */
export function fill(source: string, bindings: Bindings, encode: (value: string) => string = escapeXML): string {
  return source.replace(HOLE, (hole, inside: string) => {
    const repeat = REPEAT.exec(inside);
    if (repeat) return (repeat[1] as string).repeat(Number(repeat[2]));
    const value = bindings.get(inside);
    if (value === undefined) throw new Error(`nothing is known as ${hole} at this point`);
    return encode(value);
  });
}

/** The bindings after `got` was matched with `pattern`; undefined where it does not match. */
export function matchText(pattern: string, got: string, bindings: Bindings): Bindings | undefined {
  const captured: [kind: string, name: string | undefined][] = [];
  let expression = '';
  let from = 0;
  for (const hole of pattern.matchAll(HOLE)) {
    expression += quote(pattern.slice(from, hole.index));
    from = hole.index + hole[0].length;
    const [kind = '', name] = (hole[1] as string).split(':', 2);
    if (KINDS[kind] !== undefined) {
      captured.push([kind, name]);
      expression += `(${KINDS[kind]})`;
    } else expression += quote(fill(hole[0], bindings, value => value));
  }
  expression += quote(pattern.slice(from));
  const found = new RegExp(`^${expression}$`).exec(got);
  if (found === null) return undefined;
  const after = new Map(bindings);
  for (const [index, [kind, name]] of captured.entries()) {
    const value = found[index + 1] as string;
    if (kind === 'newid' && [...bindings].some(([known, id]) => id === value && known !== name)) return undefined;
    if (name === undefined) continue;
    if (after.has(name) && after.get(name) !== value) return undefined;
    after.set(name, value);
  }
  return after;
}

/** What is wrong with the holes of `source`, in a sentence; undefined when nothing is. */
export function faultOfHoles(source: string, known: ReadonlySet<string>, matching: boolean): string | undefined {
  for (const [hole, inside] of source.matchAll(HOLE) as Iterable<[string, string]>) {
    if (REPEAT.test(inside)) continue;
    if (matching && /^(?:[a-z][\w.-]*)?\.\.\.$/i.test(inside)) continue;
    const [kind = '', name] = inside.split(':', 2);
    if (matching && KINDS[kind] !== undefined && (name === undefined || VARIABLE.test(name))) continue;
    if (!VARIABLE.test(inside)) return `${hole} is no hole that is known here`;
    if (!known.has(inside)) return `${hole} is named by nothing before it`;
  }
  return undefined;
}

/** The names that matching `source` gives to what it captures. */
export function captures(source: string): string[] {
  return [...source.matchAll(HOLE)]
    .map(hole => (hole[1] as string).split(':', 2))
    .filter(([kind = '', name]) => KINDS[kind] !== undefined && name !== undefined)
    .map(([, name]) => name as string);
}

const quote = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
