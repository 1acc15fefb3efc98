// What is answered over HTTP: metrics, health and readiness, to GET and HEAD; nothing can be changed here. It opens no port.
import { Hono } from 'hono';
import { Registry } from 'prom-client';
import { unhealthy, unready, type Vitals } from './vitals.ts';

export interface HttpSources {
  readonly domain: string;
  readonly version: string;
  /** Nothing while the service is only just starting. */
  readonly vitals: () => Vitals | undefined;
  readonly metrics: () => Promise<string>;
  readonly onFailure?: (error: unknown) => void;
}

const paths = ['/metrics', '/health', '/ready'] as const;
const elsewhere = 'There is nothing here: ask for /metrics, /health or /ready.\n';
const onlyGet = 'Nothing can be changed here: ask with GET or HEAD.\n';
const starting = 'The service is only just starting.';
const fresh = { 'cache-control': 'no-store' };

export function httpAnswers({ domain, version, vitals, metrics, onFailure }: HttpSources): Hono {
  const app = new Hono();

  app.get('/metrics', async ({ body }) => body(await metrics(), 200, { ...fresh, 'content-type': textType }));

  app.get('/health', ({ json }) => {
    const now = vitals();
    // one that waits for its parts is not dead
    const problem = now && unhealthy(now);
    const about = {
      healthy: problem === undefined,
      domain,
      version,
      secondsSinceStep: now ? Math.round(now.sinceTick) / 1000 : 0,
    };
    return json({ ...about, ...(problem ? { problem } : {}) }, problem ? 503 : 200, fresh);
  });

  app.get('/ready', ({ json }) => {
    const now = vitals();
    const problem = now ? unready(now) : starting;
    const about = {
      ready: problem === undefined,
      domain,
      link: now?.link.isUp ? 'up' : 'down',
      overload: now?.overload.state ?? 'normal',
    };
    return json({ ...about, ...(problem ? { problem } : {}) }, problem ? 503 : 200, fresh);
  });

  for (const path of paths) app.all(path, ({ text }) => text(onlyGet, 405, { allow: 'GET, HEAD' }));
  app.notFound(({ text }) => text(elsewhere, 404));
  app.onError((error, { text }) => {
    onFailure?.(error);
    return text('This could not be answered: the log says why.\n', 500);
  });
  return app;
}

const textType = Registry.PROMETHEUS_CONTENT_TYPE;
