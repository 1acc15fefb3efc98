// Behaviours without code: a chart with conditions, actions and rulings in a small vocabulary becomes a behaviour
// like any other. Nothing in it is ever run as a program. docs/written-behaviours.md is its reference.
import { z } from 'zod';
import type { Behaviour, RequestForm } from '../behaviour.ts';
import { factTypes } from '../fact-types.ts';
import type { Act } from './action.ts';
import { type Charted, chart, statePaths } from './chart.ts';
import { events } from './events.ts';
import { Faults } from './faults.ts';
import { type FieldForm, fieldSchema, sortOf } from './field-form.ts';
import { Written } from './form.ts';
import { formFaults, isTooDeep } from './form-faults.ts';
import { kept, type Moment, type Slot, type WrittenScope } from './moment.ts';
import { slot } from './names.ts';
import { type Book, Place } from './place.ts';
import { stateAt, unreached } from './reach.ts';
import { deferring, type RulesOf, rules } from './rules.ts';
import { value } from './value.ts';
import { mostEntries, type ValueForm } from './value-form.ts';

/**
 * Makes a behaviour of what was read from a file.
 * @param given a value as JSON and TOML have them
 * @param source where it comes from, for messages: a file
 * @throws Error with a sentence for each fault, which names the source, the place in it and the fix
 */
export function writtenBehaviour(given: unknown, source: string): Behaviour<Slot, Slot, Slot> {
  const faults = new Faults(source);
  if (isTooDeep(given)) faults.add([], 'objects and lists stand too deep in each other: nobody could read such a chart');
  faults.throw();
  const read = Written.safeParse(given);
  if (!read.success) formFaults(read.error.issues, given, faults);
  faults.throw();
  const written = read.data!;
  const made = compiled(written, faults);
  faults.throw();
  return Object.freeze(made);
}

function compiled(written: Written, faults: Faults): Behaviour<Slot, Slot, Slot> {
  const { name, about, requests = {}, facts = {} } = written;
  const settings = Object.entries(written.settings ?? {}).map(
    ([key, form]) => [key, fieldSchema(form, faults, ['settings', key])] as const,
  );
  const before: Book = {
    name,
    faults,
    slots: Object.fromEntries(
      Object.entries(written.settings ?? {}).map(([key, { type }]) => [`settings.${key}`, slot('settings', key, sortOf[type])]),
    ),
    facts: Object.fromEntries(
      Object.entries(facts).map(([fact, fields]) => [
        fact,
        Object.fromEntries(Object.entries(fields).map(([key, type]) => [key, sortOf[type]])),
      ]),
    ),
    states: statePaths(written),
    told: new Set(),
    wakes: false,
  };
  const data = beginning('data', written.data ?? {}, before);
  const own = beginning('own', written.own ?? {}, before);
  const book: Book = { ...before, slots: { ...before.slots, ...data.names, ...own.names } };
  const place = new Place(book, [], { names: {}, hasPerson: false });
  const charted = chart(written, place);
  const levels = levelsOf(written, place);
  const forms = requestForms(requests, faults);
  const phases = deferring(levels);
  const ruled = rules(levels);
  checkUse(written, book);
  return {
    name,
    about,
    settings: z.strictObject(Object.fromEntries(settings)) as unknown as z.ZodType<Slot>,
    data: data.make,
    own: own.make,
    ...(written.requests ? { requests: forms } : {}),
    ...(written.facts ? { facts: factSchemas(facts, faults) } : {}),
    ...(phases.length > 0 ? { defers: Object.fromEntries(phases.map(phase => [phase, charted.resolvers])) } : {}),
    ...(Object.keys(ruled).length > 0 ? { rules: ruled } : {}),
    ...reactions(charted),
  };
}

