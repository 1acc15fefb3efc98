// One line of the list of rooms.
import type { RoomLine } from '../../inspect/protocol.ts';
import { roomHash } from '../shared/route-of.ts';
import { grouped, rateText } from '../shared/wording.ts';
import { sparkPoints } from './room-rows.ts';

/** How high a line is, in pixels: the list counts with it. */
export const rowHeight = 52;

export interface RoomRowProps {
  readonly place: number;
  readonly of: number;
  /** Nothing while it is asked for. */
  readonly line: RoomLine | undefined;
  readonly rates: ReadonlyMap<string, readonly number[]>;
}

/** The line. */
export function RoomRow({ place, of, line, rates }: RoomRowProps) {
  return (
    <li
      class="rooms-row"
      style={{ top: `${place * rowHeight}px` }}
      data-place={place}
      aria-setsize={of}
      aria-posinset={place + 1}
    >
      {line ? <Line line={line} rates={rates.get(line.name) ?? []} /> : <span class="quiet">…</span>}
    </li>
  );
}

function Line({ line, rates }: { readonly line: RoomLine; readonly rates: readonly number[] }) {
  const { name, title, kind, state, people, waiting, topic, holds, rate } = line;
  const more = [waiting > 0 ? `${grouped(waiting)} waiting` : '', holds > 0 ? `${grouped(holds)} held` : '']
    .filter(Boolean)
    .join(', ');
  return (
    <a href={roomHash(name)}>
      <span class="rooms-name">
        <strong>{title ?? name}</strong>
        <span class="quiet">{[title && title !== name ? name : '', topic].filter(Boolean).join(' · ')}</span>
      </span>
      <span class="rooms-kind">
        <span class="chip">{kind}</span>
      </span>
      <span class="rooms-state">
        <span class={`chip ${people > 0 ? 'live' : ''}`}>{state}</span>
      </span>
      <span class="rooms-people">
        {grouped(people)}
        <span class="phone quiet">&nbsp;{people === 1 ? 'person' : 'people'}</span>
        {more && <small class="quiet">{more}</small>}
      </span>
      <span class="rooms-rate">
        <svg viewBox="0 0 60 16" aria-hidden="true">
          <polyline points={sparkPoints(rates)} />
        </svg>
        {rateText(rate)}
        <span class="phone quiet">&nbsp;/ s</span>
      </span>
    </a>
  );
}
