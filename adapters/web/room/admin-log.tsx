// What was changed lately through the inspector, by whom and when, and what stood against it.
import type { AdminEntry, AdminRequest } from '../../inspect/protocol.ts';
import { Problem } from '../shared/panel.tsx';
import { useAnswer } from '../shared/use-answer.ts';
import { dayTime } from '../shared/wording.ts';
import { asAdmin, deeds } from './admin-token.ts';

/** The log, latest first. */
export function AdminLog() {
  const { value, problem } = useAnswer(() => asAdmin<readonly AdminEntry[]>('admin/log'), [deeds.value]);
  return (
    <details>
      <summary>What was done lately</summary>
      {problem && <Problem>{problem}</Problem>}
      {value?.length === 0 && <p class="quiet">Nothing yet.</p>}
      <ol class="admin-log">
        {[...(value ?? [])]
          .sort((a, b) => b.at - a.at)
          .map(({ at, by, request, problem: against }, i) => (
            <li key={i}>
              <time>{dayTime(at)}</time> <strong>{by}</strong> {words(request)}
              {against && <span class="bad"> {against}</span>}
            </li>
          ))}
      </ol>
    </details>
  );
}

function words(request: AdminRequest): string {
  switch (request.do) {
    case 'close':
      return `closed ${request.room}`;
    case 'remove':
      return `removed ${request.person} from ${request.room}`;
    case 'set':
      return `set ${request.behaviour} of ${request.room} to ${JSON.stringify(request.settings)}`;
  }
}
