// The settings that have a flag and a variable of the environment of their own, and what those set.
import type { Layer } from './config-layers.ts';
import type { Path } from './config-schema.ts';

export const flagNames = {
  server: 'server',
  domain: 'domain',
  secret: 'secret',
  secretFile: 'secret-file',
  control: 'control',
  record: 'record',
} as const;
export type FlagKey = keyof typeof flagNames;

/** The variables of the environment, by the key that they set. An empty one counts as not set. */
export const environmentNames: Record<FlagKey, string> = {
  server: 'CONFAB_SERVER',
  domain: 'CONFAB_DOMAIN',
  secret: 'CONFAB_SECRET',
  secretFile: 'CONFAB_SECRET_FILE',
  control: 'CONFAB_CONTROL',
  record: 'CONFAB_RECORD',
};
/** The settings that are in a table; the others are by their own key. */
const inTable: Partial<Record<string, Path>> = { record: ['record', 'dir'] };
const pathOf = (key: string): Path => inTable[key] ?? [key];
/** Names the file, where `--config` does not. */
export const fileVariable = 'CONFAB_CONFIG';

/** What the environment sets. */
export function environmentLayer(env: Readonly<Record<string, string | undefined>>): Layer {
  return Object.entries(environmentNames).flatMap(([key, name]) =>
    env[name] ? [{ path: pathOf(key), value: env[name], source: name }] : [],
  );
}

/** What flags set. */
export function flagLayer(flags: Partial<Record<FlagKey, string | undefined>>): Layer {
  return Object.entries(flagNames).flatMap(([key, name]) =>
    flags[key as FlagKey] === undefined ? [] : [{ path: pathOf(key), value: flags[key as FlagKey], source: `--${name}` }],
  );
}
