// What the bench is asked to do: its command line.
import { parseArgs } from 'node:util';
import { type Client, conference, groupchat, muc } from './person.ts';
import { type RivalName, rivalNames } from './rival.ts';
import { workNames } from './works.ts';

/** Which client each person has. In `mixed`, people of both kinds sit beside each other. */
export const dialects: Record<string, (person: number) => Client> = {
  conference: () => conference,
  groupchat: () => groupchat,
  mixed: person => (person % 2 === 0 ? conference : groupchat),
};

/** What people use in the rooms of the servers that the engine is compared with. */
export const rivalDialect = { name: 'xep-0045', client: (): Client => muc };

export interface Options {
  quick: boolean;
  only: string[];
  dialects: string[];
  against: RivalName[];
  json?: string;
  help: boolean;
}

export const usage = `npm run bench -- [options]

Measures the compiled engine: the bench plays the server that it is a component of.
A whole run takes about half an hour, most of it for memory-people.

  --quick             a few seconds, to see that it works; the figures say nothing
  --only NAME         one work, may be repeated: ${workNames.join(', ')}
  --dialect NAME      one dialect, may be repeated: ${Object.keys(dialects).join(', ')}
  --against SERVER    the same works in a server's own rooms (XEP-0045), may be repeated: ${rivalNames.join(', ')}
  --json FILE         also writes the figures to FILE
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
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = known('work', values.only, workNames);
  return {
    quick: values.quick,
    only: only.length > 0 ? only : workNames,
    dialects: values.dialect.length > 0 ? known('dialect', values.dialect, Object.keys(dialects)) : Object.keys(dialects),
    against: known('server', values.against, rivalNames),
    help: values.help,
    ...(values.json === undefined ? {} : { json: values.json }),
  };
}

function known<Name extends string>(what: string, given: string[], names: readonly Name[]): Name[] {
  return given.map(name => {
    const found = names.find(candidate => candidate === name);
    if (found === undefined) throw new Error(`there is no ${what} "${name}"; there are: ${names.join(', ')}`);
    return found;
  });
}
