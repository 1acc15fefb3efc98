// Words that are not to be read here: masked wherever people write them, or refused. It reads all text of a stanza, and
// what others of the room see and remember is what it has made of it.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import { type Edit, edited } from '../passage.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Enter } from '../request.ts';
import type { MessageContent, PresenceContent } from '../stanza.ts';
import { faultOfPattern, isOpen, wordFinder } from '../word-pattern.ts';
import { isXmlText } from '../xml-text.ts';

/** Each of them is tried on every word. */
const mostOpen = 100;
/** More words than this are masked in no stanza, so that it cannot be made to swell. */
const mostFound = 200;
const longest = 32;

const Pattern = z
  .string()
  .max(200)
  .superRefine((text, { addIssue }) => {
    const fault = faultOfPattern(text);
    if (fault) addIssue({ code: 'custom', message: `“${text}” must ${fault}` });
  });

const Settings = z.strictObject({
  words: z
    .array(Pattern)
    .max(1_000)
    .refine(words => words.filter(isOpen).length <= mostOpen, `may have ${mostOpen} words with a * at most`)
    .default([])
    .describe('whole words that are not to be read here, in any case; * stands for any letters'),
  mode: z
    .enum(['mask', 'refuse'])
    .default('mask')
    .describe('whether something else is put in their place, or a message with one is refused'),
  replacement: z
    .string()
    .max(longest)
    .refine(isXmlText, 'has a character that XML does not have: leave control characters out')
    .default('***')
    .describe('what is put there; a single character is repeated for each letter'),
  whispers: z.boolean().default(true).describe('whether what is written to one person is read as well'),
});
type Settings = z.infer<typeof Settings>;

const hasWord = refuse('not-acceptable', 'This has a word in it that is not wanted in this room. Write it in other words.');
const hasMany = refuse('not-acceptable', 'This has a great many words in it that are not wanted in this room.');
const badNick = refuse('not-acceptable', 'A nick has a word in it that is not wanted in this room. Offer others.');
const badTopic = refuse('not-acceptable', 'The topic of the room has a word in it that is not wanted. Choose another.');
const badTitle = refuse('not-acceptable', 'The name of the room has a word in it that is not wanted. Choose another.');

export const wordFilter = behaviour({
  name: 'word-filter',
  about: 'Words that are not wanted are masked or refused.',
  settings: Settings,
  rules: {
    create({ settings }, request) {
      if (hasAny(settings, request.title)) return badTitle;
      return hasAny(settings, request.topic) ? badTopic : ruledEntry(settings, request);
    },
    enter: ({ settings }, request) => ruledEntry(settings, request),
    rename: ({ settings }, request) => ruledEntry(settings, request),
    appear: ({ settings }, { presence }) => ruledPresence(settings, presence),
    speak: ({ settings }, { content }) => ruled(settings, content, settings.mode),
    topic: ({ settings }, { content }) => ruled(settings, content, settings.mode),
    whisper({ settings }, { type, content }) {
      if (!settings.whispers || content.kind === 'iq') return undefined;
      // what has come back is nobody's to write in other words
      return ruled(settings, content, type === 'relay' && content.kind === 'message' ? settings.mode : 'mask');
    },
  },
});

/** A nick is nobody's to change but its owner's. */
function ruledEntry(settings: Settings, { nicks, presence }: Enter) {
  if (nicks.some(({ text }) => hasAny(settings, text))) return badNick;
  return presence && ruledPresence(settings, presence);
}

/** Masked where messages are refused, too: to a client of old a presence that is refused means that it was thrown out. */
function ruledPresence(settings: Settings, presence: PresenceContent) {
  const { content, found } = edited(presence, editOf(settings));
  if (found > mostFound) return hasMany;
  return found > 0 ? { rewrite: { presence: content } } : undefined;
}

function ruled<C extends MessageContent | PresenceContent>(
  settings: Settings,
  written: C,
  mode: Settings['mode'],
): Refusal | { readonly rewrite: { readonly content: C } } | undefined {
  const { content, found } = edited(written, editOf(settings));
  if (found === 0) return undefined;
  if (mode === 'refuse') return hasWord;
  return found > mostFound ? hasMany : { rewrite: { content } };
}

function hasAny(settings: Settings, text = ''): boolean {
  return editOf(settings).find(text).length > 0;
}

/** Made once for settings, as long as there are those. */
const edits = new WeakMap<Settings, Edit>();

function editOf(settings: Settings): Edit {
  const edit = edits.get(settings) ?? { find: wordFinder(settings.words), put: putterOf(settings), most: mostFound };
  edits.set(settings, edit);
  return edit;
}

function putterOf({ replacement }: Settings): Edit['put'] {
  if ([...replacement].length !== 1) return () => replacement;
  return written => replacement.repeat(Math.min(longest, [...written].length));
}
