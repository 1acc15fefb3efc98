// What of Mermaid's state diagrams we write, as a grammar: tried against Mermaid 11 itself, which no test here can run.

const name = '[A-Za-z_]\\w*';
// signs that begin something else in Mermaid are written as entities, such as #59;
const text = '(?:[^#;{}"<>]|#\\d+;)+';

/** What a line can be, without its indentation; those with a name in them declare or use it. */
const lines: Readonly<Record<string, RegExp>> = {
  heading: /^stateDiagram-v2$/,
  direction: /^direction (?:TB|LR)$/,
  group: new RegExp(`^state "${text}" as (${name}) \\{$`),
  state: new RegExp(`^state "${text}" as (${name})$`),
  about: new RegExp(`^(${name}) : ${text}$`),
  start: new RegExp(`^\\[\\*\\] --> (${name})$`),
  end: new RegExp(`^(${name}) --> \\[\\*\\]$`),
  arrow: new RegExp(`^(${name}) --> (${name}) : ${text}$`),
  note: new RegExp(`^note right of (${name})$`),
  noteEnd: /^end note$/,
  region: /^--$/,
  close: /^\}$/,
  class: /^classDef live (?:[\w-]+:#?\w+,?)+$/,
  lit: new RegExp(`^class ((?:${name},?)+) live$`),
};

/** Sentences; none where it is a state diagram. */
export function mistakesIn(diagram: string): readonly string[] {
  const mistakes: string[] = [];
  const declared = new Set<string>();
  const used = new Set<string>();
  const open: string[] = [];
  let note = false;
  for (const line of diagram
    .trimEnd()
    .split('\n')
    .map(one => one.trim())) {
    if (note && line !== 'end note') {
      if (!new RegExp(`^${text}$`).test(line)) mistakes.push(`not the text of a note: ${line}`);
      continue;
    }
    const [kind, pattern] = Object.entries(lines).find(([, form]) => form.test(line)) ?? [];
    if (!kind || !pattern) {
      mistakes.push(`no line of a diagram: ${line}`);
      continue;
    }
    const names = pattern
      .exec(line)!
      .slice(1)
      .flatMap(one => one.split(','));
    if (kind === 'group' || kind === 'state') {
      if (declared.has(names[0]!)) mistakes.push(`declared twice: ${names[0]}`);
      declared.add(names[0]!);
      if (kind === 'group') open.push(names[0]!);
    } else for (const one of names) used.add(one);
    if (kind === 'close' && open.pop() === undefined) mistakes.push('closes what is not open');
    if (kind === 'region' && open.length === 0) mistakes.push('a region outside of a group');
    if (kind === 'note' || kind === 'noteEnd') note = kind === 'note';
  }
  return [
    ...mistakes,
    ...open.map(one => `not closed: ${one}`),
    ...[...used].filter(one => !declared.has(one)).map(one => `not declared: ${one}`),
  ];
}
