// The chart as a tree of words, with what is active marked: the same for those who do not see the picture.
import type { ChartView } from '../../inspect/protocol.ts';

export interface StateTreeProps {
  readonly chart: ChartView;
  readonly live: readonly string[];
  readonly chosen: string | undefined;
  readonly onPoint: (id: string | undefined) => void;
  readonly onChoose: (id: string | undefined) => void;
}

/** All states, from the outside in. */
export function StateTree({ chart, live, chosen, onPoint, onChoose }: StateTreeProps) {
  const lit = new Set(live);
  const below = (parent: string | undefined) => {
    const states = chart.states.filter(state => state.parent === parent);
    if (states.length === 0) return null;
    return (
      <ul>
        {states.map(({ id, name, description }) => (
          <li key={id}>
            <button
              type="button"
              class={`plain state ${lit.has(id) ? 'live' : ''}`}
              aria-pressed={chosen === id}
              onFocus={() => onPoint(id)}
              onBlur={() => onPoint(undefined)}
              onPointerEnter={() => onPoint(id)}
              onPointerLeave={() => onPoint(undefined)}
              onClick={() => onChoose(chosen === id ? undefined : id)}
            >
              <span class="state-mark" aria-hidden="true">
                {lit.has(id) ? '●' : '○'}
              </span>
              <span class="state-name">{name}</span>
              {lit.has(id) && <span class="chip live">active</span>}
              {description && <span class="quiet state-about">{description}</span>}
            </button>
            {below(id)}
          </li>
        ))}
      </ul>
    );
  };
  return (
    <div class="state-tree">
      <h2 class="unseen">States</h2>
      {below(undefined)}
    </div>
  );
}
