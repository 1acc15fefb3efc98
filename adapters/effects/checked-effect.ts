// Whether what is said of an effect is right: its sort, and the settings of that.
import { nearest } from '../../machines/nearest.ts';
import { type SettingFault, settingFaults } from '../../machines/setting-faults.ts';
import type { Provision } from './effect.ts';
import { provisions } from './provisions.ts';

/** An effect of a configuration, checked. */
export interface ConfiguredEffect {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each has settings of its own
  readonly provision: Provision<any>;
  readonly settings: unknown;
}

/** The effect, or all that is wrong with it; paths begin in its table. */
export function checkedEffect(
  name: string,
  { use, ...given }: { readonly use: string },
): ConfiguredEffect | readonly SettingFault[] {
  const provision = provisions.find(one => one.use === use);
  if (!provision) {
    const words = provisions.map(one => one.use);
    const meant = nearest(use, words);
    const text = `must be ${words.map(word => `"${word}"`).join(' or ')}${meant === undefined ? '' : `: did you mean "${meant}"?`}`;
    return [{ path: ['use'], text, isMissing: false }];
  }
  const faults = settingFaults({ settings: provision.settings }, given);
  return faults.length > 0 ? faults : { name, provision, settings: provision.settings.parse(given) };
}
