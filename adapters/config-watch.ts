// What a configuration says of how the service is watched: where it listens for those who read metrics, and whether
// stanzas are logged. It opens and logs nothing.
import type { Layers } from './config-layers.ts';
import { problemAt } from './config-problems.ts';
import type { Deployment } from './config-schema.ts';
import { isLoopback, readListenAddress } from './listen-address.ts';
import type { ServerAddress } from './server-address.ts';

/** `http.listen`, where it is given and right. */
export function checkListen(layers: Layers, problems: string[]): ServerAddress | undefined {
  const text = (layers.tree.http as { listen?: unknown } | undefined)?.listen;
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return readListenAddress(text);
  } catch (error) {
    problems.push(problemAt(['http', 'listen'], (error as Error).message, layers));
    return undefined;
  }
}

/** Sentences about what works, and may not be meant. */
export function watchWarnings({ stanzas, level }: Deployment['log'], http: ServerAddress | undefined): string[] {
  const warnings: string[] = [];
  const isWritten = level === 'debug' || level === 'trace';
  if (stanzas !== 'off' && !isWritten) {
    warnings.push(`log.stanzas: nothing is written of them at log.level = "${level}": use log.level = "debug"`);
  } else if (stanzas === 'everything') {
    warnings.push('log.stanzas: what people say to each other is written into the log: turn it off afterwards');
  }
  if (http && !isLoopback(http)) {
    warnings.push('http.listen: whoever reaches this address may read the metrics: listen at 127.0.0.1, or keep others out');
  }
  return warnings;
}
