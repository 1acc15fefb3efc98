// Somebody who looks into a room of the engine under measurement, as the inspector's page does: over HTTP, by its events.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { freePort, LOOPBACK } from '../servers/port.ts';
import { folder } from './child.ts';

/** Whether somebody looks while it is measured, or has gone before. */
export const watches = ['there', 'gone'] as const;
export type Watches = (typeof watches)[number];

/** A place to look in, for an engine that is started with its settings. */
export interface Window {
  readonly when: Watches;
  /** As `--set` takes them. */
  readonly settings: readonly string[];
  /** Looks into a room, whose events are read as they come. Returns what ends it, when that is known there. */
  look(room: string): Promise<() => Promise<void>>;
}

export async function openWindow(when: Watches): Promise<Window> {
  const port = await freePort();
  const tokenFile = join(folder('inspector'), 'token');
  const ask = async (path: string): Promise<IncomingMessage> => {
    const url = `http://${LOOPBACK}:${port}/~${readFileSync(tokenFile, 'utf8').trim()}/api/${path}`;
    const [answer] = (await once(get(url), 'response')) as [IncomingMessage];
    if (answer.statusCode !== 200) throw new Error(`the inspector answers ${answer.statusCode} to ${path}`);
    return answer;
  };
  return {
    when,
    settings: [`inspector.listen=${LOOPBACK}:${port}`, `inspector.tokenFile=${tokenFile}`],
    async look(room) {
      const events = await ask(`rooms/${encodeURIComponent(room.split('@', 1)[0]!)}/live`);
      // the room as it is comes first: then it is watched
      await once(events, 'data');
      events.resume();
      return async () => {
        const closed = once(events, 'close');
        events.destroy();
        await closed;
        // by the time that it answers anything else it knows
        (await ask('service')).resume();
      };
    },
  };
}
