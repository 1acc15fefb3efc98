// The exit codes of every command, in one table; docs/deploying.md shows it and a test compares the two.
// Numbers above 63 are those of sysexits.h, which service managers know.

export const exitCode = {
  ok: 0,
  failed: 1,
  usage: 2,
  internal: 70,
  refused: 77,
  config: 78,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What each code means to somebody who reads a service manager's log. */
export const exitMeanings: Record<keyof typeof exitCode, string> = {
  ok: 'done; for `serve`: stopped as asked by SIGTERM or SIGINT',
  failed: 'what was asked could not be done: nothing runs there, no such room, `check` found something wrong',
  usage: 'the command line is wrong: unknown command or flag, missing argument',
  internal: 'a mistake in Confab itself; the log says which. Starting again may help',
  refused: 'the server refuses the secret or does not know the domain. Starting again does not help',
  config: 'the configuration is wrong; every mistake is named. Starting again does not help',
};

/** Ends a command with a sentence on stderr and this code, without a stack. */
export class CommandError extends Error {
  readonly code: ExitCode;
  constructor(message: string, code: ExitCode = exitCode.failed) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
  }
}
