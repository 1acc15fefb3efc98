// “Why was I refused?”: what each behaviour said to the requests of late, of everybody or of one person.
import { useState } from 'preact/hooks';
import type { Why as Ruled } from '../../inspect/protocol.ts';
import { api, roomPath } from '../shared/api.ts';
import { Problem, Quiet, SearchField } from '../shared/panel.tsx';
import { useAnswer } from '../shared/use-answer.ts';
import { clockTime } from '../shared/wording.ts';

export interface WhyProps {
  readonly name: string;
  /** Whom the address asks about. */
  readonly who: string | undefined;
  /** The latest step that is known: the answer changes with it. */
  readonly latest: number | undefined;
}

/** The rulings. */
export function Why({ name, who: asked = '', latest }: WhyProps) {
  const [who, setWho] = useState(asked);
  const [all, setAll] = useState(asked === '');
  const answer = useAnswer(
    () => api<readonly Ruled[]>(roomPath(name, `/why${who.trim() === '' ? '' : `?${new URLSearchParams({ who: who.trim() })}`}`)),
    [name, who.trim(), latest],
  );
  const shown = answer.value?.filter(({ outcome }) => all || outcome !== 'allowed');
  return (
    <div class="why">
      <h2 class="unseen">Why was it refused?</h2>
      <div class="filters">
        <SearchField
          label="Nick or address of a person"
          placeholder="Nick or address; empty for everybody"
          value={who}
          onValue={setWho}
        />
        <label>
          <input type="checkbox" checked={!all} onChange={event => setAll(!event.currentTarget.checked)} /> only what was refused
          or held
        </label>
      </div>
      {answer.problem && <Problem>{answer.problem}</Problem>}
      {shown?.length === 0 && <Quiet>{nothing(who.trim(), all)}</Quiet>}
      <ol>
        {shown?.map(({ at, who: whose, request, outcome, said }, i) => (
          <li key={`${at} ${i}`}>
            <p>
              <time>{clockTime(at)}</time> <strong>{request}</strong>{' '}
              {whose !== undefined && <span class="moment-who">{whose}</span>} <span class={`chip ${outcome}`}>{outcome}</span>
            </p>
            <ul>
              {said.map(sentence => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            {said.length === 0 && <p class="quiet">No behaviour said anything against it.</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function nothing(who: string, all: boolean): string {
  const what = all ? 'was ruled' : 'was refused or held';
  return who === '' ? `Nothing ${what} lately.` : `Nothing of ${who} ${what} lately.`;
}
