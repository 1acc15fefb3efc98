// What a newcomer sees first: one click from three people in a room.
import { useSignal } from '@preact/signals';
import type { DevView, ServiceView } from '../../inspect/protocol.ts';
import { sentenceOf } from '../shared/api.ts';
import { Problem } from '../shared/panel.tsx';
import { PersonForm } from './add-person.tsx';
import { beginWithThree } from './people.ts';

/** The empty playground. */
export function Start({ view, dev }: { readonly view: ServiceView; readonly dev: DevView }) {
  const problem = useSignal<string | undefined>(undefined);
  const begin = () => {
    beginWithThree(view, dev).catch(error => {
      problem.value = sentenceOf(error);
    });
  };
  return (
    <div class="play play-start">
      <h1>Sit in a room as several people</h1>
      <p>
        Everybody here is a real XMPP client in this page, logged in at <code>{dev.host}</code>. Talk, and watch the room’s
        statechart move and the stanzas go in and out.
      </p>
      {dev.open && (
        <p>
          <button type="button" class="strong large" onClick={begin}>
            Start with three people
          </button>
        </p>
      )}
      {problem.value && <Problem>{problem.value}</Problem>}
      <details open={!dev.open}>
        <summary>{dev.open ? 'Or add one yourself' : 'Add somebody who has an account there'}</summary>
        <PersonForm view={view} dev={dev} done={() => undefined} />
      </details>
    </div>
  );
}
