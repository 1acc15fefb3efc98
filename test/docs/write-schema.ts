// Writes docs/behaviour.schema.json and the tables of docs/written-behaviours.md anew; written-behaviours.test.ts
// compares them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { publishedSchema, withTables } from './vocabulary.ts';

const docs = new URL('../../docs/', import.meta.url);
const schema = fileURLToPath(new URL('behaviour.schema.json', docs));
const page = new URL('written-behaviours.md', docs);

writeFileSync(schema, JSON.stringify(publishedSchema(), null, 2));
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
execFileSync(process.execPath, [biome, 'format', '--write', schema], { cwd: fileURLToPath(new URL('../..', import.meta.url)) });
writeFileSync(page, withTables(readFileSync(page, 'utf8')));
