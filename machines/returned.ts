// What is wrong with what a behaviour gives back: reactions that change what is not there, facts that it did not
// declare, rulings of another shape. Types only; at run time the step looks at it again.
import type { Reaction } from './behaviour.ts';
import type { Shown } from './fact.ts';
import type { Fits, IsAny, Mistake, NotThere, Spare } from './mistake.ts';
import type { Person } from './person.ts';
import type { Payload, Phase } from './phase.ts';
import type { Refusal } from './refusal.ts';
import type { Deferral } from './ruling.ts';

/** A function without a return gives nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: the compiler calls it so
type Nothing = undefined | void;
/** Anything at all, but written so that what stands beside it in a union is not lost. */
type Anything = NonNullable<unknown> | null | Nothing;
/** In whose company the compiler takes `'open'` for that word and not for any text. */
type Literal = 'a word' | 0 | false | readonly Literal[] | { readonly [key: string]: Literal };

/** What reactions look like, for the compiler to read their words by; `Reacted` says what is wrong with them. */
export type Reacting =
  | {
      readonly data?: Literal | Anything;
      readonly own?: Literal | Anything;
      readonly of?: readonly (readonly [Person, Literal | Anything])[] | Anything;
      readonly facts?: readonly (Shown | { readonly type: 'a.word'; readonly fields: Literal } | Anything)[] | Anything;
      readonly remove?: NonNullable<Reaction['remove']> | Anything;
      readonly turnDown?: NonNullable<Reaction['turnDown']> | Anything;
    }
  | NonNullable<unknown>
  | Nothing;

/** Anything that a function may give back; not `unknown`, by which functions that were not read yet are known. */
export type Answering = NonNullable<unknown> | Nothing;

/** What a guard's answer must be besides itself. */
export type Answered<T> = T extends boolean ? T : Mistake<'a guard answers true or false, and nothing else'>;

/** What rulings look like, likewise; `Ruled` says what is wrong with them. */
export type Judging =
  | Refusal
  | { readonly defer?: { readonly late: 'grant' | Anything } | Anything }
  | NonNullable<unknown>
  | Nothing;

/** A reaction in which everything is right, but that there may be more in it than there should. */
interface RightReaction<Data, Own, OwnFacts> extends Omit<Reaction, 'data' | 'own' | 'of' | 'facts'> {
  readonly data?: Partial<Data>;
  readonly own?: Partial<Own>;
  readonly of?: readonly (readonly [Person, Partial<Own>])[];
  readonly facts?: readonly (Shown | OwnFacts)[];
}

/** What is in it besides what should be. */
type SparesIn<T, Data, Own, Told> = T extends object
  ?
      | Exclude<keyof T, keyof Reaction>
      | (T extends { readonly data: infer D } ? Exclude<KeyOf<D>, keyof Data> : never)
      | (T extends { readonly own: infer O } ? Exclude<KeyOf<O>, keyof Own> : never)
      | (T extends { readonly of: readonly (infer One)[] }
          ? One extends readonly [unknown, infer O]
            ? Exclude<KeyOf<O>, keyof Own>
            : never
          : never)
      | (T extends { readonly facts: readonly (infer F)[] } ? SparesInFact<F, Told> : never)
  : never;
type KeyOf<T> = T extends unknown ? keyof T : never;
type SparesInFact<F, Told> = F extends { readonly type: infer Type }
  ? SparesBeside<F, Extract<Told, { readonly type: Type }>>
  : never;
type SparesBeside<F, Fact> =
  | Exclude<keyof F, keyof Fact>
  | (F extends { readonly fields: infer Given }
      ? Fact extends { readonly fields: infer Fields }
        ? Exclude<keyof Given, keyof Fields>
        : never
      : never);

/**
 * What a reaction must be besides itself: no more where it is right. That is asked first, as most of them are, and what
 * is wrong takes long to say.
 */
export type Reacted<T, Data, Own, OwnFacts> =
  IsAny<T> extends true
    ? unknown
    : [T] extends [RightReaction<Data, Own, OwnFacts> | Nothing]
      ? [SparesIn<T, Data, Own, Shown | OwnFacts>] extends [never]
        ? T
        : CheckedReaction<T, Data, Own, OwnFacts>
      : CheckedReaction<T, Data, Own, OwnFacts>;

