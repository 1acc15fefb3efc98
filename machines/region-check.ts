// What is wrong with a region, said at the word: states that are not there, events that nobody tells, actions and
// guards that nobody wrote. Types only; the same is looked at again when a kind of room is made.
import type { HeardAs, OwnHeard } from './heard.ts';
import type { Mistake } from './mistake.ts';
import type { RegionState, RegionTransition } from './region.ts';
import type { ChildOf, PathsOf } from './region-names.ts';

/** What the names in a region may be. */
interface Names {
  readonly name: string;
  readonly root: unknown;
  readonly requests: unknown;
  readonly facts: unknown;
  readonly actions: string;
  readonly guards: string;
}

/** What a region must be besides itself: nothing where it is right. */
export type CheckedRegion<R, Name extends string, Requests, Facts, Actions extends string, Guards extends string> = CheckedState<
  R,
  never,
  { name: Name; root: R; requests: Requests; facts: Facts; actions: Actions; guards: Guards }
>;

type CheckedState<Node, Parent, N extends Names> = {
  readonly [K in keyof Node]: K extends 'on'
    ? CheckedEvents<Node[K], Targets<Node, Parent, N>, N>
    : K extends 'always' | 'onDone'
      ? CheckedTransitions<Node[K], Targets<Node, Parent, N>, N>
      : K extends 'entry' | 'exit'
        ? CheckedActions<Node[K], N>
        : K extends 'states'
          ? CheckedStates<Node[K], Node, N>
          : K extends 'initial'
            ? Known<Node[K], ChildOf<Node>, 'state in this one'>
            : K extends keyof RegionState
              ? Shaped<Node[K], RegionState[K]>
              : Mistake<`a state has no “${K & string}”`, keyof RegionState>;
} & MustBegin<Node>;

type CheckedStates<States, Parent, N extends Names> = { readonly [S in keyof States]: CheckedState<States[S], Parent, N> };

/** Of several states one is the first, where they do not all stand at once. */
type MustBegin<Node> = [ChildOf<Node>] extends [never]
  ? unknown
  : Node extends { readonly type: 'parallel' } | { readonly initial: unknown }
    ? unknown
    : { readonly initial: ChildOf<Node> };

/** The forms that XState knows: a state beside this one or in one of those, `.` one in this one, `#` one from the top. */
type Targets<Node, Parent, N extends Names> =
  | PathsOf<Parent>
  | `.${PathsOf<Node>}`
  | `#${N['name']}`
  | `#${N['name']}.${PathsOf<N['root']>}`;

type CheckedEvents<On, Targets, N extends Names> = {
  readonly [E in keyof On]: string extends E
    ? unknown
    : [HeardAs<E, N['name'], N['requests'], N['facts']>] extends [never]
      ? Mistake<
          `nothing comes under the name “${E & string}”`,
          OwnHeard<N['name'], N['requests'], N['facts']>['type'] | '*' | 'OTHER-BEHAVIOUR.FACT'
        >
      : CheckedTransitions<On[E], Targets, N>;
};

type CheckedTransitions<T, Targets, N extends Names> = T extends readonly unknown[]
  ? { readonly [I in keyof T]: CheckedTransition<T[I], Targets, N> }
  : CheckedTransition<T, Targets, N>;

type CheckedTransition<T, Targets, N extends Names> = T extends string
  ? KnownTarget<T, Targets>
  : T extends Unnamed
    ? Mistake<'a transition is the name of a state, or an object with target, guard and actions'>
    : {
        readonly [K in keyof T]: K extends 'target'
          ? KnownTargets<T[K], Targets>
          : K extends 'guard'
            ? Named<T[K], N['guards'], 'guard'>
            : K extends 'actions'
              ? CheckedActions<T[K], N>
              : K extends keyof RegionTransition
                ? Shaped<T[K], RegionTransition[K]>
                : Mistake<`a transition has no “${K & string}”`, keyof RegionTransition>;
      };

type CheckedActions<T, N extends Names> = T extends readonly unknown[]
  ? { readonly [I in keyof T]: Named<T[I], N['actions'], 'action'> }
  : Named<T, N['actions'], 'action'>;

/** What cannot be a name. */
type Unnamed = ((...args: never) => unknown) | number | boolean | null;

type Shaped<T, Expected> = T extends Expected ? unknown : Mistake<'this must be of another type', Expected>;

type Named<T, Names, Sort extends 'action' | 'guard'> = T extends string
  ? Written<T, Names, Sort>
  : T extends Unnamed
    ? Mistake<`here stands only the name of the ${Sort}: what it does stands under ${Sort}s`, Names>
    : { readonly [K in keyof T]: K extends 'type' ? Written<T[K], Names, Sort> : unknown };

type Written<T, Names, Sort extends 'action' | 'guard'> = string extends T
  ? unknown
  : T extends Names
    ? unknown
    : Mistake<`there is no ${Sort} “${T & string}”: write it under ${Sort}s`, Names>;

type KnownTargets<T, Targets> = T extends readonly unknown[]
  ? { readonly [I in keyof T]: KnownTarget<T[I], Targets> }
  : KnownTarget<T, Targets>;

type KnownTarget<T, Targets> = Known<T, Targets, 'state to go to from here'>;

type Known<T, Names, What extends string> = string extends T
  ? unknown
  : T extends Names
    ? unknown
    : Mistake<`there is no ${What} named “${T & string}”`, { [N in Names & string]: N }[Names & string]>;
