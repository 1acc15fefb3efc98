// A service in a process of its own, for tests of what it needs in memory: it connects, has its rooms, and says how it is
// when asked. Started by back-pressure.test.ts.
import { memoryUsage } from 'node:process';
import { attach } from '../../adapters/attach.ts';
import { connect } from '../../adapters/connect.ts';
import type { Vitals } from '../../adapters/vitals.ts';
import { crowd } from './crowd.ts';

/** How it is; the memory after everything that can be freed is. */
export interface Report {
  /** Bytes of the heap and of what is outside of it. */
  readonly memory: number;
  readonly vitals: Vitals;
}

export interface Orders {
  readonly port: number;
  readonly domain: string;
  readonly outboxBytes: number;
  readonly rooms: Readonly<Record<string, number>>;
}

async function serve({ port, domain, outboxBytes, rooms }: Orders): Promise<void> {
  const settings = { domain, limits: { outboxBytes }, flood: { rate: 0 }, rooms: Object.keys(rooms).map(name => ({ name })) };
  const server = { host: '127.0.0.1', port };
  const link = connect({ server, domain, secret: 'right', limits: { stanzaBytes: 131_072, depth: 32 } });
  await link.ready;
  const engine = attach(link.entity, settings, { kept: crowd(settings, rooms) });
  const report = (): void => {
    globalThis.gc!();
    const { heapUsed, external } = memoryUsage();
    process.send!({ memory: heapUsed + external, vitals: engine.vitals() } satisfies Report);
  };
  process.on('message', report);
  report();
}

process.once('disconnect', () => process.exit());
void serve(JSON.parse(process.argv[2]!));
