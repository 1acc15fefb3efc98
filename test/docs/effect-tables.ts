// The tables of docs/effects.md: what may be set of each sort of effect, from the schema that checks it.
import { z } from 'zod';
import type { Schema } from '../../adapters/config-schema.ts';
import { provisions } from '../../adapters/effects/provisions.ts';
import { settingsTable } from '../../adapters/settings-table.ts';

/** The page, with its tables as they have to be. */
export function withEffectTables(page: string): string {
  return page.replaceAll(/(<!-- effect: (\S+) -->\n)[\s\S]*?(<!-- \/effect -->)/g, (_, before, use, after) => {
    const { about, settings } = provisions.find(one => one.use === use)!;
    return `${before}\n${about}\n\n${settingsTable(z.toJSONSchema(settings, { io: 'input' }) as Schema)}\n\n${after}`;
  });
}
