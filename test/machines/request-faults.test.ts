import { equal } from 'uvu/assert';
import { z } from 'zod';
import { suite } from '../suite.ts';
import { faultsWith } from './written-faults.ts';

const good = { about: 'Lets somebody in.', who: 'moderator' };

/** The faults of a request `approve`, which is heard. */
function faultsOf(request: unknown, name = 'approve'): readonly string[] {
  return faultsWith({ requests: { [name]: request }, hears: { [name]: () => undefined } });
}

const start = 'The behaviour lobby, request approve: ';

suite('request faults', test => {
  test('are none in requests that are right', () => {
    const fields = z.strictObject({
      person: z.string().min(1),
      minutes: z.int().optional(),
      quietly: z.boolean().default(false),
      how: z.enum(['now', 'later']).nullable(),
      why: z.string().transform(text => text.trim()),
    });
    equal(faultsOf({ ...good, fields, word: 'zulassen-ß', element: { name: 'let-in', xmlns: 'urn:example' } }), []);
    equal(faultsOf(good, 'let in'), []);
  });

  test('say what a request must have', () => {
    equal(faultsOf({ who: 'anyone' }), [`${start}it has no about: say in one sentence what it does.`]);
    equal(faultsOf({ about: 'x' }), [
      `${start}it does not say who may ask: write who: 'anyone' or 'moderator' or 'operator' or 'effect'.`,
    ]);
    equal(faultsOf({ about: 'x', who: 'moderators' }), [`${start}there is no who “moderators”: did you mean moderator?`]);
    equal(faultsOf({ ...good, words: 'x' }), [`${start}a request has no “words”: did you mean word?`]);
    equal(faultsOf('approve'), [`${start}it must be an object such as {about, who, fields, word}, not a text.`]);
    equal(faultsWith({ requests: [] }), [
      'The behaviour lobby, requests must be an object of requests by their names, not a list.',
    ]);
  });

  test('say that nothing hears a request', () => {
    equal(faultsWith({ requests: { approve: good } }), [
      `${start}nothing hears it: write hears.approve, or let a state listen to it.`,
    ]);
    const region = { initial: 'open', states: { open: { on: { '*': {} } } } };
    equal(faultsWith({ requests: { approve: good }, region }), []);
  });

  test('refuse names that mean something else', () => {
    equal(faultsOf(good, 'entered'), [
      'The behaviour lobby, request entered: rooms tell facts of that name: give the request another name; its word may be the same.',
    ]);
    equal(faultsOf(good, 'due'), [
      'The behaviour lobby, request due: due is the time that a behaviour asked for: give the request another name.',
    ]);
    equal(
      faultsWith({ requests: { 'let.in': good }, hears: { 'let.in': () => undefined } })[0],
      'The behaviour lobby, request let.in: a name has letters, digits, hyphens and single spaces, and begins with a letter: write it so.',
    );
  });

  test('refuse words that nobody could write', () => {
    const words: [unknown, string][] = [
      ['let in', 'its word “let in” has a space, after which the fields begin: write let-in.'],
      ['Approve', 'its word “Approve” has capital letters, and is compared in small ones: write approve.'],
      ['!approve', 'its word “!approve” is written without the ! that stands before it in messages: write approve.'],
      ['', 'its word is empty: leave it out, or write one.'],
      [5, 'its word must be a text, not a number.'],
    ];
    for (const [word, fault] of words) equal(faultsOf({ ...good, word }), [start + fault]);
  });

  test('refuse elements that cannot be', () => {
    const shape = "its element must be {name, xmlns}, both texts: such as {name: 'approve', xmlns: 'urn:example:lobby'}.";
    for (const element of ['approve', { name: 'approve' }, { name: 'approve', xmlns: '' }])
      equal(faultsOf({ ...good, element }), [start + shape]);
    equal(faultsOf({ ...good, element: { name: 'a b', xmlns: 'urn:x' } }), [
      `${start}its element “a b” cannot be the name of one: write letters, digits and hyphens.`,
    ]);
  });

  test('refuse fields that cannot be written in a message', () => {
    const told = (name: string, sort: string) =>
      `${start}the field ${name} is ${sort}, which nobody can write in a message: make it a text, a number, a boolean or an enum.`;
    const fields = z.strictObject({
      people: z.array(z.string()).optional(),
      when: z.date(),
      either: z.union([z.string(), z.number()]),
      count: z.number().transform(String),
    });
    equal(faultsOf({ ...good, fields }), [
      told('people', 'optional'),
      told('when', 'date'),
      told('either', 'union'),
      told('count', 'pipe'),
    ]);
    equal(faultsOf({ ...good, fields: { person: z.string() } }), [
      `${start}its fields must be a z.strictObject({…}), not an object.`,
    ]);
    equal(faultsOf({ ...good, fields: z.strictObject({ xmlns: z.string(), 'a b': z.string() }) }), [
      `${start}the field “xmlns” cannot be an attribute: give it a name of letters, digits and hyphens.`,
      `${start}the field “a b” cannot be an attribute: give it a name of letters, digits and hyphens.`,
    ]);
  });

  test('say what is wrong with own facts', () => {
    equal(faultsWith({ facts: { opened: z.object({ by: z.string() }), 'floor-given': z.object({}) } }), []);
    equal(faultsWith({ facts: { 'lobby.opened': z.object({}) } }), [
      'The behaviour lobby, fact lobby.opened: a name has letters, digits and hyphens, and begins with a small letter; leave out “lobby.”: others hear it as BEHAVIOUR.NAME.',
    ]);
    equal(faultsWith({ facts: { Opened: { by: 'text' } } }), [
      'The behaviour lobby, fact Opened: a name has letters, digits and hyphens, and begins with a small letter: others hear it as BEHAVIOUR.NAME.',
      'The behaviour lobby, fact Opened: what is in it must be a z.object({…}), not an object.',
    ]);
    equal(faultsWith({ facts: 'opened' }), ['The behaviour lobby, facts must be an object of facts by their names, not a text.']);
  });
});
