// What is generated of the vocabulary of written behaviours: the JSON Schema, and the tables of its reference page.
import { z } from 'zod';
import { phases } from '../../machines/phase.ts';
import { actionForms } from '../../machines/written/action-form.ts';
import { conditionForms } from '../../machines/written/condition-form.ts';
import { Written } from '../../machines/written/form.ts';
import { everywhere, type Names, ofFact, ofPerson, ofPhase } from '../../machines/written/names.ts';
import { rewritable } from '../../machines/written/rewriting.ts';
import { rulingForms } from '../../machines/written/ruling-form.ts';
import { valueForms } from '../../machines/written/value-form.ts';

/** docs/behaviour.schema.json. */
export function publishedSchema(): object {
  return z.toJSONSchema(Written, { io: 'input' });
}

type Forms = Readonly<Record<string, z.ZodType>>;

/** The parts of the vocabulary by their names. */
export const vocabulary: Readonly<Record<'values' | 'conditions' | 'actions' | 'rulings', Forms>> = {
  values: valueForms,
  conditions: conditionForms,
  actions: actionForms,
  rulings: rulingForms,
};

/** Markdown by the marks in docs/written-behaviours.md. */
export const tables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(vocabulary).map(([name, forms]) => [name, formTable(forms)])),
  'names everywhere': nameTable(everywhere),
  'names of a person': nameTable(ofPerson),
  phases: table(
    ['phase', 'names besides', 'may be rewritten'],
    phases.map(phase => [`\`${phase}\``, listed(ofPhase[phase]), rewritable[phase].map(code).join(', ')]),
  ),
  facts: table(
    ['fact', 'when', 'names besides', 'a person'],
    Object.entries(ofFact).map(([name, { about, names, isOfPerson }]) => [
      code(name),
      about,
      listed(names),
      isOfPerson ? 'yes' : 'no',
    ]),
  ),
};

const mark = (name: string) => new RegExp(`(<!-- table: ${name} -->\n)[\\s\\S]*?(<!-- /table -->)`);

/** The page with all its tables made anew. Throws where one has no place in it. */
export function withTables(page: string): string {
  return Object.entries(tables).reduce((before, [name, text]) => {
    if (!mark(name).test(before)) throw new Error(`docs/written-behaviours.md has no place for the table “${name}”`);
    return before.replace(mark(name), (_, open, close) => `${open}${text}\n${close}`);
  }, page);
}

/** The description and the example of a form. */
export function shown(form: z.ZodType): { readonly about: string; readonly example: unknown } {
  const { description = '', examples = [] } = (form.meta() ?? {}) as { description?: string; examples?: unknown[] };
  return { about: description, example: examples[0] };
}

function formTable(forms: Forms): string {
  return table(
    ['', 'what it is', 'for example'],
    Object.entries(forms).map(([name, form]) => [code(name), shown(form).about, code(JSON.stringify(shown(form).example))]),
  );
}

function nameTable(names: Names): string {
  return table(
    ['name', 'sort', 'what it is'],
    Object.entries(names).map(([name, { sort, about }]) => [code(`{${name}}`), sort, about]),
  );
}

function listed(names: Names): string {
  return Object.entries(names)
    .map(([name, { sort, about }]) => `\`{${name}}\`${sort === 'text' ? '' : ` (${sort})`}: ${about}`)
    .join('; ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
