// What the inspector answers: the page, what it shows as JSON, and deeds of those who may. Every URL begins with the token.
// It opens no port; who may ask at all is guard.ts's affair.
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { systemClock } from '../clock.ts';
import { RecordingError } from '../recording/recording-error.ts';
import { type AdminEngine, adminDesk, readAdminRequest } from './admin.ts';
import { answerLive, liveAnswers } from './answers-live.ts';
import { answerRooms } from './answers-rooms.ts';
import { pageAssets } from './assets.ts';
import { objectionTo } from './guard.ts';
import type { Lens } from './lens.ts';
import { Refusal, refuse, starting } from './problem.ts';
import type { AdminEntry, DevFile, DevView, ServiceView } from './protocol.ts';
import { inSlices } from './slices.ts';

export interface InspectorSources {
  /** None while the service is only starting. */
  readonly lens: () => Lens | undefined;
  /** In the path: every URL begins with /~TOKEN/. */
  readonly token: string;
  /** Names by tokens; empty where nobody may change anything. */
  readonly admins: ReadonlyMap<string, string>;
  readonly engine: () => AdminEngine | undefined;
  /** What Host may say beside loopback names with our port. */
  readonly hosts: readonly string[];
  /** Of `confab dev`: what a playground needs, and being told when a file was read again. Returns what ends it. */
  readonly dev?: (() => DevView) | undefined;
  readonly onDev?: ((tell: (file: DevFile) => void) => () => void) | undefined;
  /** Deeds of admins. */
  readonly log: (entry: AdminEntry) => void;
  readonly onWrongToken?: () => void;
  readonly onFailure?: (error: unknown) => void;
}

const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

/** On every answer, also where it is a refusal. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const recordingBytes = 16 * 1024 * 1024;
const requestBytes = 64 * 1024;
const nothing = 'There is nothing here: ask for api/service, api/rooms or the page itself.';

/** @param port the port that is listened on, which Host must name */
export function inspectorAnswers(sources: InspectorSources, port: () => number): Hono {
  const { token, hosts, dev } = sources;
  const app = new Hono();
  const asset = pageAssets();
  const desk = adminDesk({ ...sources, now: () => systemClock.now() });
  const lens = () => sources.lens() ?? refuse(503, starting);
  const service = (): ServiceView => {
    const isAdmin = sources.admins.size > 0;
    return { ...lens().service(), admin: isAdmin, ...(dev ? { dev: dev() } : {}) };
  };

  app.use(async (context, next) => {
    const { req } = context;
    const path = new URL(req.url).pathname;
    const asked = { method: req.raw.method, path, header: (name: string) => req.header(name) };
    const objection = objectionTo(asked, { token, hosts, port: port() });
    if (objection) context.res = context.json({ problem: objection.problem }, objection.status);
    else await next();
    for (const [name, value] of Object.entries(safeHeaders)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  });

  const api = new Hono();
  api.get('/service', ({ json }) => json(service()));
  const live = liveAnswers();
  api.route('/live', answerLive({ service: () => sources.lens() && service(), onDev: sources.onDev, live }));
  api.route('/rooms', answerRooms({ lens, live }));
  api.get('/charts/:key', async ({ req, json }) => {
    const key = req.param('key');
    return json((await lens().chart(key)) ?? refuse(404, 'There is no such chart any more: load the room again.'));
  });
  let isReplaying = false;
  const oneAtATime = async (_: Context, next: () => Promise<void>) => {
    if (isReplaying) refuse(503, 'Another recording is run at this moment: try again when it is done.');
    isReplaying = true;
    await next().finally(() => (isReplaying = false));
  };
  api.post('/replay', oneAtATime, limited(recordingBytes), async ({ req, json }) => {
    try {
      const past = await inSlices(lens().replaying(await req.text()), () => !req.raw.signal.aborted);
      // nobody reads it
      return json(past ?? {});
    } catch (error) {
      if (error instanceof RecordingError) return refuse(400, error.message);
      throw error;
    }
  });
  const admin = (context: Context): string => {
    const found = desk.who(context.req.header('authorization'));
    return 'name' in found ? found.name : refuse(found.status, found.problem);
  };
  api.post('/admin', limited(requestBytes), async context => {
    const by = admin(context);
    const entry = desk.act(by, readAdminRequest(await context.req.text()));
    return context.json(entry, entry.problem === undefined ? 200 : 409);
  });
  api.get('/admin/log', context => {
    admin(context);
    return context.json(desk.entries());
  });

  app.route('/:token/api', api);
  app.get('/:token', ({ redirect }) => redirect(`~${token}/`, 308));
  app.get('/:token/*', context => {
    const path = context.req.path.slice(`/~${token}/`.length);
    const found = asset(path) ?? refuse(404, nothing);
    const lasting = found.isLasting ? { 'cache-control': 'private, max-age=31536000, immutable' } : {};
    return context.body(found.body, 200, { 'content-type': found.type, ...lasting });
  });
  app.notFound(({ json }) => json({ problem: nothing }, 404));
  app.onError((error, { json }) => {
    if (error instanceof Refusal) return json({ problem: error.message }, error.status);
    sources.onFailure?.(error);
    return json({ problem: 'This could not be answered: the log says why.' }, 500);
  });
  return app;
}

const limited = (maxSize: number) =>
  bodyLimit({ maxSize, onError: () => refuse(413, `This is too long: ${maxSize / 1024} KiB at most.`) });
