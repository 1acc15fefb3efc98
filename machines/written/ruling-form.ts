// How a ruling is written: what is said to a request in one phase, where its condition holds.
import { z } from 'zod';
import { Refusal, type RefusalForm } from './action-form.ts';
import { choice, shape } from './choice.ts';
import { Condition, type ConditionForm } from './condition-form.ts';
import { Name, Text, Value, type ValueForm } from './value-form.ts';

interface When {
  readonly if?: ConditionForm | undefined;
}
export interface DeferForm {
  readonly seconds: ValueForm;
  readonly late: 'grant' | RefusalForm;
  readonly text: string;
}
export type RulingForm = When &
  (
    | { readonly allow: true }
    | { readonly deny: RefusalForm }
    | { readonly defer: DeferForm }
    | { readonly rewrite: Readonly<Record<string, ValueForm>> }
  );

const when = Condition.optional();
const Late = z.union([z.literal('grant'), Refusal], {
  error: ({ input }) => (typeof input === 'object' ? '@1' : 'write “grant”, or how it is refused: {"condition", "text"}'),
});

/** What can be said to a request, by its key. */
export const rulingForms = {
  allow: shape({ if: when, allow: z.literal(true) }).meta({
    examples: [{ if: '{person.moderator}', allow: true }],
    description: 'it may be: no further ruling of this behaviour is looked at',
  }),
  deny: shape({ if: when, deny: Refusal }).meta({
    examples: [{ deny: { condition: 'not-allowed', text: 'You do not have the floor.' } }],
    description: 'it is refused',
  }),
  defer: shape({
    if: when,
    defer: shape({
      seconds: Value.describe('how long it waits at most'),
      late: Late.describe('what happens then: “grant”, or how it is refused'),
      text: Text.describe('what whoever asks is told'),
    }),
  }).meta({
    examples: [{ defer: { seconds: 60, late: 'grant', text: 'It is told in a minute.' } }],
    description: 'it is held until it is granted or turned down, or its time is over',
  }),
  rewrite: shape({ if: when, rewrite: z.record(Name, Value) }).meta({
    examples: [{ rewrite: { body: '{person.nick} asks: {request.body}' } }],
    description: 'it may be, with another text',
  }),
};

export const Ruling: z.ZodType<RulingForm> = choice<RulingForm>('a ruling', rulingForms).meta({
  id: 'ruling',
  description: 'What is said to a request; without “if” to every one.',
});
