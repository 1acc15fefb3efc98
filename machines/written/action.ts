// Makes functions of written actions: what each gives back is a reaction, which the room carries out.
import type { Reaction } from '../behaviour.ts';
import { hint } from '../nearest.ts';
import type { Person } from '../person.ts';
import { refuse } from '../refusal.ts';
import type { ActionForm, RefusalForm } from './action-form.ts';
import { changes } from './change.ts';
import { bounded, type Moment, type Slot, told, type Value } from './moment.ts';
import { holdsMeant, peopleMeant } from './people.ts';
import { own, type Place } from './place.ts';
import { sortedValue, value, worded } from './value.ts';
import { mostEntries } from './value-form.ts';

export type Act = (moment: Moment) => Reaction<Slot, Slot>;
type Form<K extends string> = Extract<ActionForm, { readonly [P in K]: unknown }>;

export function action(form: ActionForm, place: Place): Act {
  const key = Object.keys(makers).find(name => Object.hasOwn(form, name)) as keyof typeof makers;
  return makers[key](form as never, place);
}

/** A refusal whose text may have names in it. */
export function refusal({ condition, text }: RefusalForm, place: Place) {
  const words = worded(text, place.at('text'));
  return (moment: Moment) => refuse(condition, told(words(moment)));
}

const makers = {
  set: ({ set, of }: Form<'set'>, place: Place) =>
    changes(set, of, place, 'set', { takes: undefined, make: (_, given) => given }),
  add: ({ add, of }: Form<'add'>, place: Place) =>
    changes(add, of, place, 'add', { takes: 'number', make: (before, given) => bounded((before as number) + (given as number)) }),
  append: ({ append, of, most = mostEntries }: Form<'append'>, place: Place) =>
    changes(append, of, place, 'append', {
      takes: 'list',
      most,
      make: (before, given) => [...(before as readonly string[]), given as string],
    }),
  drop: ({ drop, of }: Form<'drop'>, place: Place) =>
    changes(drop, of, place, 'drop', {
      takes: 'list',
      make: (before, given) => (before as readonly string[]).filter(entry => entry !== given),
    }),

  announce({ announce }: Form<'announce'>, place: Place): Act {
    const text = worded(announce, place.at('announce'));
    return moment => ({ facts: [{ type: 'announced', text: told(text(moment)) }] });
  },

  advise({ advise, to }: Form<'advise'>, place: Place): Act {
    const text = worded(advise, place.at('advise'));
    const people = peopleMeant(to, place.at(to === undefined ? 'advise' : 'to'));
    return moment => {
      const words = told(text(moment));
      return { facts: people(moment).map(person => ({ type: 'advised', to: person, text: words })) };
    };
  },

  reply({ reply }: Form<'reply'>, place: Place): Act {
    orderOnly(place.at('reply'));
    const text = worded(reply, place.at('reply'));
    return moment => ({ reply: told(text(moment)) });
  },

  refuse(form: Form<'refuse'>, place: Place): Act {
    orderOnly(place.at('refuse'));
    const refused = refusal(form.refuse, place.at('refuse'));
    return moment => ({ reply: refused(moment) });
  },

  remove(form: Form<'remove'>, place: Place): Act {
    const people = peopleMeant(form.remove, place.at('remove'));
    const text = worded(form.text, place.at('text'));
    return moment => {
      const words = told(text(moment));
      return { remove: people(moment).map((person): readonly [Person, string] => [person, words]) };
    };
  },

  wake({ wake }: Form<'wake'>, place: Place): Act {
    if (wake === 'never') return () => ({ wake: undefined });
    place.book.wakes = true;
    const { read } = sortedValue(wake, place.at('wake'), 'number');
    return moment => ({ wake: laterBy(read(moment), moment) });
  },

  grant({ grant }: Form<'grant'>, place: Place): Act {
    const holds = holdsMeant(grant, place.at('grant'));
    return moment => ({ grant: holds(moment) });
  },

  'turn down'(form: Form<'turn down'>, place: Place): Act {
    const holds = holdsMeant(form['turn down'], place.at('turn down'));
    const refused = refusal(form.with, place.at('with'));
    return moment => {
      const why = refused(moment);
      return { turnDown: holds(moment).map(hold => [hold, why] as const) };
    };
  },

  tell({ tell, fields = {} }: Form<'tell'>, place: Place): Act {
    const { facts, name, told } = place.book;
    const declared = own(facts, tell);
    if (!declared)
      place.at('tell').fault(`there is no fact “${tell}” among those of this behaviour${hint(tell, Object.keys(facts))}`);
    told.add(tell);
    const known = declared ?? {};
    for (const field of Object.keys(known))
      if (!Object.hasOwn(fields, field)) place.at('fields').fault(`the field “${field}” of ${tell} is missing: say what it is`);
    const made = Object.entries(fields).map(([field, form]) => {
      const sort = own(known, field);
      const at = place.at('fields', field);
      if (sort) return [field, sortedValue(form, at, sort)] as const;
      if (declared) at.fault(`the fact ${tell} has no field of this name${hint(field, Object.keys(known))}`);
      return [field, value(form, at)] as const;
    });
    return moment => {
      const { person } = moment.scope;
      const said = Object.fromEntries(made.map(([field, { read }]) => [field, read(moment)]));
      return { facts: [{ type: `${name}.${tell}`, fields: said, ...(person ? { who: person } : {}) }] };
    };
  },
} satisfies { readonly [K in string]: (form: never, place: Place) => Act };

/** The time in so many seconds: one at least, and within bounds. */
export function laterBy(seconds: Value, { scope }: Moment): number {
  return scope.at + Math.round(Math.max(1, Math.min(longest, seconds as number)) * 1000);
}
const longest = 366 * 24 * 60 * 60;

function orderOnly(place: Place): void {
  if (!place.about.isOrder) place.fault('there is nobody to answer here: only transitions on an own request have this');
}
