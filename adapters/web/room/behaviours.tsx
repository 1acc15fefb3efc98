// The behaviours of a room: what each is for, where its region stands, whether it is still trusted, how it is set.
import type { RoomView } from '../../inspect/protocol.ts';
import { Quiet } from '../shared/panel.tsx';
import { valueText } from '../shared/wording.ts';

const distrust = {
  well: '',
  out: 'It failed and was taken out of this room.',
  closed: 'Its rulings failed too often: what it rules on is refused until somebody looks.',
} as const;

/** The list. */
export function Behaviours({ view: { behaviours } }: { readonly view: RoomView }) {
  if (behaviours.length === 0) return <Quiet>This room is only a room: people enter, speak, rename and leave.</Quiet>;
  return (
    <div class="behaviours">
      <h2 class="unseen">Behaviours</h2>
      <ul>
        {behaviours.map(({ name, about, state, settings, trust }) => (
          <li key={name}>
            <details>
              <summary>
                <strong title={name}>{name}</strong>
                {state !== undefined && <span class="chip live">{valueText(state)}</span>}
                {trust !== 'well' && <span class="chip refused">{trust === 'out' ? 'taken out' : 'closed'}</span>}
                <span class="quiet behaviour-about">{about}</span>
              </summary>
              {distrust[trust] && <p class="bad">{distrust[trust]}</p>}
              <pre class="settings">{settingsText(settings)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

function settingsText(settings: unknown): string {
  const entries = Object.entries((settings ?? {}) as Record<string, unknown>);
  return entries.length === 0
    ? 'It has no settings.'
    : entries.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join('\n');
}
