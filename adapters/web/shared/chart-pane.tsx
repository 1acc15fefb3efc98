// The live chart of one room, to stand beside something else: it watches the room as long as it is shown.
import type { RoomView } from '../../inspect/protocol.ts';
import { Chart } from './chart.tsx';
import type { LiveRoom } from './live-room.ts';
import { Problem, Quiet } from './panel.tsx';
import { roomHash } from './route-of.ts';
import { useChart } from './use-answer.ts';
import { useRoom } from './use-room.ts';
import { counted, shortId } from './wording.ts';

export interface ChartPaneProps {
  /** The local part of the room's address. */
  readonly name: string;
  readonly compact?: boolean;
}

/** The chart with its live states, and what is active in words. */
export function ChartPane({ name, compact = false }: ChartPaneProps) {
  const room = useRoom(name);
  if (!room) return null;
  const { value: problem } = room.problem;
  const { value: view } = room.view;
  if (problem) return <Problem>{problem}</Problem>;
  return view ? <RoomChart room={room} view={view} compact={compact} /> : <Quiet>Looking at {name} …</Quiet>;
}

function RoomChart({ room, view, compact }: { room: LiveRoom; view: RoomView; compact: boolean }) {
  const chart = useChart(view.chart);
  if (chart.problem) return <Problem>{chart.problem}</Problem>;
  if (!chart.value) return <Quiet>The chart is being drawn …</Quiet>;
  const live = room.live.value;
  return (
    <div class="chart-pane">
      <p class="chart-pane-head">
        <a href={roomHash(view.name)}>{view.title ?? view.name}</a>{' '}
        <span class="quiet">{counted(view.people, 'person', 'people')}</span>
        {live.map(id => (
          <span key={id} class="chip live">
            {shortId(id)}
          </span>
        ))}
      </p>
      <Chart view={chart.value} live={live} taken={room.latest.value?.transitions ?? none} label={view.name} compact={compact} />
    </div>
  );
}

const none: readonly string[] = [];
