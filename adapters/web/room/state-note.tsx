// One state in words: what it is for, whether it is active, and what leads out of it.
import type { ChartView } from '../../inspect/protocol.ts';
import { shortId } from '../shared/wording.ts';

export interface StateNoteProps {
  readonly chart: ChartView;
  /** The state that is pointed at or was chosen. */
  readonly id: string | undefined;
  readonly live: readonly string[];
}

/** The note below a chart. */
export function StateNote({ chart, id, live }: StateNoteProps) {
  const state = chart.states.find(one => one.id === id);
  if (!state)
    return (
      <p class="state-note quiet">
        {live.length === 0 ? 'No state is lit.' : `Active: ${live.map(shortId).join(', ')}.`} Point at a state to read what it is
        for.
      </p>
    );
  const out = chart.transitions.filter(({ from }) => from === id);
  return (
    <div class="state-note">
      <p>
        <strong>{state.name}</strong> {live.includes(state.id) && <span class="chip live">active</span>} {state.description}
      </p>
      {out.length > 0 && (
        <p class="quiet state-note-out">
          {out.map(({ id: transition, event, to }) => (
            <span key={transition}>
              {event ?? 'always'}
              {to.length > 0 && ` → ${to.map(shortId).join(', ')}`}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
