// How an action is written: what is done when a transition is taken, in the order in which it stands there.
import { z } from 'zod';
import { conditions } from '../refusal.ts';
import { choice, shape } from './choice.ts';
import { mostEntries, Name, Text, Value, type ValueForm } from './value-form.ts';

export interface RefusalForm {
  readonly condition: (typeof conditions)[number];
  readonly text: string;
}
type Slots = Readonly<Record<string, ValueForm>>;
export type ActionForm =
  | { readonly set: Slots; readonly of?: string | undefined }
  | { readonly add: Slots; readonly of?: string | undefined }
  | { readonly append: Slots; readonly of?: string | undefined; readonly most?: number | undefined }
  | { readonly drop: Slots; readonly of?: string | undefined }
  | { readonly announce: ValueForm }
  | { readonly advise: ValueForm; readonly to?: string | undefined }
  | { readonly reply: ValueForm }
  | { readonly refuse: RefusalForm }
  | { readonly remove: string; readonly text: string }
  | { readonly wake: ValueForm }
  | { readonly grant: string }
  | { readonly 'turn down': string; readonly with: RefusalForm }
  | { readonly tell: string; readonly fields?: Slots | undefined };

export const Refusal: z.ZodType<RefusalForm> = shape({
  condition: z.enum(conditions).describe('the error condition, which programs understand'),
  text: Text.describe('what was wrong and how to mend it, for people'),
}).meta({ id: 'refusal', description: 'How somebody is refused.' });

const slots = z.record(z.string().max(100), Value).describe('by the names of what is kept: “data.NAME” or “own.NAME”');
const of = Text.optional().describe(
  'whose own: “person” (without this), “moderators”, “everybody”, or a text such as “{request.person}”',
);

/** What can be done, by its key. */
export const actionForms = {
  set: shape({ set: slots, of }).meta({
    examples: [{ set: { 'data.speaker': '{person.id}', 'own.until': '{now}' } }],
    description: 'keeps other values',
  }),
  add: shape({ add: slots, of }).meta({
    examples: [{ add: { 'data.count': 1 } }],
    description: 'adds numbers to those that are kept',
  }),
  append: shape({
    append: slots,
    of,
    most: z.int().min(1).max(mostEntries).optional().describe('entries that the list has at most; the oldest go'),
  }).meta({ examples: [{ append: { 'data.hands': '{person.id}' }, most: 20 }], description: 'puts a text at the end of a list' }),
  drop: shape({ drop: slots, of }).meta({
    examples: [{ drop: { 'data.hands': '{person.id}' } }],
    description: 'takes a text out of a list, wherever it is in it',
  }),
  announce: shape({ announce: Value }).meta({
    examples: [{ announce: '{person.nick} has the floor.' }],
    description: 'the room says a text to all inside',
  }),
  advise: shape({
    advise: Value,
    to: Text.optional().describe('“person” (without this), “moderators”, “everybody”, or a text such as “{request.person}”'),
  }).meta({
    examples: [{ advise: '{person.nick} raises a hand.', to: 'moderators' }],
    description: 'the room says a text to somebody alone',
  }),
  reply: shape({ reply: Value }).meta({
    examples: [{ reply: 'Your hand is up.' }],
    description: 'answers the own request that is heard',
  }),
  refuse: shape({ refuse: Refusal }).meta({
    examples: [{ refuse: { condition: 'conflict', text: 'Your hand is up already.' } }],
    description: 'refuses the own request that is heard',
  }),
  remove: shape({ remove: Text.describe('“person”, “everybody”, or a text such as “{request.person}”'), text: Text }).meta({
    examples: [{ remove: '{request.person}', text: 'Until tomorrow.' }],
    description: 'sees people out, with a text that all are told',
  }),
  wake: shape({ wake: Value }).meta({
    examples: [{ wake: '{settings.seconds}' }],
    description: 'has “due” come in that many seconds, from 1 up, in place of any other time; “never” for not at all',
  }),
  grant: shape({ grant: Text.describe('“oldest”, “all”, “person”, or a text such as “{request.person}”') }).meta({
    examples: [{ grant: '{request.person}' }],
    description: 'lets requests go on that this behaviour holds; all rulings are asked again',
  }),
  'turn down': shape({ 'turn down': Text.describe('as with “grant”'), with: Refusal }).meta({
    examples: [{ 'turn down': 'all', with: { condition: 'not-allowed', text: 'Nobody comes in now.' } }],
    description: 'refuses requests that this behaviour holds',
  }),
  tell: shape({ tell: Name, fields: z.record(Name, Value).optional() }).meta({
    examples: [{ tell: 'given', fields: { nick: '{person.nick}' } }],
    description: 'tells a fact of its own, for other behaviours and those who watch',
  }),
};

export const Action: z.ZodType<ActionForm> = choice<ActionForm>('an action', actionForms).meta({
  id: 'action',
  description: 'Something that is done when a transition is taken.',
});
