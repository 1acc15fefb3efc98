import { parse } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { drawnAs, formatOf } from '../../../adapters/drawing/format.ts';
import { roomConfig } from '../../../adapters/drawing/room-config.ts';
import { suite } from '../../suite.ts';
import { rejectionOf } from '../thrown.ts';
import { hall } from './hall.ts';

const machine = roomConfig(hall);
const value = { base: 'occupied', gate: 'closed', lamp: { left: 'off', right: 'off' }, wall: {} };

suite('drawing format', test => {
  test('is known by the ending of a file', () => {
    equal(['a.svg', 'b/c.MMD', 'x.mermaid', 'y.json', 'page.md', 'a.gif', 'svg', '.toString', 'a.constructor'].map(formatOf), [
      'svg',
      'mermaid',
      'mermaid',
      'json',
      'markdown',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('of a picture marks where it stands', async () => {
    const lit = parse(await drawnAs('svg', machine, value))
      .toString()
      .match(/class="\w+ live" data-state="[^"]+"/g)!;
    equal(
      [...new Set(lit.map(one => /data-state="(.+)"/.exec(one)![1]))],
      ['hall.base.occupied', 'hall.gate.closed', 'hall.lamp.left.off', 'hall.lamp.right.off'],
    );
    is((await drawnAs('svg', machine)).includes('live"'), false);
  });

  test('of Mermaid and of Markdown is the same text', async () => {
    const text = await drawnAs('mermaid', machine, value);
    match(text, /^stateDiagram-v2\n/);
    match(text, /\n {2}class hall_base_occupied,hall_gate_closed,\S+ live\n$/);
    is(await drawnAs('markdown', machine, value), `\`\`\`mermaid\n${text}\`\`\`\n`);
  });

  test('of JSON is the machine, with tags', async () => {
    equal(JSON.parse(await drawnAs('json', machine)), machine);
    ok((await drawnAs('json', machine, value)).includes('"live"'));
  });

  test('passes on what XState says against a machine', async () => {
    const wrong = { id: 'm', initial: 'a', states: { a: { on: { x: 'nowhere' } } } };
    match((await rejectionOf(drawnAs('svg', wrong))).message, /nowhere/);
  });
});
