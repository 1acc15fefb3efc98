// Who comes, goes and changes nick, in words, for clients that show nothing else.
import type { Behaviour, Reaction } from '../behaviour.ts';

interface Settings {
  readonly on: boolean;
}

export const notices: Behaviour<Settings, object> = {
  name: 'notices',
  about: 'Who comes, goes and changes nick is told in words.',
  data: () => ({}),
  hears: {
    entered: ({ settings }, { who }) => notice(settings, `${who.nick} has become available`),
    left: ({ settings }, { who }) => notice(settings, `${who.nick} has left`),
    renamed: ({ settings }, { who, was }) => notice(settings, `${was} is now known as ${who.nick}`),
  },
};

function notice(settings: Settings, text: string): Reaction<object> | undefined {
  return settings.on ? { facts: [{ type: 'noticed', text }] } : undefined;
}
