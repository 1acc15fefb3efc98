import { match, not } from 'uvu/assert';
import { settingsTable } from '../../adapters/settings-table.ts';
import { suite } from '../suite.ts';

suite('settings table', test => {
  test('has a row for each key, with what it must be and its default', () => {
    const table = settingsTable();
    match(table, /^\| key \| must be \| default \| what it is \|\n\|---\|---\|---\|---\|\n/);
    match(table, /\| `server` \| text \| must be given \| HOST:PORT/);
    match(table, /\| `log.level` \| one of "trace", .* \| `"info"` \|/);
    match(table, /\| `limits.rooms` \| a whole number from 1 to 10000000 \| `10000` \| rooms in all \|/);
    match(table, /\| `rooms\[\].kind` \| text, not empty \| `"public"` \|/);
    match(table, /\| `kinds\[\].behaviours` \| a list of text or tables \| must be given \|/);
    match(table, /\| `rooms\[\].behaviours` \| a table \| {2}\|/);
    match(table, /\| `rooms\[\].name` \| text, not empty \| must be given \|/);
    not.match(table, /\| `limits` \|/);
  });

  test('keeps a bar in a text from making a column', () => {
    match(settingsTable({ properties: { a: { type: 'string', description: 'x|y' } } }), /\| x\\\|y \|/);
  });
});
