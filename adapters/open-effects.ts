// The effects of `confab serve`: made from the configuration, with the network, the log and the file of dead letters.
import type { Config } from './config.ts';
import { deadLetters } from './effects/dead-letters.ts';
import type { Effects } from './effects/effect.ts';
import { provided } from './effects/provided.ts';
import { makeSafeFetch } from './effects/safe-fetch.ts';
import type { Logger } from './log.ts';

export function openEffects({ calls }: Pick<Config, 'calls'>, log: Logger): Effects {
  const { effects, deadLetters: file } = calls;
  const onFailure = (err: unknown) => log.error({ err, file }, 'a dead letter could not be written');
  const write = file === undefined ? () => {} : deadLetters({ file, onFailure });
  return provided(effects, {
    fetch: makeSafeFetch(),
    log: (level, text, more = {}) => log[level](more, text),
    deadLetter(entry) {
      // what was asked is in the file alone
      const { input: _, ...about } = entry as { readonly input?: unknown };
      log.warn(about, 'a call could not be delivered');
      write(entry);
    },
  });
}
