// How a command that goes on until it is told to stop hears of that, and what becomes of a mistake that nobody caught.
import { exitCode } from './exit-code.ts';
import type { Logger } from './log.ts';

/** The first signal asks to stop in good order; the second ends the process at once. */
export function firstSignal(): Promise<string> {
  return new Promise(resolve => {
    let asked = false;
    for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 })) {
      process.on(signal, () => {
        if (asked) process.exit(128 + number);
        asked = true;
        resolve(signal);
      });
    }
  });
}

/** What nobody caught goes into the log, too, before it ends the process. */
export function endOnMistakes(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (err: unknown) => {
      log.fatal({ err }, 'a mistake in Confab, please report it');
      process.exit(exitCode.internal);
    });
  }
}
