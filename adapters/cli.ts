#!/usr/bin/env node
// The program `confab`: hands its words, environment and output to the command line, and ends with its code.
import { runCommandLine } from './command-line.ts';
import { commandTable } from './commands/all.ts';

const unread = new AbortController();
// `confab rooms | head` closes our output early, which is no mistake
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (stream === process.stdout) unread.abort();
  });
}
const code = await runCommandLine(process.argv.slice(2), commandTable, {
  env: process.env,
  out: line => void process.stdout.write(`${line}\n`),
  err: line => void process.stderr.write(`${line}\n`),
  terminal: process.stdin.isTTY && process.stdout.isTTY ? { input: process.stdin, output: process.stdout } : undefined,
  unread: unread.signal,
});
await new Promise(resolve => process.stdout.write('', resolve));
// nothing that is left open may keep a program that has said its last word
process.exit(code);
