// Writes the table of settings into docs/deploying.md anew, and those of effects into docs/effects.md; deploying.test.ts
// and effects.test.ts compare them.
import { readFileSync, writeFileSync } from 'node:fs';
import { settingsTable } from '../../adapters/settings-table.ts';
import { withEffectTables } from './effect-tables.ts';

const file = new URL('../../docs/deploying.md', import.meta.url);
const page = readFileSync(file, 'utf8');
const place = /(<!-- settings:[^>]*-->\n)[\s\S]*?(<!-- \/settings -->)/;
writeFileSync(
  file,
  page.replace(place, (_, before, after) => `${before}${settingsTable()}\n${after}`),
);

const effects = new URL('../../docs/effects.md', import.meta.url);
writeFileSync(effects, withEffectTables(readFileSync(effects, 'utf8')));
