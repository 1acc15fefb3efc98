// What the bench is asked to do: its command line.
import { parseArgs } from 'node:util';
import { type Client, conference, groupchat, muc } from './person.ts';
import { type RivalName, rivalNames } from './rival.ts';
import { type Watches, watches } from './watched-room.ts';
import { growthNames, workNames } from './works.ts';

/** Which client each person has. In `mixed`, people of both kinds sit beside each other. */
export const dialects: Record<string, (person: number) => Client> = {
  conference: () => conference,
  groupchat: () => groupchat,
  mixed: person => (person % 2 === 0 ? conference : groupchat),
};

/** What people use in the rooms of the servers that the engine is compared with. */
export const rivalDialect = { name: 'xep-0045', client: (): Client => muc };

/** What the engine may be compared with: Node splicing buffers, and servers. */
export const opponents = ['splice', ...rivalNames] as const;

export interface Options {
  quick: boolean;
  only: string[];
  dialects: string[];
  /** Whether Node splicing buffers runs too. */
  splice: boolean;
  against: RivalName[];
  json?: string;
  svg?: string;
  profile?: string;
  /** Where the engine records its rooms; nowhere without it. */
  record?: string;
  /** When somebody looks into a room in which people talk; nobody does without it. */
  inspect?: Watches;
  help: boolean;
}

export const usage = `npm run bench -- [options]

Measures the compiled engine: the bench plays the server that it is a component of.
A whole run takes about a quarter of an hour, and as long again with --growth.

  --quick             a few seconds, to see that it works; the figures say nothing
  --only NAME         one work, may be repeated: 
                      ${workNames.join(', ')},
                      ${growthNames.join(', ')}
  --growth            also the works that take minutes each: ${growthNames.join(', ')}
  --dialect NAME      one dialect, may be repeated: ${Object.keys(dialects).join(', ')}
  --against NAME      the same works in a server's own rooms (XEP-0045), or by splicing buffers and nothing else,
                      may be repeated: ${opponents.join(', ')}
  --json FILE         also writes the figures to FILE
  --svg FILE          also draws them
  --profile FOLDER    does each work once more for a profile and writes it to FOLDER, with a summary; the figures
                      are those of before
  --record FOLDER     has the engine record its rooms there
  --inspect WHEN      has somebody watch a room through the inspector: there, while it is measured, or gone before
`;

/** Reads the arguments. Throws an error with a sentence for what it does not know. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      dialect: { type: 'string', multiple: true, default: [] },
      against: { type: 'string', multiple: true, default: [] },
      growth: { type: 'boolean', default: false },
      json: { type: 'string' },
      svg: { type: 'string' },
      profile: { type: 'string' },
      record: { type: 'string' },
      inspect: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { json, svg, profile, record } = values;
  const [inspect] = known('way to inspect', values.inspect === undefined ? [] : [values.inspect], watches);
  const only = known('work', values.only, [...workNames, ...growthNames]);
  const against = known('opponent', values.against, opponents);
  return {
    quick: values.quick,
    only: [...(only.length > 0 ? only : workNames), ...(values.growth ? growthNames : [])],
    dialects: values.dialect.length > 0 ? known('dialect', values.dialect, Object.keys(dialects)) : Object.keys(dialects),
    splice: against.includes('splice'),
    against: rivalNames.filter(name => against.includes(name)),
    help: values.help,
    ...(json === undefined ? {} : { json }),
    ...(svg === undefined ? {} : { svg }),
    ...(profile === undefined ? {} : { profile }),
    ...(record === undefined ? {} : { record }),
    ...(inspect === undefined ? {} : { inspect }),
  };
}

function known<Name extends string>(what: string, given: string[], names: readonly Name[]): Name[] {
  return given.map(name => {
    const found = names.find(candidate => candidate === name);
    if (found === undefined) throw new Error(`there is no ${what} "${name}"; there are: ${names.join(', ')}`);
    return found;
  });
}
