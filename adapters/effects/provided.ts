// Effects made from what is said of each: by a configuration, or by a program that embeds rooms.
import { type ConfiguredEffect, checkedEffect } from './checked-effect.ts';
import { deadLetters } from './dead-letters.ts';
import type { Effect, Effects, Means } from './effect.ts';
import { makeSafeFetch } from './safe-fetch.ts';

export interface EffectOptions {
  readonly log?: Means['log'];
  /** The file of calls that could not be delivered; none is kept without it. */
  readonly deadLetters?: string | undefined;
}

export function provided(configured: readonly ConfiguredEffect[], means: Means): Effects {
  return Object.fromEntries(
    configured.map(({ name, provision, settings }): [string, Effect] => [name, provision.make(settings, means)]),
  );
}

/**
 * The effects that come with Confab, for the option `effects` of `attach`: each by its name, as in a configuration.
 * @throws Error with a line for each fault
 * @example
 * const effects = effectsFrom({ gatekeeper: { use: 'web-hook', url: 'https://backend.example.org/may-enter', secret } });
 */
export function effectsFrom(
  tables: Readonly<Record<string, { readonly use: string; readonly [setting: string]: unknown }>>,
  { log = () => {}, deadLetters: file }: EffectOptions = {},
): Effects {
  const checked = Object.entries(tables).map(([name, table]) => [name, checkedEffect(name, table)] as const);
  const faults = checked.flatMap(([name, one]) =>
    'name' in one ? [] : one.map(({ path, text }) => `effects.${[name, ...path].join('.')} ${text}.`.replace('?.', '?')),
  );
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const write = file === undefined ? () => {} : deadLetters({ file, onFailure: error => log('warn', String(error)) });
  const configured = checked.flatMap(([, one]) => ('name' in one ? [one] : []));
  return provided(configured, { fetch: makeSafeFetch(), log, deadLetter: write });
}
