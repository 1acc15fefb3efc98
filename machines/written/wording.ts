// Names for conditions and actions, in few words: what a drawing of the chart shows on its arrows.
import type { ActionForm } from './action-form.ts';
import type { ConditionForm } from './condition-form.ts';
import type { ValueForm } from './value-form.ts';

const between: Readonly<Record<string, string>> = {
  equal: '=',
  less: '<',
  more: '>',
  in: 'in',
  matches: 'matches',
  all: 'and',
  any: 'or',
  sum: '+',
  difference: '−',
  product: '×',
  join: '+',
};

/** `data.count < settings.most`. */
export function worded(form: ConditionForm | ValueForm): string {
  if (typeof form === 'string') return /^\{[^{}]+\}$/.test(form) ? form.slice(1, -1) : `“${form}”`;
  if (typeof form !== 'object') return String(form);
  if (Array.isArray(form)) return form.map(worded).join(', ');
  const [[key, given]] = Object.entries(form) as [[string, ConditionForm | ValueForm]];
  const joint = between[key];
  if (joint && Array.isArray(given)) return given.map(nested).join(` ${joint} `);
  return `${key} ${nested(given)}`;
}

function nested(form: ConditionForm | ValueForm): string {
  const key = typeof form === 'object' && !Array.isArray(form) ? Object.keys(form)[0]! : '';
  return between[key] ? `(${worded(form)})` : worded(form);
}

/** `add 1 to data.count`. */
export function summary(form: ActionForm): string {
  if ('set' in form) return slots(form.set, (name, given) => `set ${name} to ${given}`);
  if ('add' in form) return slots(form.add, (name, given) => `add ${given} to ${name}`);
  if ('append' in form) return slots(form.append, (name, given) => `append ${given} to ${name}`);
  if ('drop' in form) return slots(form.drop, (name, given) => `drop ${given} from ${name}`);
  if ('refuse' in form) return `refuse: ${form.refuse.condition}`;
  const [[key, given]] = Object.entries(form) as [[string, ValueForm]];
  const isWord = typeof given === 'string' && /^[\w-]+$/.test(given);
  return `${key} ${isWord ? given : worded(given)}`;
}

function slots(given: Readonly<Record<string, ValueForm>>, say: (name: string, given: string) => string): string {
  return Object.entries(given)
    .map(([name, form]) => say(name, worded(form)))
    .join(', ');
}

/** Gives each thing a name of its own: the same thing the same, another one another. */
export class Labels<T> {
  readonly #known = new Map<string, { readonly key: string; readonly is: T }>();

  /** @param key what tells it from others */
  name(wanted: string, key: string, make: () => T): string {
    const short = wanted.length > 80 ? `${wanted.slice(0, 79)}…` : wanted;
    for (let i = 1; ; i++) {
      const name = i === 1 ? short : `${short} (${i})`;
      const known = this.#known.get(name);
      if (known && known.key !== key) continue;
      // made even where it is known: each place has faults of its own
      const is = make();
      if (!known) this.#known.set(name, { key, is });
      return name;
    }
  }

  all<U>(of: (is: T) => U): Record<string, U> {
    return Object.fromEntries([...this.#known].map(([name, { is }]) => [name, of(is)]));
  }
}
