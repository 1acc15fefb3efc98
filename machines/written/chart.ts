// Makes a region, in the syntax of XState, of the written states and transitions.

import { hint } from '../nearest.ts';
import type { Region, RegionState, RegionTransition } from '../region.ts';
import { type Act, action } from './action.ts';
import type { ActionForm } from './action-form.ts';
import { type Ask, condition } from './condition.ts';
import type { ConditionForm } from './condition-form.ts';
import { events, placeOf } from './events.ts';
import type { StateForm, TransitionForm, TransitionForms, Written } from './form.ts';
import { Place } from './place.ts';
import { Labels, summary, worded } from './wording.ts';

/** Where a behaviour without states always is. */
const only = 'working';

export interface Charted {
  readonly region: Region | undefined;
  readonly guards: Readonly<Record<string, Ask>>;
  readonly actions: Readonly<Record<string, Act>>;
  /** What is heard where something held is granted or turned down. */
  readonly resolvers: readonly string[];
}

/** The paths of all states: `open.spoken`. */
export function statePaths({ states = {} }: Pick<StateForm, 'states'>, before = ''): readonly string[] {
  return Object.entries(states).flatMap(([name, state]) => [`${before}${name}`, ...statePaths(state, `${before}${name}.`)]);
}

export function chart(written: Written, place: Place): Charted {
  const guards = new Labels<Ask>();
  const actions = new Labels<Act>();
  const resolvers = new Set<string>();
  const keyOf = keys();
  const { book } = place;

  const act = (forms: readonly ActionForm[], at: Place): string[] =>
    forms.map((form, i) => actions.name(summary(form), keyOf(form, at), () => action(form, at.at(i))));

  function transition(event: string, form: TransitionForm, from: string, at: Place): RegionTransition {
    if (form.do?.some(resolves)) resolvers.add(event);
    const to = form.to === undefined ? undefined : targetOf(form.to, from, book.states);
    if (form.to !== undefined && to === undefined)
      at.at('to').fault(`there is no state “${form.to}”${hint(form.to, book.states)}`);
    return {
      ...(form.about === undefined ? {} : { description: form.about }),
      ...(to === undefined ? {} : { target: referenceTo(to, from, book.name), ...(to === from ? { reenter: true } : {}) }),
      ...(form.if === undefined
        ? {}
        : {
            guard: guards.name(worded(form.if), keyOf(form.if, at), () => condition(form.if!, at.at('if'))),
          }),
      ...(form.do ? { actions: act(form.do, at.at('do')) } : {}),
    };
  }

  function transitions(on: TransitionForms, from: string, at: Place): Record<string, readonly RegionTransition[]> {
    return Object.fromEntries(
      Object.entries(on).map(([event, forms]) => {
        const here = placeOf(event, written, at.at(event));
        const list = Array.isArray(forms) ? (forms as readonly TransitionForm[]) : [forms as TransitionForm];
        return [event, list.map((form, i) => transition(event, form, from, Array.isArray(forms) ? here.at(i) : here))];
      }),
    );
  }

  function state({ about, on, entry, exit, initial, states }: StateForm, path: string, at: Place): RegionState {
    // what made the room go is not known in the state that it goes to
    const inner = new Place(book, at.path, { names: {}, hasPerson: false });
    if (entry?.some(resolves) || exit?.some(resolves)) for (const event of events(written)) resolvers.add(event);
    checkInitial(initial, states, at);
    return {
      ...(about === undefined ? {} : { description: about }),
      ...(on ? { on: transitions(on, path, at.at('on')) } : {}),
      ...(entry ? { entry: act(entry, inner.at('entry')) } : {}),
      ...(exit ? { exit: act(exit, inner.at('exit')) } : {}),
      ...(initial === undefined ? {} : { initial }),
      ...(states ? { states: within(states, path, at.at('states')) } : {}),
    };
  }

  const within = (states: Readonly<Record<string, StateForm>>, path: string, at: Place): Record<string, RegionState> =>
    Object.fromEntries(
      Object.entries(states).map(([name, inner]) => [name, state(inner, path === '' ? name : `${path}.${name}`, at.at(name))]),
    );

  const { about, on: onAll, initial, states } = written;
  const top = state({ about, on: onAll, initial, states }, '', place);
  const refused = unanswered(written).map(name => {
    const refusal = transition(name, notNow, '', placeOf(name, written, place.at('on', name)));
    return [name, [...((top.on?.[name] as readonly RegionTransition[] | undefined) ?? []), refusal]] as const;
  });
  const on = { ...top.on, ...Object.fromEntries(refused) };
  const hears = Object.keys(on).length > 0;
  const whole = { ...top, ...(hears ? { on } : {}) };
  const region = states ? whole : hears ? { ...whole, initial: only, states: { [only]: {} } } : undefined;
  return {
    region: region as Region | undefined,
    guards: guards.all(ask => ask),
    actions: actions.all(one => one),
    // time alone, where nothing else does
    resolvers: resolvers.size > 0 ? [...resolvers] : ['due'],
  };
}

/** Own requests that not every state has a transition for: they are refused there, and nobody is left without an answer. */
function unanswered({ on, requests = {} }: Written): readonly string[] {
  return Object.keys(requests).filter(name => {
    const forms = [on?.[name] ?? []].flat() as readonly TransitionForm[];
    return forms.every(form => form.if !== undefined);
  });
}

const notNow: TransitionForm = {
  do: [{ refuse: { condition: 'unexpected-request', text: 'This cannot be done now. Ask again when something has changed.' } }],
};

/** What tells a condition or an action from others: how it is written, and what the names in it are in its place. */
function keys(): (form: ConditionForm | ActionForm, place: Place) => string {
  const readers = new Map<unknown, number>();
  return (form, { about: { names, isForeign } }) => {
    const written = JSON.stringify(form);
    const meant = Object.entries(names).flatMap(([name, { sort, read, isField }]) => {
      if (!written.includes(name)) return [];
      if (isField) return [name, sort];
      if (!readers.has(read)) readers.set(read, readers.size);
      return [name, readers.get(read)];
    });
    return JSON.stringify([written, isForeign, meant]);
  };
}

function resolves(form: ActionForm): boolean {
  return 'grant' in form || 'turn down' in form;
}

function checkInitial(initial: string | undefined, states: StateForm['states'], place: Place): void {
  const names = Object.keys(states ?? {});
  if (initial === undefined && names.length > 0)
    place.fault(`this has states: say with “initial” in which it begins, such as ${names[0]}`);
  if (initial !== undefined && !names.includes(initial))
    place.at('initial').fault(`there is no state “${initial}” here${hint(initial, names)}`);
}

/** The state that is meant: one beside `from`, or else one of those around it. Paths have a dot between names. */
export function targetOf(to: string, from: string, states: readonly string[]): string | undefined {
  for (let around = from; around !== ''; ) {
    around = around.slice(0, Math.max(0, around.lastIndexOf('.')));
    const path = around === '' ? to : `${around}.${to}`;
    if (states.includes(path)) return path;
  }
  return states.includes(to) ? to : undefined;
}

/** A state as XState is told of it from another. */
function referenceTo(to: string, from: string, chart: string): string {
  const [around, beside] = [parent(from), parent(to)];
  if (from === '' && beside === '') return `.${to}`;
  return from !== '' && around === beside ? to.slice(to.lastIndexOf('.') + 1) : `#${chart}.${to}`;
}

const parent = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')));
