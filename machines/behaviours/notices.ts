// Who comes, goes and changes nick, in words, for clients that show nothing else.
import { z } from 'zod';
import type { Reaction } from '../behaviour.ts';
import { behaviour } from '../define-behaviour.ts';

const Settings = z.strictObject({ on: z.boolean().default(false).describe('whether anything is told') });
type Settings = z.infer<typeof Settings>;

export const notices = behaviour({
  name: 'notices',
  about: 'Who comes, goes and changes nick is told in words.',
  settings: Settings,
  defaults: room => ({ on: room.notices }),
  hears: {
    entered: ({ settings }, { who }) => notice(settings, `${who.nick} has become available`),
    left: ({ settings }, { who }) => notice(settings, `${who.nick} has left`),
    renamed: ({ settings }, { who, was }) => notice(settings, `${was} is now known as ${who.nick}`),
  },
});

function notice(settings: Settings, text: string): Reaction<never, never> | undefined {
  return settings.on ? { facts: [{ type: 'noticed', text }] } : undefined;
}
