// What is answered about rooms: the list, one of them now, live and as it was, why somebody was refused, and its chart as a
// picture, as text and as data.
import { Hono } from 'hono';
import { systemClock } from '../clock.ts';
import { drawnAs, type Format } from '../drawing/format.ts';
import type { LiveAnswers, Tell } from './answers-live.ts';
import type { Lens } from './lens.ts';
import { refuse } from './problem.ts';
import { lineForm } from './sse.ts';
import { type StatelyEvent, statelyEvents } from './stately.ts';

export interface RoomSources {
  /** @throws Refusal while the service is only starting */
  readonly lens: () => Lens;
  readonly live: LiveAnswers;
}

/** How charts are exported, and as what. */
const exports: Readonly<Record<string, { readonly format: Format; readonly type: string }>> = {
  svg: { format: 'svg', type: 'image/svg+xml' },
  mmd: { format: 'mermaid', type: 'text/plain; charset=utf-8' },
  json: { format: 'json', type: 'application/json' },
};

/** A picture brings its styles with it, and nothing else. */
const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

export function answerRooms({ lens, live }: RoomSources): Hono {
  const app = new Hono();
  const look = lease(() => lens().look());

  /** The lens, where there is such a room. */
  function seeing(name: string): Lens {
    const found = lens();
    if (found.chartOfRoom(name) !== undefined) return found;
    return refuse(404, `There is no room “${name.slice(0, 100)}” any more: choose one from the list.`);
  }

  app.get('/', ({ req, json }) => {
    look();
    const { search, kind } = req.query();
    const [from, most] = [whole('from', req.query('from')), whole('most', req.query('most'))];
    return json(
      lens().rooms({
        ...(search ? { search } : {}),
        ...(kind ? { kind } : {}),
        ...(from === undefined ? {} : { from }),
        ...(most === undefined ? {} : { most }),
      }),
    );
  });
  app.get('/:name', ({ req, json }) => {
    const name = req.param('name');
    return json(seeing(name).room(name));
  });
  app.get('/:name/past', ({ req, json }) => {
    const name = req.param('name');
    return json(seeing(name).past(name));
  });
  app.get('/:name/why', ({ req, json }) => {
    const name = req.param('name');
    return json(seeing(name).why(name, req.query('who') || undefined));
  });
  app.get('/:name/live', context => {
    const name = context.req.param('name');
    const found = seeing(name);
    return live.answer(context, tell => found.watch(name, tell));
  });
  app.get('/:name/stately', context => {
    const name = context.req.param('name');
    const found = seeing(name);
    const begin = (tell: Tell) => statelyEvents(found, name, data => tell({ type: isLast(data) ? 'gone' : 'event', data }));
    return live.answer(context, begin, lineForm);
  });
  for (const [ending, { format, type }] of Object.entries(exports)) {
    app.get(`/:name/chart.${ending}`, async ({ req, body }) => {
      const name = req.param('name');
      const found = seeing(name).machineOf(name)!;
      const file = `inline; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}.${ending}`;
      return body(await drawnAs(format, found.machine, found.value), 200, {
        ...{ 'content-type': type, 'content-disposition': file },
        ...(format === 'svg' ? { 'content-security-policy': picturePolicy } : {}),
      });
    });
  }
  return app;
}

/** The room itself is over. */
const isLast = (event: StatelyEvent) =>
  event.type === '@xstate.snapshot' && event.snapshot.status === 'done' && event.sessionId === event.rootId;

/** @throws Refusal where it is no whole number */
function whole(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : refuse(400, `What “${name}” says must be a whole number, such as ${name}=50.`);
}

/** Milliseconds after the list was asked for, for which somebody still looks at it. */
const glance = 10_000;

/** Begins something when it is called, and ends it when it was not called for a while. */
function lease(begin: () => () => void): () => void {
  let isAsked = false;
  let held: { readonly end: () => void } | undefined;
  return () => {
    isAsked = true;
    if (held) return;
    const end = begin();
    const stop = systemClock.every(glance, () => {
      if (!isAsked) {
        stop();
        held = undefined;
        end();
      }
      isAsked = false;
    });
    held = { end };
  };
}
