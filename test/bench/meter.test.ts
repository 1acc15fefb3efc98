// The meter: counts what a process and its children use; knows nothing of one that is gone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { cpuSeconds, residentBytes } from './meter.ts';

const BUSY = `let x = 0; const end = process.cpuUsage().user + 2e5;
while (process.cpuUsage().user < end) x++; console.log(x); setInterval(() => {}, 1e6);`;
const PARENT = `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', ${JSON.stringify(BUSY)}], { stdio: ['ignore', 'inherit', 'inherit'] });
process.on('SIGTERM', () => { child.kill('SIGKILL'); process.exit(); });`;

suite('bench meter', test => {
  test('counts the children of a process with it', async () => {
    const parent = spawn(process.execPath, ['-e', PARENT], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(parent, 'exit');
    await once(parent.stdout, 'data');
    assert.ok(cpuSeconds(parent.pid!) >= 0.2, 'the 0.2 s that the child has used');
    assert.ok(residentBytes(parent.pid!) > 40e6, 'two processes of Node');
    parent.kill('SIGTERM');
    await ended;
  });

  test('has no figures for a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    assert.ok(Number.isNaN(cpuSeconds(child.pid!)));
    assert.ok(Number.isNaN(residentBytes(child.pid!)));
  });
});
