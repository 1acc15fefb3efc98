// Servers with rooms of their own to compare with: which there are, and how the bench comes onto one as a component.
import { freePort } from '../servers/port.ts';
import type { Child } from './child.ts';
import { Contestant } from './contestant.ts';
import { startEjabberd } from './ejabberd.ts';
import { dial, type Link } from './link.ts';
import { HOME } from './person.ts';
import { startProsody } from './prosody.ts';

/** A started server: its process, and the port on which it takes the component that the people live on. */
export interface Rival {
  child: Child;
  port: number;
  secret: string;
  /** The domain of its rooms. */
  domain: string;
}

const RIVALS = { ejabberd: startEjabberd, prosody: startProsody };

export type RivalName = keyof typeof RIVALS;

export const rivalNames = Object.keys(RIVALS) as RivalName[];

/** Starts the server on free loopback ports from a temporary folder and connects the people's component to it. */
export async function startRival(name: RivalName): Promise<Contestant> {
  const rival = await RIVALS[name](await freePort());
  try {
    const link = await rival.child.reaches('take our component', dialUntil(rival), 40);
    return new Contestant(name, rival.domain, link, rival.child);
  } catch (error) {
    await rival.child.stop();
    throw error;
  }
}

/** A server gives no sign that its port is open, so it is tried ten times a second until it is or the child is gone. */
async function dialUntil(rival: Rival): Promise<Link> {
  let gone = false;
  void rival.child.ended.then(() => {
    gone = true;
  });
  for (;;) {
    try {
      return await dial(rival.port, HOME, rival.secret);
    } catch (error) {
      if (gone || (error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
