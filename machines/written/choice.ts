// Shapes of the written vocabulary that know their own names, so that a fault can say which was probably meant.
// The schemas are zod's; what is here are the sentences.
import { z } from 'zod';
import { hint, suggestion } from '../nearest.ts';

/** An object with these keys and no others. */
export function shape<S extends z.core.$ZodLooseShape>(keys: S): z.ZodObject<S, z.core.$strict> {
  const error: z.core.$ZodErrorMap = issue => {
    if (issue.code !== 'unrecognized_keys') return undefined;
    const names = () => Object.keys(keys).filter(name => name !== '$schema');
    return issue.keys.map(key => `there is no “${key}” here${hint(key, names())}`).join(' ');
  };
  return z.strictObject(keys, { error });
}

/** Says which of its alternatives a fault of a choice is about; `form-faults.ts` looks there. */
export const meant = (index: number) => `@${index}`;

/**
 * One of several objects, told apart by the key that each has and no other; or something plain.
 * @param what what it is, in words: `an action`
 * @param plainly what it may be besides, in words
 */
export function choice<T>(
  what: string,
  tagged: Readonly<Record<string, z.ZodType>>,
  plain: readonly z.ZodType[] = [],
  plainly = '',
): z.ZodType<T> {
  const tags = Object.keys(tagged);
  const error: z.core.$ZodErrorMap = ({ input }) => {
    if (typeof input === 'string' && plain.length > 0) return meant(0);
    if (Array.isArray(input) && plain.length > 1) return meant(plain.length - 1);
    if (!isObject(input)) return `${what} is ${plainly}an object with one of ${tags.join(', ')}`;
    const keys = Object.keys(input);
    const known = keys.filter(key => tags.includes(key));
    if (known.length === 1) return meant(plain.length + tags.indexOf(known[0]!));
    if (known.length > 1) return `${what} has one of ${known.join(', ')}, and not both: write one after the other`;
    const near = keys.map(key => suggestion(key, tags)).find(Boolean);
    const named = keys.length > 0 ? `there is no “${keys[0]}” for ${what}` : `${what} is empty`;
    return `${named}${near ?? `: there are ${tags.join(', ')}`}`;
  };
  return z.union([...plain, ...Object.values(tagged)] as [z.ZodType, ...z.ZodType[]], { error }) as unknown as z.ZodType<T>;
}

/** One, or a list of at most `most`. */
export function oneOrMore<T>(schema: z.ZodType<T>, most: number): z.ZodType<T | readonly T[]> {
  return z.union([schema, z.array(schema).min(1).max(most)], {
    error: ({ input }) => meant(Array.isArray(input) ? 1 : 0),
  });
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
