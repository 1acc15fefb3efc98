// Random conversations: 3 to 8 people of both dialects in three rooms, as a script of stanzas with holes. A hole is filled
// when its line is played: {id:buzz} and {nick:buzz} by what Buzz is in that room, {asked.id} and {asked.from} by the iq
// that the speaker was sent last, {last.id} and {last.from} by the last that anybody was. So a script stays one when lines
// are taken out of it, and can be read.
import fc from 'fast-check';
import { type Actor, jids } from './cast.ts';
import { anyScene, entering } from './scenes.ts';

export type Line =
  | { readonly who: string; readonly says: string }
  | { readonly waits: number }
  | { readonly survey: true }
  | { readonly invites: string; readonly to: string }
  | { readonly closes: string }
  | { readonly removes: string; readonly from: string };

/** What is the same for everybody, and worth another value now and then. */
export interface Circumstances {
  readonly notices: boolean;
  readonly hideRealJids: boolean;
  readonly history: number;
  readonly create: 'anyone' | 'nobody';
}

export class Conversation {
  readonly people: readonly Actor[];
  readonly circumstances: Circumstances;
  readonly script: readonly Line[];

  constructor(people: readonly Actor[], circumstances: Circumstances, script: readonly Line[]) {
    this.people = people;
    this.circumstances = circumstances;
    this.script = script;
  }

  /** How fast-check shows it. */
  [fc.toStringMethod](): string {
    const people = this.people.map(
      ({ name, jid, dialect, isProtected }) => `${name} is ${jid}, ${dialect}${isProtected ? ', protected' : ''}`,
    );
    return ['', ...people, JSON.stringify(this.circumstances), ...this.script.map(lineText), ''].join('\n');
  }
}

export function lineText(line: Line): string {
  if ('who' in line) return `${line.who}: ${line.says}`;
  if ('waits' in line) return `(${line.waits} s pass)`;
  if ('closes' in line) return `(an operator closes ${line.closes})`;
  if ('removes' in line) return `(an operator removes ${line.removes} from ${line.from})`;
  return 'survey' in line ? '(the link is back)' : `(${line.invites} invites ${line.to})`;
}

const anyPeople: fc.Arbitrary<readonly Actor[]> = fc
  .tuple(
    fc.integer({ min: 3, max: 8 }),
    fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    fc.option(fc.nat(7), { freq: 4 }),
  )
  .map(([count, speaksConference, hidden]) =>
    Object.entries(jids)
      .slice(0, count)
      .map(([name, jid], i) => {
        // the two places of one person would tell on each other
        const isProtected = hidden !== null && i === hidden % count && !name.startsWith('woody');
        return { name, jid, dialect: speaksConference[i] || isProtected ? 'conference' : 'groupchat', isProtected };
      }),
  );

const anyCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  notices: fc.boolean(),
  hideRealJids: fc.boolean(),
  history: fc.constantFrom(0, 3),
  create: fc.constantFrom('anyone', 'anyone', 'anyone', 'nobody'),
});

/** Most come into the first room one after the other, before anything else happens. */
const gathering = fc.array(entering, { maxLength: 10, size: 'max' });

export const anyConversation: fc.Arbitrary<Conversation> = fc
  .tuple(anyPeople, anyCircumstances, gathering, fc.array(anyScene, { minLength: 1, maxLength: 50, size: 'max' }))
  .map(
    ([people, circumstances, first, scenes]) =>
      new Conversation(
        people,
        circumstances,
        [...first, ...scenes].flatMap(make => make(people)),
      ),
  );
