// The metrics of the process, of which there is one however many engines it has: CPU, memory, handles, lag of the event
// loop, garbage collection, by the names that prom-client gives them on Node and on Deno.
import { collectDefaultMetrics, Registry } from 'prom-client';

let own: Registry | undefined;

/** The metrics as Prometheus reads them. What watches the process is begun by the first call, and ends with the process. */
export function processMetrics(): Promise<string> {
  if (!own) {
    own = new Registry();
    collectDefaultMetrics({ register: own });
  }
  return own.metrics();
}
