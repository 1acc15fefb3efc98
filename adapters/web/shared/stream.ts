// Server-Sent Events that come back by themselves: over a lost line, a restart, and a page that was out of sight.

export interface StreamOptions {
  /** Below `api/`. */
  readonly path: string;
  /** By the name of the event; given its data, read from JSON. */
  readonly on: Readonly<Record<string, (data: never) => void>>;
  /** It is connected, for the first time or again. */
  readonly opened?: () => void;
  /** It is not; tried again by itself. */
  readonly lost?: () => void;
}

const waits = [500, 1000, 2000, 4000];

/** Opens it. Returns what ends it. */
export function openStream({ path, on, opened, lost }: StreamOptions): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let over = false;

  function close(): void {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  function connect(): void {
    close();
    const mine = new EventSource(`api/${path}`);
    source = mine;
    mine.onopen = () => {
      tries = 0;
      opened?.();
    };
    mine.onerror = () => {
      // the browser gives up after an answer that is not a stream, such as a proxy's error page; and it may wait for long
      close();
      if (over) return;
      timer = setTimeout(connect, waits[Math.min(tries++, waits.length - 1)]);
      lost?.();
    };
    for (const [name, tell] of Object.entries(on)) {
      mine.addEventListener(name, event => {
        if (source === mine) tell(JSON.parse((event as MessageEvent<string>).data) as never);
      });
    }
  }

  // a browser opens few connections to one server: a page that nobody sees leaves them to others
  function seen(): void {
    if (document.hidden) close();
    else if (!source) connect();
  }

  document.addEventListener('visibilitychange', seen);
  seen();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', seen);
    close();
  };
}
