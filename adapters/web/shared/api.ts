// Asks the server below this page; what it refuses comes as an error with the server's own sentence.
import type { ChartView, Problem } from '../../inspect/protocol.ts';

/** What was refused or could not be asked; its message is a sentence for people. `status` is 0 where nobody answered. */
export class ApiError extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

export const noAnswer = 'The service does not answer. Try again when it is back.';

/**
 * The answer to a request for `api/PATH`.
 * @throws ApiError
 */
export async function api<T>(path: string, init?: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`api/${path}`, init);
  } catch {
    throw new ApiError(noAnswer, 0);
  }
  const text = await answer.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError(`The service answered ${answer.status} without saying why: load the page again.`, answer.status);
  }
  if (!answer.ok)
    throw new ApiError((body as Partial<Problem> | null)?.problem ?? `The service answered ${answer.status}.`, answer.status);
  return body as T;
}

/** The path of a room below `api/`. */
export function roomPath(name: string, rest = ''): string {
  return `rooms/${encodeURIComponent(name)}${rest}`;
}

const charts = new Map<string, Promise<ChartView>>();

/** A chart by its key; it is asked for once. */
export function chartOf(key: string): Promise<ChartView> {
  const known = charts.get(key);
  if (known) return known;
  const asked = api<ChartView>(`charts/${encodeURIComponent(key)}`);
  charts.set(key, asked);
  asked.catch(() => charts.delete(key));
  return asked;
}

/** What an error says to people. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
