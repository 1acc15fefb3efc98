// One measured stretch of work: how long it took, what it cost the contestant, how busy the bench itself was.
import type { Contestant } from './contestant.ts';

export interface Period {
  seconds: number;
  /** CPU seconds of the contestant. */
  cpu: number;
  /** CPU seconds of the bench: near `seconds`, the bench was what limited the speed. */
  load: number;
  /** Whether the time limit ended it. */
  late: boolean;
}

/**
 * Runs `begin` and waits until the `done` given to it is called, at most `limit` seconds.
 * Rejects, with what the contestant printed, when its link ends meanwhile.
 */
export async function measure(contestant: Contestant, limit: number, begin: (done: () => void) => void): Promise<Period> {
  const { link, child } = contestant;
  const cpu = contestant.cpu();
  const usage = process.cpuUsage();
  const start = performance.now();
  let end = start;
  let forget = () => {};
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = await new Promise<boolean>((resolve, reject) => {
      const finish = (how: boolean) => {
        end = performance.now();
        resolve(how);
      };
      timer = setTimeout(finish, limit * 1_000, true);
      forget = link.whenEnded(why => reject(new Error(`${contestant.name}: ${why.message}. What it printed:\n${child.output}`)));
      begin(() => finish(false));
    });
    const { user, system } = process.cpuUsage(usage);
    return { seconds: (end - start) / 1_000, cpu: contestant.cpu() - cpu, load: (user + system) / 1e6, late };
  } finally {
    clearTimeout(timer);
    forget();
  }
}
