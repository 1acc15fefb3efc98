// How the compiler is made to say what is wrong with a behaviour, at the word that is wrong. Types only.

declare const mistake: unique symbol;

/**
 * Stands where something else should: nothing fits it, and the compiler shows the sentence. `Known`: what is there.
 * An object, since a word and a sentence together would be `never`, which tells nobody anything.
 */
export interface Mistake<Sentence extends string, Known = never> {
  readonly [mistake]: readonly [Sentence, Known];
}

/** Whether a type says nothing: such values are looked at when they come. */
export type IsAny<T> = 0 extends 1 & T ? true : false;

/** The members that must be there. */
type Required<E> = { [P in keyof E]-?: Record<never, never> extends Pick<E, P> ? never : P }[keyof E];

/**
 * What a value of type `T` must be besides itself to be an `Expected` and no more: nothing, or a mistake at each member
 * that is another, or is too many.
 */
export type Fits<T, Expected> = T extends Expected
  ? Spare<T, Expected>
  : T extends object
    ? {
        readonly [P in keyof T]: P extends keyof Expected
          ? T[P] extends Expected[P]
            ? unknown
            : Mistake<`“${P & string}” must be of another type`, Expected[P]>
          : NotThere<T[P], P, keyof Expected>;
      } & { readonly [P in Exclude<Required<Expected>, keyof T>]: Expected[P] }
    : Mistake<'this must be of another type', Expected>;

/** What is too many in a value of type `T`. */
export type Spare<T, Expected> = T extends object
  ? { readonly [P in keyof T]: P extends keyof Expected ? unknown : NotThere<T[P], P, keyof Expected> }
  : T;

/** What is given as undefined is not given. */
export type NotThere<T, P, Known> = [T] extends [undefined] ? unknown : Mistake<`there is no “${P & string}” here`, Known>;
