// What is measured: a process that has conference rooms, and the component link on which its people live.
import { once } from 'node:events';
import type { Child } from './child.ts';
import type { Question, Weight } from './gauge.ts';
import type { Link } from './link.ts';
import { cpuSeconds, residentBytes } from './meter.ts';
import type { Window } from './watched-room.ts';

export class Contestant {
  readonly name: string;
  /** The domain of its rooms. */
  readonly domain: string;
  readonly link: Link;
  readonly child: Child;
  /** Where somebody looks into its rooms; nobody does without it. */
  window: Window | undefined;

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
    const heap = this.child.process.connected ? (await this.#ask('weigh', 'tell its memory')).heap : Number.NaN;
    return { resident: residentBytes(this.child.pid), heap };
  }

  /** Does the work while the process samples where its time goes; false, and nothing done, where it is not one of ours. */
  async profile(file: string, work: () => Promise<unknown>): Promise<boolean> {
    if (!this.child.process.connected) return false;
    await this.#ask('profile', 'begin a profile');
    await work();
    await this.#ask({ profileInto: file }, 'write its profile');
    return true;
  }

  async #ask(question: Question, what: string): Promise<Weight> {
    const answered = once(this.child.process, 'message');
    this.child.process.send(question);
    const [weight] = await this.child.reaches(what, answered, 120);
    return weight as Weight;
  }

  async stop(): Promise<void> {
    await this.child.stop();
    this.link.close();
  }
}
