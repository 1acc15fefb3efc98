// The flags that several commands take, and how they become a configuration or a control socket.
import type { ArgsDef } from 'citty';
import { type Config, readConfig } from './config.ts';
import { findControl } from './control-target.ts';
import type { Terminal } from './live-terminal.ts';

/** What a command is given by command-line.ts beside what citty parsed. */
export interface CommandContext {
  /** Every value of each flag, in order. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes one line for the asker (stdout). */
  out(line: string): void;
  /** Writes one line about the command itself (stderr). */
  err(line: string): void;
  /** Where a person sits before it; none where its input or output is a file or another program. */
  readonly terminal?: Terminal | undefined;
  /** Aborts when nobody reads any more what is written. */
  readonly unread?: AbortSignal | undefined;
}

/** Flags that may be given more than once. */
export const repeatableFlags = ['set', 'behaviour', 'against'] as const;

export const configFlags = {
  config: { type: 'string', valueHint: 'file', description: 'a TOML file with any of the settings' },
  server: { type: 'string', valueHint: 'host:port', description: 'where the server listens for components' },
  domain: { type: 'string', valueHint: 'name', description: 'the host name of the service, such as rooms.example.org' },
  'secret-file': { type: 'string', valueHint: 'file', description: 'a file with the secret that the server knows' },
  secret: { type: 'string', valueHint: 'word', description: 'that secret itself; others here can see it, better use a file' },
  control: { type: 'string', valueHint: 'path', description: 'the Unix socket for the commands rooms, room and invite' },
  record: { type: 'string', valueHint: 'folder', description: 'where what rooms are asked is recorded; see docs/recording.md' },
  set: { type: 'string', valueHint: 'key=value', description: 'any one setting, such as limits.rooms=100; may be repeated' },
} as const satisfies ArgsDef;

export const targetFlags = {
  control: { type: 'string', valueHint: 'path', description: 'the control socket of the running service' },
  domain: { type: 'string', valueHint: 'name', description: 'or the host name of the service' },
  config: { type: 'string', valueHint: 'file', description: 'or its configuration file' },
} as const satisfies ArgsDef;

export const jsonFlag = { json: { type: 'boolean', description: 'print JSON' } } as const satisfies ArgsDef;

/** @throws ConfigError with everything that is wrong */
export function configOf({ values, env }: CommandContext): Config {
  const flag = (name: string) => values[name]?.[0];
  return readConfig({
    file: flag('config'),
    flags: {
      server: flag('server'),
      domain: flag('domain'),
      secret: flag('secret'),
      secretFile: flag('secret-file'),
      control: flag('control'),
      record: flag('record'),
    },
    sets: values.set ?? [],
    env,
  });
}

/** The control socket that the flags mean. */
export function controlOf({ values, env }: CommandContext): string {
  const flag = (name: string) => values[name]?.[0];
  return findControl({ control: flag('control'), domain: flag('domain'), file: flag('config'), env });
}
