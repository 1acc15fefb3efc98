// The ways in which a chart can be written, and which of them a file's name means.
import { type AnyStateMachine, createMachine, type StateValue } from 'xstate';
import { chartOf } from './chart.ts';
import { layOut } from './layout.ts';
import { liveStates, marked } from './live.ts';
import { mermaidOf } from './mermaid.ts';
import type { MachineConfig } from './room-config.ts';
import { svgOf } from './svg.ts';

export type Format = 'svg' | 'mermaid' | 'json' | 'markdown';

/** By the ending of a file. */
export const endings: Readonly<Record<string, Format>> = {
  svg: 'svg',
  mmd: 'mermaid',
  mermaid: 'mermaid',
  json: 'json',
  md: 'markdown',
};

/** The format that a file's ending means; nothing where it means none. */
export function formatOf(file: string): Format | undefined {
  const [, ending = ''] = /\.(\w+)$/.exec(file) ?? [];
  return Object.hasOwn(endings, ending.toLowerCase()) ? endings[ending.toLowerCase()] : undefined;
}

/**
 * The machine as text in that format; it ends with a line end.
 * @param value where it stands, which is lit
 * @throws Error with what XState says, where it is no machine
 */
export async function drawnAs(format: Format, config: MachineConfig, value?: StateValue): Promise<string> {
  const chart = chartOf(createMachine(config as never) as unknown as AnyStateMachine);
  const live = liveStates(chart, value ?? {});
  switch (format) {
    case 'svg':
      return svgOf(await layOut(chart), live);
    case 'mermaid':
      return mermaidOf(chart, 'down', live);
    case 'markdown':
      return ['```mermaid\n', mermaidOf(chart, 'down', live), '```\n'].join('');
    case 'json':
      return `${JSON.stringify(marked(config, live), null, 2)}\n`;
  }
}
