// The log of `confab serve`: lines of JSON on stdout by pino, or lines for people where configured.
// Written at once, so that nothing is lost when the process ends; secrets are taken out by their name.
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import type { Deployment } from './config-schema.ts';

export type { Logger } from 'pino';

/** @param to where the lines go; stdout if not said */
export function createLog(
  { level, pretty }: Pick<Deployment['log'], 'level' | 'pretty'>,
  to: DestinationStream = destination({ sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: { paths: ['secret', '*.secret', '*.*.secret', '*.rooms[*].secret', 'rooms[*].secret'], censor: '(secret)' },
    },
    pretty ? { write: line => to.write(`${prettyLine(line)}\n`) } : to,
  );
}

/** `12:34:56 INFO  message key=value …` */
export function prettyLine(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const values = Object.entries(rest).map(
    ([key, value]) => `${key}=${plain.test(String(value)) ? value : JSON.stringify(value)}`,
  );
  const stack = (err as { stack?: string } | undefined)?.stack;
  const head = `${String(time).slice(11, 19)} ${String(level).toUpperCase().padEnd(5)} ${msg ?? ''}`;
  return [head, ...values].join(' ') + (stack ? `\n${stack}` : '');
}

/** What needs no quotes: neither spaces nor anything that could move a cursor. */
const plain = /^[\w.:/@+-]+$/;
