// How a value is written: plainly, as a text with {names} in it, or as something made of other values.
import { z } from 'zod';
import { choice, shape } from './choice.ts';

export type ValueForm =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly sum: readonly ValueForm[] }
  | { readonly difference: readonly [ValueForm, ValueForm] }
  | { readonly product: readonly ValueForm[] }
  | { readonly 'round up': ValueForm }
  | { readonly count: ValueForm }
  | { readonly item: readonly [ValueForm, ValueForm] }
  | { readonly join: readonly ValueForm[] }
  | { readonly id: ValueForm }
  | { readonly nick: ValueForm };

/** Letters of a text in the file. */
export const mostWritten = 1_000;
/** Entries of a list, in the file and in what is kept. */
export const mostEntries = 100;

export const Name = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/);
export const Text = z.string().max(mostWritten);

const Value: z.ZodType<ValueForm> = z
  .lazy(() => form)
  .meta({
    id: 'value',
    description:
      'A number, true or false, a list of texts, or a text: with {names} in it, and of the sort of the name where it is only that.',
  });
const two = z.tuple([Value, Value]);
const some = z.array(Value).min(1).max(20);

/** What a value can be made of, by its key. */
export const valueForms = {
  sum: shape({ sum: some }).meta({ examples: [{ sum: ['{now}', '{settings.seconds}'] }], description: 'numbers added' }),
  difference: shape({ difference: two }).meta({
    examples: [{ difference: ['{own.until}', '{now}'] }],
    description: 'the first number less the second',
  }),
  product: shape({ product: some }).meta({
    examples: [{ product: ['{settings.minutes}', 60] }],
    description: 'numbers multiplied',
  }),
  'round up': shape({ 'round up': Value }).meta({
    examples: [{ 'round up': { difference: ['{own.until}', '{now}'] } }],
    description: 'the next whole number; what is less than a thousandth above one is that one',
  }),
  count: shape({ count: Value }).meta({
    examples: [{ count: '{data.hands}' }],
    description: 'how many entries a list has, or letters a text',
  }),
  item: shape({ item: two }).meta({
    examples: [{ item: ['{data.hands}', 0] }],
    description: 'the entry of a list at a place, counted from 0 and round again; an empty text where the list is empty',
  }),
  join: shape({ join: some }).meta({
    examples: [{ join: ['There are ', { count: '{data.hands}' }, ' before you.'] }],
    description: 'values one after the other, as a text',
  }),
  id: shape({ id: Value }).meta({
    examples: [{ id: '{request.person}' }],
    description: 'the id of whoever inside is meant by a text, a nick or an id; an empty text where nobody is',
  }),
  nick: shape({ nick: Value }).meta({
    examples: [{ nick: '{data.speaker}' }],
    description: 'the nick of whoever inside is meant by a text; an empty text where nobody is',
  }),
};

const form = choice<ValueForm>(
  'a value',
  valueForms,
  [Text, z.number(), z.boolean(), z.array(Text).max(mostEntries)],
  'a text, a number, true or false, a list of texts, or ',
);

export { Value };
