// How a condition is written: what must hold for a transition to be taken, or for a ruling to be given.
import { z } from 'zod';
import { choice, shape } from './choice.ts';
import { Text, Value, type ValueForm } from './value-form.ts';

export type ConditionForm =
  | string
  | { readonly all: readonly ConditionForm[] }
  | { readonly any: readonly ConditionForm[] }
  | { readonly not: ConditionForm }
  | { readonly equal: readonly [ValueForm, ValueForm] }
  | { readonly less: readonly [ValueForm, ValueForm] }
  | { readonly more: readonly [ValueForm, ValueForm] }
  | { readonly in: readonly [ValueForm, ValueForm] }
  | { readonly matches: readonly [ValueForm, ValueForm] }
  | { readonly empty: ValueForm }
  | { readonly inside: ValueForm }
  | { readonly waits: ValueForm }
  | { readonly state: string };

const Condition: z.ZodType<ConditionForm> = z
  .lazy(() => form)
  .meta({ id: 'condition', description: 'A name that is yes or no, such as “{person.moderator}”, or one of these.' });
const two = z.tuple([Value, Value]);
const some = z.array(Condition).min(1).max(20);

/** What can be asked, by its key. */
export const conditionForms = {
  all: shape({ all: some }).meta({
    examples: [{ all: ['{person.inside}', { less: ['{people}', 10] }] }],
    description: 'every one of these holds',
  }),
  any: shape({ any: some }).meta({
    examples: [{ any: ['{person.moderator}', { state: 'open' }] }],
    description: 'one of these holds at least',
  }),
  not: shape({ not: Condition }).meta({ examples: [{ not: '{person.moderator}' }], description: 'this does not hold' }),
  equal: shape({ equal: two }).meta({
    examples: [{ equal: ['{person.id}', '{data.speaker}'] }],
    description: 'two values of one sort are the same; real addresses in any case',
  }),
  less: shape({ less: two }).meta({
    examples: [{ less: ['{people}', '{settings.most}'] }],
    description: 'the first number is less than the second',
  }),
  more: shape({ more: two }).meta({
    examples: [{ more: ['{own.until}', '{now}'] }],
    description: 'the first number is more than the second',
  }),
  in: shape({ in: two }).meta({
    examples: [{ in: ['{person.id}', '{data.hands}'] }],
    description: 'the text is an entry of the list',
  }),
  matches: shape({ matches: two }).meta({
    examples: [{ matches: ['{person.host}', ['example.org', '*.example.org']] }],
    description:
      'the text is like the pattern, or like one of a list of them, in any case; “*” stands for any letters. A pattern stands in the file or in the settings',
  }),
  empty: shape({ empty: Value }).meta({
    examples: [{ empty: '{data.hands}' }],
    description: 'the text has no letters, or the list no entries',
  }),
  inside: shape({ inside: Value }).meta({
    examples: [{ inside: '{request.person}' }],
    description: 'somebody inside is meant by the text, a nick or an id',
  }),
  waits: shape({ waits: Value }).meta({
    examples: [{ waits: '{request.person}' }],
    description: 'this behaviour holds a request of whoever is meant by the text',
  }),
  state: shape({ state: Text }).meta({
    examples: [{ state: 'open' }],
    description: 'the chart stands in that state; states within states with a dot between',
  }),
};

const form = choice<ConditionForm>('a condition', conditionForms, [Text], 'a text with a name in it, or ');

export { Condition };
