// Where the answer to a request goes.
import type { Reply } from './fact.ts';
import type { Asker } from './request.ts';

export function replyTo({ from, dialect, receipt }: Asker): Reply {
  return { to: from, dialect, receipt };
}
