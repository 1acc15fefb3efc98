// The words that let somebody into a room, so that they are shown nowhere: also not where people write them.
import type { Floor } from '../../machines/floor.ts';
import { secretKeys } from '../recording/data-redaction.ts';

/** Those of its settings, and of what its behaviours keep under such a name. */
export function secretsOf({ settings, slots }: Pick<Floor, 'settings' | 'slots'>): readonly string[] {
  const found = new Set<unknown>([settings.secret]);
  slots.kind.parts.forEach(({ behaviour }, at) => {
    for (const key of secretKeys(behaviour.settings))
      for (const table of [slots.settings(at), slots.data(at)]) found.add((table as Record<string, unknown> | undefined)?.[key]);
  });
  return [...found].filter(one => typeof one === 'string' && one !== '') as string[];
}