function reactions({ region, guards, actions }: Charted): Pick<Behaviour<Slot, Slot, Slot>, 'region' | 'guards' | 'actions'> {
  if (!region) return {};
  const inMoment =
    <T>(run: (moment: Moment) => T) =>
    (scope: WrittenScope, heard: never): T =>
      run({ scope, heard });
  const each = <T>(all: Readonly<Record<string, (moment: Moment) => T>>) =>
    Object.fromEntries(Object.entries(all).map(([name, run]) => [name, inMoment(run)]));
  return { region, guards: each(guards), actions: each<ReturnType<Act>>(actions) };
}

/** What a slot starts with: of values that follow from the settings. */
function beginning(of: 'data' | 'own', forms: Readonly<Record<string, ValueForm>>, book: Book) {
  const made = Object.entries(forms).map(([key, form]) => {
    const place = new Place(book, [of, key], { names: {}, hasPerson: false });
    const compiled = value(form, place);
    if (!compiled.isFixed)
      place.fault('what is kept begins with something of the file or of the settings: nothing else is known then');
    return [key, compiled] as const;
  });
  return {
    names: Object.fromEntries(made.map(([key, { sort }]) => [`${of}.${key}`, slot(of, key, sort)])),
    make: (settings: Slot): Slot => {
      const moment = { scope: { settings } as WrittenScope };
      return Object.fromEntries(made.map(([key, { read }]) => [key, kept(read(moment), mostEntries)]));
    },
  };
}

/** Rulings by state, the innermost first. */
function levelsOf(written: Written, place: Place): readonly RulesOf[] {
  const states = [...place.book.states].sort((a, b) => b.split('.').length - a.split('.').length);
  const ofStates = states.flatMap(state => {
    const { rules } = stateAt(written, state);
    return rules
      ? [
          {
            state,
            rules,
            place: place.at('states', ...state.split('.').flatMap((name, i) => (i > 0 ? ['states', name] : [name]))),
          },
        ]
      : [];
  });
  return written.rules ? [...ofStates, { rules: written.rules, place }] : ofStates;
}

function requestForms(requests: NonNullable<Written['requests']>, faults: Faults): Record<string, RequestForm> {
  return Object.fromEntries(
    Object.entries(requests).map(([key, { fields, ...form }]) => {
      const shapes = Object.entries(fields ?? {}).map(([field, form]) => {
        const full: FieldForm = typeof form === 'string' ? { type: form } : form;
        return [field, fieldSchema(full, faults, ['requests', key, 'fields', field])] as const;
      });
      return [key, { ...form, ...(fields ? { fields: z.strictObject(Object.fromEntries(shapes)) } : {}) } as RequestForm];
    }),
  );
}

function factSchemas(facts: NonNullable<Written['facts']>, faults: Faults): Record<string, z.ZodObject> {
  return Object.fromEntries(
    Object.entries(facts).map(([fact, fields]) => [
      fact,
      z.strictObject(Object.fromEntries(Object.entries(fields).map(([key, type]) => [key, fieldSchema({ type }, faults, [])]))),
    ]),
  );
}

/** What is written and comes to nothing. */
function checkUse(written: Written, { name, faults, told, wakes }: Book): void {
  const heard = events(written);
  for (const request of Object.keys(written.requests ?? {})) {
    if (factTypes.has(request)) faults.add(['requests', request], 'a fact has this name: give the request another');
    else if (!heard.includes(request))
      faults.add(['requests', request], `nothing hears this: write a transition on “${request}”, or leave it out`);
  }
  for (const fact of Object.keys(written.facts ?? {}))
    if (!told.has(fact)) faults.add(['facts', fact], `${name} never tells this: write {"tell": "${fact}"}, or leave it out`);
  if (heard.includes('due') && !wakes)
    faults.add([], '“due” never comes: ask for it with {"wake": SECONDS}, or leave its transitions out');
  if (wakes && !heard.includes('due')) faults.add([], 'nothing hears “due”, for which “wake” asks: write a transition on it');
  // where a transition goes nowhere that is known already
  if (!faults.isEmpty) return;
  for (const state of unreached(written))
    faults.add(
      ['states', ...state.split('.').flatMap((part, i) => (i > 0 ? ['states', part] : [part]))],
      `nothing leads to this state: name it in the “to” of a transition, or leave it out`,
    );
}
