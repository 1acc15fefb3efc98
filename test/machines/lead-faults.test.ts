// What is wrong with the ways to rooms that a behaviour has.
import { equal } from 'uvu/assert';
import { z } from 'zod';
import { suite } from '../suite.ts';
import { faultsWith } from './written-faults.ts';

const right = { about: 'Finds it.', fields: z.strictObject({ day: z.string() }), to: () => ({ room: 'x' }) };
const faults = (leads: unknown) => faultsWith({ leads }).map(fault => fault.replace('The behaviour lobby, ', ''));

suite('lead faults', test => {
  test('are none where it is right', () => {
    equal(faults({ 'by-day': right, week: { ...right, examples: () => [] } }), []);
  });

  test('say of what sort each thing must be', () => {
    equal(faults([]), ['leads must be an object of ways to rooms by their names, not a list.']);
    equal(faults({ day: () => 'x' }), ['lead day: it must be an object such as {about, fields, to}, not a function.']);
    equal(faults({ 'By day': right }), [
      'lead By day: its name is that of an element: write it in small letters, digits and hyphens.',
    ]);
    equal(faults({ day: { ...right, about: 3, to: async () => ({ room: 'x' }), examples: [], tos: 1 } }), [
      'lead day: a lead has no “tos”: did you mean to?',
      'lead day: it has no about: say in one sentence what it finds.',
      'lead day: its to must be a function that gives {room} or refuse(…), not an async function.',
      'lead day: its examples must be a function that gives a list of fields, not a list.',
    ]);
    equal(faults({ day: { ...right, fields: { day: 3 } } }), [
      'lead day: its fields must be a z.strictObject({…}), not an object.',
    ]);
    equal(faults({ day: { ...right, fields: undefined } }), ['lead day: its fields must be a z.strictObject({…}), not nothing.']);
  });

  test('name fields that cannot be attributes', () => {
    equal(faults({ day: { ...right, fields: z.strictObject({ jid: z.string(), 'a b': z.string() }) } }), [
      'lead day: its field jid cannot be an attribute beside xmlns, jid, there, people: give it another name.',
      'lead day: its field a b cannot be an attribute beside xmlns, jid, there, people: give it another name.',
    ]);
  });
});
