// The port on which metrics, health and readiness are read. What is answered is in http-answers.ts.
import { type HttpSources, httpAnswers } from './http-answers.ts';
import { type Listening, listen } from './listening.ts';
import type { ServerAddress } from './server-address.ts';

export type HttpServer = Pick<Listening, 'address' | 'close'>;

/** Whoever reads metrics does not need many. */
const mostConnections = 64;
const quiet = 30_000;

/**
 * @param patience milliseconds that nothing may happen on a connection that is being answered
 * @throws CommandError with a sentence when the port cannot be had
 */
export async function openHttp(address: ServerAddress, sources: HttpSources, patience = quiet): Promise<HttpServer> {
  const option = '--set http.listen=ADDRESS:PORT';
  return listen(httpAnswers(sources).fetch, address, { option, mostConnections, patience, onFailure: sources.onFailure });
}
