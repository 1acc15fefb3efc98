// How settings and the fields of requests and facts are written, and what of them is made: schemas.
import { z } from 'zod';
import { isXmlText } from '../xml-text.ts';
import { shape } from './choice.ts';
import type { Faults, Path } from './faults.ts';
import { mostNumber, mostText, type Sort } from './moment.ts';
import { mostEntries, Name, Text } from './value-form.ts';

const types = ['number', 'integer', 'text', 'boolean', 'list'] as const;
type Type = (typeof types)[number];

/** Of what sort a value of each type is. */
export const sortOf: Readonly<Record<Type, Sort>> = {
  number: 'number',
  integer: 'number',
  text: 'text',
  boolean: 'yes or no',
  list: 'list',
};

const bound = z.number().min(-mostNumber).max(mostNumber).optional();
export const Field = shape({
  type: z.enum(types),
  default: z
    .union([z.string(), z.number(), z.boolean(), z.array(z.string())], {
      error: 'a text, a number, true or false, or a list of texts is needed here',
    })
    .optional()
    .describe('what it is where nothing else is said; without it something must be'),
  min: bound.describe('the least number, letters of a text or entries of a list'),
  max: bound.describe('the greatest number, letters of a text or entries of a list'),
  about: Text.optional().describe('what it is, in a few words'),
}).meta({ id: 'field', description: 'Something that may be set or said, with its bounds.' });
export type FieldForm = z.infer<typeof Field>;

/** A field of a request: its type alone, or with bounds. People type them, and nobody types lists. */
const typed = z.enum(['text', 'number', 'integer', 'boolean']);
export const RequestField = z
  .union([typed, Field.extend({ type: typed })], {
    error: ({ input }) => (typeof input === 'object' && input !== null ? '@1' : '@0'),
  })
  .meta({ id: 'request-field' });
export const FactField = z.enum(types);
export const Fields = z.record(Name, Field);

/** The schema of a field. What its bounds and its default have against each other is a fault. */
export function fieldSchema({ type, min, max, default: fallback, about }: FieldForm, faults: Faults, path: Path): z.ZodType {
  if (type === 'boolean' && (min !== undefined || max !== undefined))
    faults.add(path, 'true or false has no “min” and no “max”: leave them out');
  if (min !== undefined && max !== undefined && min > max)
    faults.add(path, `“min” (${min}) is more than “max” (${max}): change one of them`);
  const bare = bareSchema(type, min, max);
  const schema = about === undefined ? bare : bare.describe(about);
  if (fallback === undefined) return schema;
  const fit = schema.safeParse(fallback);
  if (!fit.success) faults.add([...path, 'default'], `this does not fit: ${fit.error.issues[0]!.message}`);
  return schema.default(fallback as never);
}

function bareSchema(type: Type, min: number | undefined, max: number | undefined): z.ZodType {
  switch (type) {
    case 'number':
      return z
        .number()
        .min(min ?? -mostNumber)
        .max(max ?? mostNumber);
    case 'integer':
      return z
        .int()
        .min(min ?? -mostNumber)
        .max(max ?? mostNumber);
    case 'text':
      return xmlText(mostText)
        .min(min ?? 0)
        .max(max ?? mostText);
    case 'list':
      return z
        .array(xmlText(mostText))
        .min(min ?? 0)
        .max(Math.min(max ?? mostEntries, mostEntries));
    case 'boolean':
      return z.boolean();
  }
}

function xmlText(most: number) {
  return z.string().max(most).refine(isXmlText, 'the text has characters that XML does not have: leave control characters out');
}
