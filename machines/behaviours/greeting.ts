// Words of welcome. They come where the kind lists this behaviour: after history and topic if it stands behind them.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import { isXmlText } from '../xml-text.ts';

const gaps = ['nick', 'room', 'people', 'topic'] as const;
type Gap = (typeof gaps)[number];
const gap = /\{([^{}]*)\}/gu;
/** Each may be as long as a topic. */
const mostGaps = 20;

const Settings = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(1_000)
    .refine(isXmlText, 'has a character that XML does not have: leave control characters out')
    .refine(text => gapsIn(text).every(isGap), `may have {nick}, {room}, {people} and {topic} in braces, and nothing else`)
    .refine(text => gapsIn(text).length <= mostGaps, `may have ${mostGaps} words in braces at most`)
    .default('Welcome to {room}, {nick}.')
    .describe('what is told; {nick}, {room}, {people} and {topic} are filled in'),
  to: z.enum(['newcomer', 'all']).default('newcomer').describe('who is told'),
});

export const greeting = behaviour({
  name: 'greeting',
  about: 'Whoever comes in is greeted.',
  settings: Settings,
  hears: {
    entered({ room, settings, shared }, { who }) {
      const topic = shared('topic');
      const words: Record<Gap, string> = {
        nick: who.nick,
        room: room.title ?? room.name,
        people: String(room.people.size),
        topic: typeof topic === 'string' ? topic : '',
      };
      // in one pass: what somebody calls themselves is filled in, and not read
      const text = settings.text.replaceAll(gap, (_, name: Gap) => words[name]);
      return { facts: [settings.to === 'all' ? { type: 'announced', text } : { type: 'advised', to: who, text }] };
    },
  },
});

function gapsIn(text: string): string[] {
  return [...text.matchAll(gap)].map(([, name]) => name!);
}

function isGap(name: string): boolean {
  return (gaps as readonly string[]).includes(name);
}
