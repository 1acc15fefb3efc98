// Where the answer to a request goes, if whoever sent it waits for one.
import type { Reply } from './fact.ts';
import type { Asker, PersonRequest, Resume, ServiceRequest } from './request.ts';

export function replyTo({ from, dialect, receipt }: Asker): Reply {
  return { to: from, dialect, receipt };
}

/** Not so where somebody goes, answers, or gives something back: an error is never answered with an error. */
const news: ReadonlySet<string> = new Set(['leave', 'bounce', 'answer', 'probe']);

export function wantsAnswer<R extends ServiceRequest | Resume>(request: R): request is R & PersonRequest {
  if (!('from' in request) || news.has(request.type)) return false;
  return request.type !== 'relay' || request.content.type !== 'unavailable';
}
