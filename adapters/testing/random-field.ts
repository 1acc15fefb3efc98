// Random values for the fields of a behaviour's own requests and of its settings: right ones, and some that are not.
import type fc from 'fast-check';
import type { z } from 'zod';

export type FastCheck = typeof fc;

/** A value for each field, or for some of them. `words`: texts that may mean something. */
export function randomFields(
  check: FastCheck,
  shape: Readonly<Record<string, z.ZodType>>,
  words: readonly string[],
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const entries = Object.entries(shape).map(([name, type]) => [name, randomValue(check, type, words)] as const);
  const needed = Object.keys(shape).filter(name => !shape[name]!.safeParse(undefined).success);
  const record = (requiredKeys: string[]) => check.record(Object.fromEntries(entries), { requiredKeys });
  // now and then one is forgotten
  return check.oneof({ weight: 6, arbitrary: record(needed) }, { weight: 1, arbitrary: record([]) }) as never;
}

function randomValue(check: FastCheck, type: z.ZodType, words: readonly string[]): fc.Arbitrary<unknown> {
  const inner = innermost(type);
  const odd = check.constantFrom<unknown>('', 0, -1, true, 'nonsense');
  return check.oneof({ weight: 6, arbitrary: fitting(check, inner, words) }, { weight: 1, arbitrary: odd });
}

function fitting(check: FastCheck, type: z.ZodType, words: readonly string[]): fc.Arbitrary<unknown> {
  switch (type.type) {
    case 'number':
      return check.constantFrom(0, 1, 2, 3, 5, 10, 60, 300);
    case 'boolean':
      return check.boolean();
    case 'enum':
      return check.constantFrom(...(type as z.ZodEnum).options);
    case 'array':
      return check.array(fitting(check, (type as z.ZodArray<z.ZodType>).element, words), { maxLength: 3 });
    case 'object':
      return randomFields(check, (type as z.ZodObject).shape as never, words);
    default:
      return check.constantFrom(...words);
  }
}

function innermost(type: z.ZodType): z.ZodType {
  let inner = type as z.ZodType & { readonly unwrap?: () => z.ZodType; readonly in?: z.ZodType };
  while (inner.type !== 'array' && (inner.unwrap || inner.type === 'pipe'))
    inner = (inner.unwrap?.() ?? inner.in!) as typeof inner;
  return inner;
}
