// One behaviour in Markdown: what may be set and asked, where it rules, what it hears and tells, and its chart as
// tables. What it is good for, and how it feels to use, is written by hand around this.
import { z } from 'zod';
import type { Behaviour, RequestForm } from '../../machines/behaviour.ts';
import { elementOf, mark } from '../../machines/claims.ts';
import { expectation, type Schema } from '../config-schema.ts';
import { settingsTable } from '../settings-table.ts';
import type { Chart } from './chart.ts';
import { stateTable, transitionTable } from './chart-table.ts';
import { code, markdownTable } from './markdown.ts';

// biome-ignore lint/suspicious/noExplicitAny: each has settings and data of its own
type Any = Behaviour<any, any, any>;

/**
 * Sections under second headings.
 * @param chart of its region, and `picture` the address of its picture, where it has one
 */
export function behaviourPage(behaviour: Any, picture: string, chart?: Chart): string {
  const { settings, requests = {}, name } = behaviour;
  const asked = Object.entries(requests);
  return [
    '## Settings\n',
    settings ? `${settingsTable(schemaOf(settings))}\n` : 'There is nothing to set.\n',
    ...(asked.length > 0 ? ['## Requests\n', requestTable(name, asked), ...fieldTables(asked)] : []),
    '## What it does when\n',
    markdownTable(['', ''], dutyRows(behaviour)),
    ...(chart ? chartSection(chart, picture) : []),
  ].join('\n');
}

/** A picture with words for those who do not see it. */
export function picture(chart: Chart, address: string): string {
  const names = chart.root.states.map(({ name }) => name).join(', ');
  const what = chart.root.type === 'parallel' ? 'side by side' : 'with the states';
  return `![Statechart of ${chart.name}, ${what} ${names}; the text in the picture tells all of it](${address})\n`;
}

function chartSection(chart: Chart, address: string): string[] {
  return ['## Chart\n', picture(chart, address), stateTable(chart), transitionTable(chart)];
}

function requestTable(behaviour: string, asked: readonly (readonly [string, RequestForm])[]): string {
  const rows = asked.map(([name, form]) => [
    form.word === undefined ? '' : code([mark + form.word, ...words(form)].join(' ')),
    form.who === 'effect' ? `(${name})` : code(elementText(behaviour, name, form)),
    whoMay[form.who],
    form.about,
  ]);
  return markdownTable(['In a message', 'Or as its element', 'Who may', 'What it does'], rows);
}

const whoMay: Readonly<Record<RequestForm['who'], string>> = {
  anyone: 'anybody inside',
  moderator: 'moderators',
  operator: 'those who run the service',
  effect: 'nobody: it is the answer of an effect',
};

/** Fields that may be left out stand in brackets. */
function words({ fields }: RequestForm): readonly string[] {
  return fieldsOf(fields).map(({ name, isNeeded }) => (isNeeded ? name.toUpperCase() : `[${name.toUpperCase()}]`));
}

function elementText(behaviour: string, request: string, form: RequestForm): string {
  const { name, xmlns } = elementOf({ behaviour, name: request, form });
  return [`<${name} xmlns='${xmlns}'`, ...fieldsOf(form.fields).map(field => `${field.name}='…'`), '/>']
    .join(' ')
    .replace(' />', '/>');
}

function fieldTables(asked: readonly (readonly [string, RequestForm])[]): string[] {
  const rows = asked.flatMap(([request, { word = request, fields }]) =>
    fieldsOf(fields).map(({ name, schema }) => [code(word), code(name), expectation(schema), schema.description ?? '']),
  );
  return rows.length > 0 ? [markdownTable(['Request', 'Field', 'Must be', 'What it is'], rows)] : [];
}

function fieldsOf(
  fields: z.ZodType | undefined,
): readonly { readonly name: string; readonly schema: Schema; readonly isNeeded: boolean }[] {
  if (!fields) return [];
  const { properties = {}, required = [] } = schemaOf(fields);
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, isNeeded: required.includes(name) }));
}

function schemaOf(settings: z.ZodType): Schema {
  return z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }) as Schema;
}

function dutyRows(behaviour: Any): string[][] {
  const { rules = {}, defers = {}, hears = {}, requests = {}, facts = {}, features = [], region } = behaviour;
  const heard = Object.keys(hears).filter(name => !Object.hasOwn(requests, name));
  const told = Object.entries(facts).map(([fact, shape]) =>
    [code(`${behaviour.name}.${fact}`), ...fieldsOf(shape).map(({ name }) => name)].join(' '),
  );
  const held = Object.entries(defers).map(([phase, ways]) => `${code(phase)} until ${[...ways.map(code), 'time'].join(' or ')}`);
  const rows: (readonly [string, readonly string[]])[] = [
    ['Rules on', Object.keys(rules).map(code)],
    ['May hold', held],
    [region ? 'Hears in every state' : 'Hears', heard.map(code)],
    ['Tells', told],
    ['Shows in discovery', features.map(code)],
    ['Shares with other behaviours', behaviour.shares ? ['yes'] : []],
  ];
  return rows.filter(([, what]) => what.length > 0).map(([word, what]) => [word, what.join(', ')]);
}
