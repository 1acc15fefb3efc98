// What is wrong with the own requests and own facts of a behaviour: their names, how they are written, what is in them.
import type { z } from 'zod';
import type { Behaviour, RequestForm } from './behaviour.ts';
import { isTable } from './chart-tree.ts';
import { factTypes } from './fact-types.ts';
import { hint } from './nearest.ts';
import { sortOf } from './value-words.ts';

const formKeys = Object.keys({ about: 0, who: 0, fields: 0, word: 0, element: 0 } satisfies Record<keyof RequestForm, 0>);
const askers: readonly RequestForm['who'][] = ['anyone', 'moderator', 'operator', 'effect'];
const elementName = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** Sentences that begin with the request. `isHeard`: whether something in the behaviour hears that name. */
export function requestFaults({ requests }: Behaviour, isHeard: (name: string) => boolean): string[] {
  if (requests === undefined) return [];
  if (!isTable(requests)) return [`requests must be an object of requests by their names, not ${sortOf(requests)}.`];
  return Object.entries(requests).flatMap(([name, form]) => {
    const at = `request ${name}`;
    const faults = requestNameFaults(name);
    if (!isTable(form))
      return [...faults, `${at}: it must be an object such as {about, who, fields, word}, not ${sortOf(form)}.`];
    faults.push(...formFaults(form as unknown as RequestForm));
    if (!isHeard(name)) faults.push(`nothing hears it: write hears.${name}, or let a state listen to it.`);
    return faults.map(fault => `${at}: ${fault}`);
  });
}

function requestNameFaults(name: string): string[] {
  if (name === 'due') return ['due is the time that a behaviour asked for: give the request another name.'];
  if (factTypes.has(name)) return [`rooms tell facts of that name: give the request another name; its word may be the same.`];
  if (/^[A-Za-z][A-Za-z0-9-]*( [A-Za-z0-9-]+)*$/u.test(name)) return [];
  return ['a name has letters, digits, hyphens and single spaces, and begins with a letter: write it so.'];
}

function formFaults(form: RequestForm): string[] {
  const { about, who, fields, word, element } = form;
  const faults = Object.keys(form)
    .filter(key => !formKeys.includes(key))
    .map(key => `a request has no “${key}”${hint(key, formKeys)}`);
  if (typeof about !== 'string') faults.push('it has no about: say in one sentence what it does.');
  if (!askers.includes(who))
    faults.push(
      who === undefined
        ? `it does not say who may ask: write who: ${askers.map(one => `'${one}'`).join(' or ')}.`
        : `there is no who “${String(who)}”${hint(String(who), askers)}`,
    );
  if (word !== undefined) faults.push(...wordFaults(word));
  if (element !== undefined) faults.push(...elementFaults(element));
  if (who === 'effect') faults.push(...answerFaults(form));
  else if (fields !== undefined) faults.push(...fieldFaults(fields));
  return faults;
}

function wordFaults(word: unknown): string[] {
  if (typeof word !== 'string') return [`its word must be a text, not ${sortOf(word)}.`];
  if (word === '') return ['its word is empty: leave it out, or write one.'];
  const plain = word.trim().replace(/^!+/u, '').toLowerCase().replaceAll(/\s+/gu, '-');
  if (plain === word) return [];
  if (/\s/u.test(word)) return [`its word “${word}” has a space, after which the fields begin: write ${plain}.`];
  if (word.startsWith('!'))
    return [`its word “${word}” is written without the ! that stands before it in messages: write ${plain}.`];
  return [`its word “${word}” has capital letters, and is compared in small ones: write ${plain}.`];
}

function elementFaults(element: unknown): string[] {
  const { name, xmlns } = (isTable(element) ? element : {}) as { name?: unknown; xmlns?: unknown };
  if (typeof name !== 'string' || typeof xmlns !== 'string' || xmlns === '')
    return ["its element must be {name, xmlns}, both texts: such as {name: 'approve', xmlns: 'urn:example:lobby'}."];
  return elementName.test(name) ? [] : [`its element “${name}” cannot be the name of one: write letters, digits and hyphens.`];
}

/** The answer of an effect is written by nobody. */
function answerFaults({ fields, word, element }: RequestForm): string[] {
  const faults = [];
  if (word !== undefined || element !== undefined)
    faults.push('it is the answer of an effect, and nobody writes it: leave its word and element out.');
  if (fields !== undefined && !isObjectSchema(fields)) faults.push(`its fields must be a z.object({…}), not ${sortOf(fields)}.`);
  return faults;
}

function fieldFaults(fields: unknown): string[] {
  if (!isObjectSchema(fields)) return [`its fields must be a z.strictObject({…}), not ${sortOf(fields)}.`];
  return Object.entries(fields.shape).flatMap(([name, field]) => {
    if (name === 'xmlns' || !elementName.test(name))
      return [`the field “${name}” cannot be an attribute: give it a name of letters, digits and hyphens.`];
    const type = plainType(field as z.ZodType);
    if (type) return [];
    return [
      `the field ${name} is ${(field as z.ZodType).type}, which nobody can write in a message: make it a text, a number, a boolean or an enum.`,
    ];
  });
}

/** Sentences that begin with the fact. */
export function ownFactFaults({ facts }: Behaviour): string[] {
  if (facts === undefined) return [];
  if (!isTable(facts)) return [`facts must be an object of facts by their names, not ${sortOf(facts)}.`];
  return Object.entries(facts).flatMap(([name, fields]) => [
    ...(/^[a-z][A-Za-z0-9-]*$/u.test(name)
      ? []
      : [
          `fact ${name}: a name has letters, digits and hyphens, and begins with a small letter${suggestedName(name)}: others hear it as BEHAVIOUR.NAME.`,
        ]),
    ...(isObjectSchema(fields) ? [] : [`fact ${name}: what is in it must be a z.object({…}), not ${sortOf(fields)}.`]),
  ]);
}

function suggestedName(name: string): string {
  return name.includes('.') ? `; leave out “${name.slice(0, name.lastIndexOf('.') + 1)}”` : '';
}

function isObjectSchema(value: unknown): value is z.ZodObject {
  return isTable(value) && value.type === 'object' && isTable(value.shape);
}

const plainTypes = ['string', 'number', 'boolean', 'enum', 'literal'];

/** The plain type that is read from what somebody wrote; undefined where it is none. */
function plainType(field: z.ZodType): string | undefined {
  const { type } = field;
  if (plainTypes.includes(type)) return type;
  if (type === 'pipe') {
    // what was written is a text, and is changed afterwards
    const inner = plainType((field as unknown as z.ZodPipe).in as unknown as z.ZodType);
    return inner === 'string' ? inner : undefined;
  }
  const inner = 'unwrap' in field && type !== 'array' ? (field as unknown as z.ZodOptional).unwrap() : undefined;
  return inner && plainType(inner as unknown as z.ZodType);
}
