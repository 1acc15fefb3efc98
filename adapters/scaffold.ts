// What `confab new behaviour` writes: a behaviour that works, and its test. Writes nothing itself.

export const languages = ['ts', 'js', 'json'] as const;
export type Language = (typeof languages)[number];

/** A file to be written: its name, and what is in it. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a new behaviour. `name` is in kebab-case. */
export function newBehaviour(name: string, language: Language): readonly NewFile[] {
  const source = language === 'json' ? `${name}.json` : `${name}.${language}`;
  const test = language === 'json' ? `${name}.test.js` : `${name}.test.${language}`;
  return [
    { name: source, text: language === 'json' ? asChart(name) : asCode(name) },
    { name: test, text: testOf(name, language) },
  ];
}

const about = 'A moderator may ask for silence, and lift it again.';
const words = {
  start: 'Silence, please.',
  stop: 'You may talk again.',
  refused: 'There is silence now. Wait until a moderator lifts it.',
};

function asCode(name: string): string {
  return `// ${about}
import { behaviour, refuse, z } from 'confab/behaviour';

export default behaviour({
  name: '${name}',
  about: '${about}',
  settings: z.strictObject({
    text: z.string().default('${words.refused}').describe('what those are told who speak'),
  }),
  // what happened so far, of this room and of each person in it
  data: () => ({ times: 0 }),
  own: () => ({ said: 0 }),
  requests: {
    start: { about: 'Asks for silence.', who: 'moderator', word: '${name}' },
    stop: { about: 'Lifts it.', who: 'moderator', word: 'end-${name}' },
  },
  region: {
    initial: 'talking',
    states: {
      talking: { description: 'Everybody may speak.', on: { start: { target: 'silent', actions: ['hush', 'count'] } } },
      silent: { description: 'Only moderators may speak.', on: { stop: { target: 'talking', actions: 'lift' } } },
    },
  },
  actions: {
    hush: () => ({ facts: [{ type: 'announced', text: '${words.start}' }] }),
    lift: () => ({ facts: [{ type: 'announced', text: '${words.stop}' }] }),
    count: ({ data }) => ({ data: { times: data.times + 1 } }),
  },
  hears: {
    said: ({ own }) => ({ own: { said: own.said + 1 } }),
  },
  rules: {
    speak: ({ matches, person, room, settings }) =>
      matches('silent') && person && !room.isModerator(person) ? refuse('not-allowed', settings.text) : undefined,
  },
});
`;
}

function asChart(name: string): string {
  const chart = {
    $schema: './node_modules/confab/docs/behaviour.schema.json',
    name,
    about,
    settings: { text: { type: 'text', default: words.refused, about: 'what those are told who speak' } },
    data: { times: 0 },
    requests: {
      start: { about: 'Asks for silence.', who: 'moderator', word: name },
      stop: { about: 'Lifts it.', who: 'moderator', word: `end-${name}` },
    },
    initial: 'talking',
    states: {
      talking: {
        about: 'Everybody may speak.',
        on: { start: { to: 'silent', do: [{ announce: words.start }, { add: { 'data.times': 1 } }] } },
      },
      silent: {
        about: 'Only moderators may speak.',
        on: { stop: { to: 'talking', do: [{ announce: words.stop }] } },
        rules: {
          speak: [{ if: { not: '{person.moderator}' }, deny: { condition: 'not-allowed', text: '{settings.text}' } }],
        },
      },
    },
  };
  return `${JSON.stringify(chart, null, 2)}\n`;
}

function testOf(name: string, language: Language): string {
  const constant = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const isChart = language === 'json';
  return `// Run it with ${isChart || language === 'js' ? 'node --test' : 'node --test (Node 22.18 or later), npx tsx --test, or deno test'}.
import { test } from 'node:test';
import { ${isChart ? 'readBehaviour, ' : ''}stage } from 'confab/testing';
${isChart ? `\nconst ${constant} = await readBehaviour(new URL('./${name}.json', import.meta.url));` : `import ${constant} from './${name}.${language}';`}

test('nobody but a moderator speaks while there is silence', () => {
  const room = stage(${constant});
  const andy = room.person('andy', { moderator: true });
  const woody = room.person('woody'); // comes by jabber:iq:conference
  const rex = room.person('rex', { dialect: 'groupchat' });
  andy.enters();
  woody.enters();
  rex.enters();

  andy.says('!${name}');
  rex.hears('${words.start}', { by: 'room' });

  woody.says('hello').isRefused('not-allowed', /silence/i);
  andy.says('listen to me');
  rex.hears('listen to me', { by: andy });

  andy.says('!end-${name}');
  woody.says('hello');
  rex.hears('hello', { by: woody });
});

test('nobody else may ask for it', () => {
  const room = stage(${constant});
  room.person('woody').enters().says('!${name}').isRefused('forbidden');
});
`;
}
