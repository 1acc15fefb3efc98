import { PassThrough } from 'node:stream';
import { equal, is, match, ok } from 'uvu/assert';
import { showLive, type Terminal } from '../../adapters/live-terminal.ts';
import { suite } from '../suite.ts';

function fakeTerminal(rows = 5) {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), { setRawMode: (on: boolean) => raw.push(on) });
  const output = Object.assign(new PassThrough(), { rows, columns: 40 });
  output.setEncoding('utf8');
  let written = '';
  const waiting: [RegExp, () => void][] = [];
  output.on('data', (piece: string) => {
    written += piece;
    for (const [wanted, found] of waiting) if (wanted.test(written)) found();
  });
  const shows = (wanted: RegExp) =>
    new Promise<void>(resolve => (wanted.test(written) ? resolve() : waiting.push([wanted, resolve])));
  const terminal: Terminal = { input, output };
  return { terminal, input, output, raw, shows, written: () => written };
}

const left = '\u001B[?7h\u001B[?25h\u001B[?1049l';

suite('live terminal', test => {
  test('shows lines in place until q, and leaves the terminal as it was', async () => {
    const { terminal, input, output, raw, shows, written } = fakeTerminal();
    let frame = 0;
    const before = process.listenerCount('SIGTERM');
    const done = showLive(terminal, async () => [`frame ${++frame}`, 'below'], 1);
    await shows(/frame 2/);
    input.write('q');
    await done;
    ok(written().startsWith('\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[Hframe 1\u001B[K\r\nbelow\u001B[K\u001B[J'));
    ok(written().endsWith(left));
    equal(raw, [true, false]);
    equal([input.listenerCount('data'), output.listenerCount('resize'), input.isPaused()], [0, 0, true]);
    is(process.listenerCount('SIGTERM'), before);
  });

  test('ends by Ctrl-C, by the end of its input and by a signal', async () => {
    for (const end of [
      ({ input }: ReturnType<typeof fakeTerminal>) => input.write('\u0003'),
      ({ input }: ReturnType<typeof fakeTerminal>) => input.end(),
      () => process.emit('SIGTERM'),
    ]) {
      const fake = fakeTerminal();
      const done = showLive(fake.terminal, async () => ['x']);
      await fake.shows(/x/);
      end(fake);
      await done;
      ok(fake.written().endsWith(left));
    }
  });

  test('shows no more lines than there are rows, and draws anew when those change', async () => {
    const { terminal, input, output, shows, written } = fakeTerminal(2);
    const done = showLive(terminal, async rows => [`${rows} rows`, 'b', 'c'], 60_000);
    await shows(/2 rows/);
    equal(written().includes('c\u001B[K'), false);
    Object.assign(output, { rows: 3 }).emit('resize');
    await shows(/3 rows.*\r\nb.*\r\nc/);
    input.write('q');
    await done;
  });

  test('fails as what it shows fails, and leaves the terminal as it was', async () => {
    const { terminal, raw, written } = fakeTerminal();
    const why = await showLive(terminal, () => Promise.reject(new Error('It is gone.'))).then(
      () => '',
      (error: Error) => error.message,
    );
    match(why, /It is gone/);
    ok(written().endsWith(left));
    equal(raw, [true, false]);
  });
});
