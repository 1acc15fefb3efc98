// The answers that do not end: Server-Sent Events about the service and about a room. Whoever is gone is watched for no more,
// and there are never more of them than a few dozen.
import { type Context, Hono } from 'hono';
import { systemClock } from '../clock.ts';
import { refuse } from './problem.ts';
import type { DevFile, ServiceEvent, ServiceView } from './protocol.ts';
import { type EventStream, eventForm, eventStream, type Form, type Told } from './sse.ts';

/** Streams of all pages together. */
const mostStreams = 64;

export type Tell = (event: Told) => void;

/** Makes answers that do not end, and counts them. */
export interface LiveAnswers {
  /**
   * @param begin has events told, and returns what ends it
   * @throws Refusal where there are too many already
   */
  answer(context: Context, begin: (tell: Tell) => () => void, form?: Form): Response;
}

/** Makes answers that do not end, never more than a few dozen at a time. */
export function liveAnswers(most = mostStreams): LiveAnswers {
  const open = new Set<EventStream>();
  return {
    answer(context, begin, form = eventForm) {
      const headers = { 'content-type': form.type, 'x-accel-buffering': 'no' };
      // nobody would end what nobody reads
      if (context.req.raw.method === 'HEAD') return context.body(null, 200, headers);
      if (open.size >= most) refuse(503, `Too many pages are open: close one of the ${most}, and try again.`);
      let stop: (() => void) | undefined;
      let isOver = false;
      const stream = eventStream({
        form,
        every: systemClock.every,
        onEnd() {
          isOver = true;
          open.delete(stream);
          stop?.();
        },
      });
      open.add(stream);
      try {
        stop = begin(stream.tell);
      } catch (error) {
        stream.end();
        throw error;
      }
      // it may have ended while it began
      if (isOver) stop();
      return context.body(stream.body, 200, headers);
    },
  };
}

export interface ServiceSources {
  /** None while it is only starting. */
  readonly service: () => ServiceView | undefined;
  readonly onDev?: ((tell: (file: DevFile) => void) => () => void) | undefined;
  readonly live: LiveAnswers;
}

/** Milliseconds between looks at the service, of all pages together. */
const look = 1_000;

/** `live`: how the service is, once a second at most and where it changed, and files that were read again. */
export function answerLive({ service, onDev, live }: ServiceSources): Hono {
  const listeners = new Set<Tell>();
  let last = '';
  let stop: (() => void) | undefined;

  function now(): ServiceEvent | undefined {
    const data = service();
    return data && { type: 'service', data };
  }

  function tick(): void {
    const event = now();
    const text = JSON.stringify(event);
    if (!event || text === last) return;
    last = text;
    for (const tell of listeners) tell(event);
  }

  function listen(tell: Tell): () => void {
    listeners.add(tell);
    stop ??= systemClock.every(look, tick);
    const first = now();
    if (first) tell(first);
    const quiet = onDev?.(data => tell({ type: 'dev', data }));
    return () => {
      quiet?.();
      listeners.delete(tell);
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
    };
  }

  return new Hono().get('/', context => live.answer(context, listen));
}
