// A contestant that is a component: a Node process of its own, with the bench as its server.
import { randomBytes } from 'node:crypto';
import { Child } from './child.ts';
import { Contestant } from './contestant.ts';
import { openDoor } from './link.ts';

/** The domain of the rooms of every component that the bench starts. */
export const DOMAIN = 'rooms.bench';

/** The arguments of the process, and what is added to its environment. */
export interface Arguments {
  args: string[];
  env?: NodeJS.ProcessEnv;
}

/** Starts the component. Rejects with what it printed when it does not connect within 20 s. */
export async function startComponent(name: string, run: (port: number, secret: string) => Arguments): Promise<Contestant> {
  const secret = randomBytes(16).toString('hex');
  const door = await openDoor(DOMAIN, secret);
  const { args, env } = run(door.port, secret);
  const child = new Child({
    name,
    command: process.execPath,
    args: ['--expose-gc', `--import=${new URL('./gauge.js', import.meta.url)}`, ...args],
    env: { ...process.env, ...env },
    channel: true,
  });
  try {
    const link = await child.reaches('connect', door.link, 20);
    return new Contestant(name, DOMAIN, link, child);
  } catch (error) {
    door.close();
    await child.stop();
    throw error;
  }
}
