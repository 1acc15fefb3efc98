// A window of a terminal in which lines are shown in place, again and again, until q or Ctrl-C. However it ends, the
// terminal is left as it was. It does not know what is shown.

/** Both ends of a terminal: `process.stdin` and `process.stdout`. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { setRawMode?(raw: boolean): unknown };
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly rows?: number };
}

const sequence = '\u001B[';
// a screen of its own, no cursor, no lines that run on into the next
const enter = `${sequence}?1049h${sequence}?25l${sequence}?7l`;
const leave = `${sequence}?7h${sequence}?25h${sequence}?1049l`;
const ends = new Set(['q', 'Q', '\u0003', '\u0004']);

/**
 * Shows lines every so often and whenever the window changes its size. Resolves when the person has had enough, or a
 * signal ends the program; rejects with what `lines` rejects with.
 * @param every milliseconds
 */
export async function showLive(
  { input, output }: Terminal,
  lines: (rows: number) => Promise<readonly string[]>,
  every = 1_000,
): Promise<void> {
  let drawing = false;
  let open = true;
  let timer: NodeJS.Timeout | undefined;
  let settle: (error?: unknown) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    settle = error => (error === undefined ? resolve() : reject(error));
  });
  const draw = async () => {
    if (drawing) return;
    drawing = true;
    try {
      const rows = output.rows ?? 24;
      const shown = await lines(rows);
      if (open) output.write(`${sequence}H${shown.slice(0, rows).map(lineOf).join('\r\n')}${sequence}J`);
    } catch (error) {
      settle(error ?? new Error('unknown'));
    } finally {
      drawing = false;
    }
  };
  const key = (typed: Buffer | string) => {
    if ([...String(typed)].some(one => ends.has(one))) settle();
  };
  const resized = () => void draw();
  const signalled = () => settle();
  input.setRawMode?.(true);
  input.on('data', key);
  input.on('end', signalled);
  input.resume();
  output.on('resize', resized);
  for (const signal of signals) process.on(signal, signalled);
  output.write(enter);
  try {
    timer = setInterval(draw, every);
    await Promise.race([draw(), ended]);
    await ended;
  } finally {
    open = false;
    clearInterval(timer);
    output.write(leave);
    for (const signal of signals) process.off(signal, signalled);
    output.off('resize', resized);
    input.off('data', key);
    input.off('end', signalled);
    input.setRawMode?.(false);
    input.pause();
  }
}

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
const lineOf = (line: string) => `${line}${sequence}K`;
