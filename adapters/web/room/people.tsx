// Who is inside, each with the state of their own chart, and the requests that wait for somebody's decision.
import { useState } from 'preact/hooks';
import type { PersonLine, RoomView } from '../../inspect/protocol.ts';
import { Chart } from '../shared/chart.tsx';
import { Problem, Quiet, SearchField } from '../shared/panel.tsx';
import { useChart } from '../shared/use-answer.ts';
import { clockTime, grouped } from '../shared/wording.ts';

/** The people of a room. */
export function People({ view }: { readonly view: RoomView }) {
  const { participants, unlisted, held } = view;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const wanted = search.trim().toLowerCase();
  const shown = participants.filter(({ nick, jid = '', state, dialect }) =>
    `${nick} ${jid} ${state} ${dialect}`.toLowerCase().includes(wanted),
  );
  return (
    <div class="people">
      {held.length > 0 && (
        <>
          <h2>Held requests</h2>
          <ul class="held-list">
            {held.map(({ id, phase, behaviour, who, since, text }) => (
              <li key={id}>
                <p>
                  <strong>{who}</strong> waits to {phase}{' '}
                  <span class="quiet">
                    since {clockTime(since)}, held by {behaviour}
                  </span>
                </p>
                {text && <p class="quiet">{text}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 class={held.length > 0 ? '' : 'unseen'}>Participants</h2>
      {participants.length === 0 && <Quiet>Nobody is inside.</Quiet>}
      {participants.length > 8 && <SearchField label="Search people" value={search} onValue={setSearch} />}
      <ul class="people-list">
        {shown.map(person => (
          <li key={person.id}>
            <button
              type="button"
              class="person"
              aria-expanded={open === person.id}
              title="Show this participant's chart"
              onClick={() => setOpen(open === person.id ? undefined : person.id)}
            >
              <span class="person-nick">{person.nick}</span>
              <span class="person-jid quiet">{person.jid}</span>
              <span class="chip">{person.dialect}</span>
              <span class={`chip ${person.state === 'joined' ? 'live' : ''}`}>{person.state}</span>
            </button>
            {open === person.id && <PersonChart person={person} />}
          </li>
        ))}
      </ul>
      {unlisted > 0 && <p class="quiet note">… and {grouped(unlisted)} more, who are not listed here.</p>}
    </div>
  );
}

function PersonChart({ person }: { readonly person: PersonLine }) {
  const chart = useChart('participant');
  if (chart.problem) return <Problem>{chart.problem}</Problem>;
  if (!chart.value) return <Quiet>The chart is being drawn …</Quiet>;
  const live = chart.value.states.filter(({ name }) => name === person.state).map(({ id }) => id);
  return <Chart view={chart.value} live={live} label={`participant ${person.nick}`} compact />;
}
