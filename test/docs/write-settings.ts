// Writes the table of settings into docs/deploying.md anew; deploying.test.ts compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import { settingsTable } from '../../adapters/settings-table.ts';

const file = new URL('../../docs/deploying.md', import.meta.url);
const page = readFileSync(file, 'utf8');
const place = /(<!-- settings:[^>]*-->\n)[\s\S]*?(<!-- \/settings -->)/;
writeFileSync(
  file,
  page.replace(place, (_, before, after) => `${before}${settingsTable()}\n${after}`),
);
