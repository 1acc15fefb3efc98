// What is measured: a process that has conference rooms, and the component link on which its people live.
import { once } from 'node:events';
import type { Child } from './child.ts';
import type { Weight } from './gauge.ts';
import type { Link } from './link.ts';
import { cpuSeconds, residentBytes } from './meter.ts';

export class Contestant {
  readonly name: string;
  /** The domain of its rooms. */
  readonly domain: string;
  readonly link: Link;
  readonly child: Child;

  constructor(name: string, domain: string, link: Link, child: Child) {
    this.name = name;
    this.domain = domain;
    this.link = link;
    this.child = child;
  }

  /** CPU seconds that it has used since it was started. */
  cpu(): number {
    return cpuSeconds(this.child.pid);
  }

  /** Bytes resident, and bytes in its heap after a garbage collection (NaN where we cannot make it collect). */
  async memory(): Promise<{ resident: number; heap: number }> {
    let heap = Number.NaN;
    if (this.child.process.connected) {
      const answered = once(this.child.process, 'message');
      this.child.process.send('weigh');
      const [weight] = await this.child.reaches('tell its memory', answered, 60);
      heap = (weight as Weight).heap;
    }
    return { resident: residentBytes(this.child.pid), heap };
  }

  async stop(): Promise<void> {
    await this.child.stop();
    this.link.close();
  }
}