type CheckedReaction<T, Data, Own, OwnFacts> = T extends Nothing
  ? T
  : T extends PromiseLike<unknown>
    ? Mistake<'a reaction must be known at once, not promised: what needs the world comes back as a request'>
    : T extends object
      ? {
          readonly [K in keyof T]: K extends 'data'
            ? Part<T[K], Data>
            : K extends 'own'
              ? Part<T[K], Own>
              : K extends 'of'
                ? Parts<T[K], Own>
                : K extends 'facts'
                  ? CheckedFacts<T[K], Shown | OwnFacts>
                  : K extends keyof Reaction
                    ? OfType<T[K], Reaction[K], K>
                    : NotThere<T[K], K, { [P in keyof Reaction]-?: P }[keyof Reaction]>;
        }
      : Mistake<'a reaction is nothing, or an object with what is to change', { [P in keyof Reaction]-?: P }[keyof Reaction]>;

type OfType<T, Expected, K extends string> = T extends Expected
  ? T
  : T extends undefined
    ? T
    : Mistake<`“${K}” of a reaction must be of another type`, Expected>;

type Part<T, Slot> = IsAny<T> extends true ? unknown : T extends undefined ? T : Fits<T, Partial<Slot>>;

type Parts<T, Slot> = T extends readonly unknown[] ? { readonly [I in keyof T]: PartOf<T[I], Slot> } : T;
type PartOf<T, Slot> = T extends readonly [infer Who, infer Own]
  ? readonly [Who extends Person ? Who : Person, Part<Own, Slot>]
  : readonly [Person, Partial<Slot>];

type CheckedFacts<T, Told> = T extends readonly unknown[]
  ? { readonly [I in keyof T]: CheckedFact<T[I], Told> }
  : OfType<T, Reaction['facts'], 'facts'>;

type CheckedFact<T, Told> =
  IsAny<T> extends true
    ? unknown
    : T extends { readonly type: infer Type }
      ? // a fact that was put together elsewhere, as one of any name: it is looked at when it is told
        `${string}.${string}` extends Type
        ? Type extends `${string}.${string}`
          ? T
          : Untold<Type, Told>
        : Type extends TypeOf<Told>
          ? T & FitsFact<T, Extract<Told, { readonly type: Type }>>
          : Untold<Type, Told>
      : Told;

type FitsFact<T, Fact> = T extends { readonly fields: infer Given }
  ? Fact extends { readonly fields: infer Fields }
    ? { readonly fields: Fits<Given, Fields> } & Fits<Omit<T, 'fields'>, Omit<Fact, 'fields'>>
    : Fits<T, Fact>
  : Fits<T, Fact>;

type TypeOf<Fact> = Fact extends { readonly type: infer Type } ? Type : never;

interface Untold<Type, Told> {
  readonly type: Mistake<`it may not tell the fact “${Type & string}”: its own stand under facts, as NAME.FACT`, TypeOf<Told>>;
}

/** What a ruling must be besides itself: no more where it is right. */
export type Ruled<T, P, Defers> =
  IsAny<T> extends true
    ? unknown
    : [T] extends [Refusal | Nothing]
      ? T
      : T extends Nothing
        ? T
        : T extends Refusal
          ? T
          : T extends PromiseLike<unknown>
            ? Mistake<'a ruling must be known at once, not promised: defer it until the answer comes back as a request'>
            : T extends { readonly defer: infer D }
              ? { readonly defer: CheckedDeferral<D, P, Defers> } & Spare<T, { defer: unknown }>
              : T extends { readonly rewrite: infer W }
                ? { readonly rewrite: CheckedRewrite<W, P> } & Spare<T, { rewrite: unknown }>
                : Mistake<'a ruling is nothing, refuse(…), {defer: {until, late, text}} or {rewrite}'>;

type CheckedDeferral<T, P, Defers> = P extends Deferrable
  ? P extends keyof Defers
    ? Fits<T, Deferral>
    : Mistake<`what resolves such a hold must stand under defers, for the phase ${P & string}`>
  : Mistake<`nothing can be held in the phase ${P & string}`, { [K in Deferrable]: K }[Deferrable]>;

/** Where somebody asks who can wait for the answer. */
export type Deferrable = Exclude<Phase, 'appear' | 'invite' | 'configure'>;

type CheckedRewrite<T, P> = [Payload<P & Phase>] extends [never]
  ? Mistake<`a ruling on ${P & string} has nothing to rewrite`>
  : Fits<T, Payload<P & Phase>>;
