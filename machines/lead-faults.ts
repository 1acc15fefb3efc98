// What is wrong with the ways to rooms that a behaviour has, by themselves.
import type { Behaviour, Lead } from './behaviour.ts';
import { isTable } from './chart-tree.ts';
import { hint } from './nearest.ts';
import { isPlainFunction, sortOf } from './value-words.ts';

const leadKeys = Object.keys({ about: 0, fields: 0, to: 0, examples: 0 } satisfies Record<keyof Lead, 0>);
const xmlName = /^[a-z][a-z0-9-]*$/u;
/** What the answer says besides the fields. */
const answered = ['xmlns', 'jid', 'there', 'people'];

/** Sentences that begin with the lead. */
export function leadFaults({ leads }: Behaviour): string[] {
  if (leads === undefined) return [];
  if (!isTable(leads)) return [`leads must be an object of ways to rooms by their names, not ${sortOf(leads)}.`];
  return Object.entries(leads).flatMap(([name, lead]) => {
    const faults = isTable(lead)
      ? faultsOf(lead as unknown as Lead)
      : [`it must be an object such as {about, fields, to}, not ${sortOf(lead)}.`];
    if (!xmlName.test(name)) faults.unshift('its name is that of an element: write it in small letters, digits and hyphens.');
    return faults.map(fault => `lead ${name}: ${fault}`);
  });
}

function faultsOf(lead: Lead): string[] {
  const { about, fields, to, examples } = lead;
  const faults = Object.keys(lead)
    .filter(key => !leadKeys.includes(key))
    .map(key => `a lead has no “${key}”${hint(key, leadKeys)}`);
  if (typeof about !== 'string') faults.push('it has no about: say in one sentence what it finds.');
  if (!isPlainFunction(to)) faults.push(`its to must be a function that gives {room} or refuse(…), not ${sortOf(to)}.`);
  if (examples !== undefined && !isPlainFunction(examples))
    faults.push(`its examples must be a function that gives a list of fields, not ${sortOf(examples)}.`);
  const shape: unknown = isTable(fields) ? (fields as { shape?: unknown }).shape : undefined;
  if (!isTable(shape)) return [...faults, `its fields must be a z.strictObject({…}), not ${sortOf(fields)}.`];
  const taken = Object.keys(shape).filter(key => answered.includes(key) || !xmlName.test(key));
  return [
    ...faults,
    ...taken.map(key => `its field ${key} cannot be an attribute beside ${answered.join(', ')}: give it another name.`),
  ];
}
