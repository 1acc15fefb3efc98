// Events for one page or program, as Server-Sent Events or as lines of JSON, never more of them in memory than a bound:
// whoever does not read loses moments, is told how many, and is cut off where even that does not help.
import type { Clock } from '../clock.ts';

/** Whatever is told: of `room` and `service` only the latest counts, `skipped` has a count, `gone` is the last. */
export interface Told {
  readonly type: string;
  readonly data: object;
}

/** How it is written. */
export interface Form {
  readonly type: string;
  /** What comes first, and what says now and then that all is well. */
  readonly hello: string;
  readonly beat: string;
  readonly written: (event: Told) => string;
}

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  tell(event: Told): void;
  /** Says goodbye, where there is something to say, and ends it. */
  end(text?: string): void;
}

export interface StreamOptions {
  readonly form: Form;
  readonly every: Clock['every'];
  /** Told once, when nobody reads any more or it was ended. */
  readonly onEnd: () => void;
  /** Bytes of moments that may wait. */
  readonly most?: number;
  /** Bytes of how a room is, of which only one waits: two hundred people with the longest addresses make many. */
  readonly mostOfState?: number;
}

/** Milliseconds between signs of life, by which also those are found who do not read. */
export const beat = 10_000;
/** Signs of life in a row for which nothing is read although something waits. */
const patience = 2;
/** Milliseconds after which a page asks again, when the connection was lost. */
const retry = 2_000;

const unread = 'This page did not read what it was sent: load it again.';
const tooLarge = 'There is more to show here than is sent to a page.';
const encoder = new TextEncoder();

/** As a browser reads them; JSON has no line ends, so that each is one piece of data. */
export const eventForm: Form = {
  type: 'text/event-stream; charset=utf-8',
  hello: `retry: ${retry}\n\n`,
  beat: ': still here\n\n',
  written: ({ type, data }) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`,
};

/** As programs read them: a line of JSON for each. Empty lines say that all is well. */
export const lineForm: Form = {
  type: 'application/x-ndjson; charset=utf-8',
  hello: '',
  beat: '\n',
  written: ({ data }) => `${JSON.stringify(data)}\n`,
};

/** Of these only the latest counts. */
const isState = (type: string) => type === 'room' || type === 'service';

/** Makes a stream that is read as fast as its reader reads. */
export function eventStream({ form, every, onEnd, most = 256 * 1024, mostOfState = 8 * most }: StreamOptions): EventStream {
  let queue: { readonly type: string; readonly bytes: Uint8Array }[] = form.hello ? [line('', form.hello)] : [];
  let waiting = 0;
  let skipped = 0;
  let idle = 0;
  let over = false;
  /** Gives those who wait for something what there is. */
  let wake: (() => void) | undefined;

  const stop = every(beat, () => {
    if (queue.length === 0) add(line('', form.beat));
    else if (++idle >= patience) end(unread);
  });

  function add(one: (typeof queue)[number]): void {
    queue.push(one);
    if (!isState(one.type)) waiting += one.bytes.length;
    wake?.();
  }

  function tell(event: Told): void {
    if (over) return;
    if (event.type === 'skipped') {
      skipped += (event.data as { count: number }).count;
      wake?.();
      return;
    }
    const one = line(event.type, form.written(event));
    if (isState(event.type)) {
      if (one.bytes.length > mostOfState) {
        end(tooLarge);
        return;
      }
      queue = queue.filter(({ type }) => type !== event.type);
    } else if (event.type !== 'gone' && waiting + one.bytes.length > most) {
      skipped++;
      return;
    }
    add(one);
    if (event.type === 'gone') end();
  }

  function end(text?: string): void {
    if (over) return;
    over = true;
    if (text !== undefined) add(line('gone', form.written({ type: 'gone', data: { text } })));
    wake?.();
    letGo();
  }

  let held = true;
  function letGo(): void {
    if (!held) return;
    held = false;
    stop();
    onEnd();
  }

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (queue.length === 0 && skipped === 0 && !over) await new Promise<void>(resolve => (wake = resolve));
        wake = undefined;
        idle = 0;
        // what was left out came after what waits
        const count = skipped;
        if (count > 0) queue.push(line('skipped', form.written({ type: 'skipped', data: { count } })));
        const all = queue;
        [queue, waiting, skipped] = [[], 0, 0];
        if (all.length > 0) controller.enqueue(joined(all.map(({ bytes }) => bytes)));
        if (over) controller.close();
      },
      cancel() {
        over = true;
        queue = [];
        letGo();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, tell, end };
}

const line = (type: string, text: string) => ({ type, bytes: encoder.encode(text) });

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
