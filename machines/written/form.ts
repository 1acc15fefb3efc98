// The form of a behaviour that is written without code: its schema, from which docs/behaviour.schema.json is made.
// What names mean, and whether they are there, is checked where they are used.
import { z } from 'zod';
import { type Phase, phases } from '../phase.ts';
import { Action, type ActionForm } from './action-form.ts';
import { oneOrMore, shape } from './choice.ts';
import { Condition, type ConditionForm } from './condition-form.ts';
import { FactField, Fields, RequestField } from './field-form.ts';
import { Ruling, type RulingForm } from './ruling-form.ts';
import { Name, Text, Value } from './value-form.ts';

export interface TransitionForm {
  readonly to?: string | undefined;
  readonly if?: ConditionForm | undefined;
  readonly do?: readonly ActionForm[] | undefined;
  readonly about?: string | undefined;
}
export type TransitionForms = Readonly<Record<string, TransitionForm | readonly TransitionForm[]>>;
export type RulesForm = { readonly [P in Phase]?: readonly RulingForm[] | undefined };
export interface StateForm {
  readonly about?: string | undefined;
  readonly on?: TransitionForms | undefined;
  readonly rules?: RulesForm | undefined;
  readonly entry?: readonly ActionForm[] | undefined;
  readonly exit?: readonly ActionForm[] | undefined;
  readonly initial?: string | undefined;
  readonly states?: Readonly<Record<string, StateForm>> | undefined;
}

const About = Text.min(1);
const Actions = z.array(Action).min(1).max(20);
const Transition: z.ZodType<TransitionForm> = shape({
  to: Text.optional().describe('the state that is gone to: one beside this, or of those around it; nowhere without it'),
  if: Condition.optional().describe('what must hold; without it always'),
  do: Actions.optional().describe('what is done, one after the other'),
  about: Text.optional(),
}).meta({ id: 'transition', description: 'What happens when something is heard.' });
const Transitions: z.ZodType<TransitionForms> = z.record(z.string().max(100), oneOrMore(Transition, 20)).meta({
  id: 'transitions',
  description: 'By what is heard: own requests, facts, and “due”. Of a list, the first whose condition holds.',
});

const Rulings = z.array(Ruling).min(1).max(20);
const Rules: z.ZodType<RulesForm> = shape(
  Object.fromEntries(phases.map(phase => [phase, Rulings.optional()])) as Record<Phase, z.ZodOptional<typeof Rulings>>,
).meta({
  id: 'rules',
  description: 'By phase: rulings, of which the first whose condition holds counts. Where none does, it may be.',
});

const State: z.ZodType<StateForm> = z
  .lazy(() =>
    shape({
      about: Text.optional().describe('what it means that the room is in it'),
      on: Transitions.optional(),
      rules: Rules.optional(),
      entry: Actions.optional().describe('done when a transition comes in; not when a room begins in it'),
      exit: Actions.optional().describe('done when a transition goes out'),
      initial: Name.optional(),
      states: States.optional(),
    }),
  )
  .meta({ id: 'state', description: 'A state of the chart, perhaps with states within.' });
const States: z.ZodType<Readonly<Record<string, StateForm>>> = z.record(Name, State);

const Request = shape({
  about: About.describe('one sentence: what it does'),
  who: z
    .enum(['anyone', 'moderator', 'operator'])
    .describe('who may: those inside, the moderators of the room, or only those who run the service'),
  word: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'this is no word for a message: write small letters, digits and “-”, 40 at most')
    .optional()
    .describe('the word after the “!” of a message that asks for it'),
  fields: z.record(Name, RequestField).optional().describe('what comes with it, in the order in which it is written'),
}).meta({ id: 'request', description: 'Something that only this behaviour understands.' });

export const Written = shape({
  $schema: z.string().optional(),
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      'this is no name for a behaviour: write small letters and digits, with “-” between words',
    )
    .max(40),
  about: About.describe('one sentence: what it does to a room'),
  settings: Fields.optional().describe('what may be set where it is used'),
  data: z.record(Name, Value).optional().describe('what is kept for the room, as it is at first'),
  own: z.record(Name, Value).optional().describe('what is kept for each person inside, as it is at first'),
  requests: z.record(Name, Request).optional(),
  facts: z.record(Name, z.record(Name, FactField)).optional().describe('facts of its own, and what is in each'),
  on: Transitions.optional().describe('in every state, where the state itself does not say otherwise'),
  rules: Rules.optional().describe('in every state, after those of the state'),
  initial: Name.optional().describe('the state that a room begins in'),
  states: States.optional(),
}).meta({
  title: 'A Confab behaviour',
  description: 'What a conference room does, written without code. See docs/written-behaviours.md.',
});
export type Written = z.infer<typeof Written>;
