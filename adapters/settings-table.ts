// The table of all settings in docs/deploying.md, made from the schema that checks them.
import { expectation, type Schema, schema } from './config-schema.ts';

interface Row {
  readonly key: string;
  readonly must: string;
  readonly fallback: string;
  readonly about: string;
}

/** Markdown: one row for each key that can be written. */
export function settingsTable(from: Schema = schema): string {
  const rows = rowsOf(from, '').map(({ key, must, fallback, about }) => `| \`${key}\` | ${must} | ${fallback} | ${about} |`);
  return ['| key | must be | default | what it is |', '|---|---|---|---|', ...rows].join('\n');
}

function rowsOf(of: Schema, prefix: string): Row[] {
  return Object.entries(of.properties ?? {}).flatMap(([name, child]) => {
    const key = `${prefix}${name}`;
    if (child.properties) return rowsOf(child, `${key}.`);
    const row = {
      key,
      must: cell(expectation(child)),
      fallback: fallbackOf(child, of, name),
      about: cell(child.description ?? ''),
    };
    return [row, ...(child.items ? rowsOf(child.items, `${key}[].`) : [])];
  });
}

function fallbackOf(of: Schema, parent: Schema, name: string): string {
  if (of.default !== undefined) return `\`${JSON.stringify(of.default)}\``;
  return parent.required?.includes(name) ? 'must be given' : '';
}

const cell = (text: string) => text.replaceAll('|', '\\|');
