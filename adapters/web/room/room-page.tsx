// One room: its chart, what happens in it, who is inside, and the way back through its past.
import { useState } from 'preact/hooks';
import type { RoomView } from '../../inspect/protocol.ts';
import { roomPath } from '../shared/api.ts';
import type { LiveRoom } from '../shared/live-room.ts';
import { Problem, Quiet } from '../shared/panel.tsx';
import { route } from '../shared/route.ts';
import { service } from '../shared/service.ts';
import { useChart } from '../shared/use-answer.ts';
import { useRoom } from '../shared/use-room.ts';
import { counted } from '../shared/wording.ts';
import { Behaviours } from './behaviours.tsx';
import { Manage } from './manage.tsx';
import { People } from './people.tsx';
import { Stage } from './stage.tsx';
import { Why } from './why.tsx';

/** The view. */
export function RoomPage({ name }: { readonly name: string }) {
  const room = useRoom(name);
  const view = room?.view.value;
  const problem = room?.problem.value;
  if (!room || !view)
    return (
      <>
        <div class="page-head">
          <h1>{name}</h1>
        </div>
        {problem ? <Problem>{problem}</Problem> : <Quiet>Looking at {name} …</Quiet>}
        {problem && (
          <p>
            <a href="#/">All rooms</a>
          </p>
        )}
      </>
    );
  return (
    <>
      <Head view={view} />
      {problem && <Problem>{problem}</Problem>}
      <Inside room={room} view={view} />
    </>
  );
}

function Head({ view }: { readonly view: RoomView }) {
  const { name, jid, title, kind, people, waiting, topic, chart } = view;
  const [managing, setManaging] = useState(false);
  const about = service.value?.kinds.find(one => one.name === kind)?.about;
  const link = (format: string, words: string) => (
    <a href={`api/${roomPath(name, `/chart.${format}`)}`} download={`${name}.${format}`}>
      {words}
    </a>
  );
  return (
    <div class="page-head room-head">
      <div class="room-title">
        <h1 title={title ?? name}>{title ?? name}</h1>
        <span class="chip" title={about}>
          {kind}
        </span>
        <span class="quiet">
          {counted(people, 'person', 'people')}
          {waiting > 0 && `, ${waiting} waiting`}
        </span>
        <span class="quiet room-jid">{jid}</span>
        {topic && (
          <span class="room-topic" title={topic}>
            {topic}
          </span>
        )}
      </div>
      <div class="tools">
        <span class="exports" title={`The chart ${chart} as it is now`}>
          {link('svg', 'SVG')} {link('mmd', 'Mermaid')} {link('json', 'JSON')}
        </span>
        {service.value?.admin && (
          <button type="button" onClick={() => setManaging(true)}>
            Manage …
          </button>
        )}
      </div>
      {managing && <Manage view={view} onClose={() => setManaging(false)} />}
    </div>
  );
}

function Inside({ room, view }: { readonly room: LiveRoom; readonly view: RoomView }) {
  const chart = useChart(view.chart);
  const asked = route.value.chosen.get('why') ?? undefined;
  if (chart.problem) return <Problem>{chart.problem}</Problem>;
  if (!chart.value) return <Quiet>The chart is being drawn …</Quiet>;
  return (
    <Stage
      name={view.name}
      chart={chart.value}
      history={room.history.value}
      now={{ live: room.live.value, latest: room.latest.value }}
      note={room.note.value}
      names={room.names.value}
      first={asked === undefined ? undefined : 'why'}
      more={[
        {
          id: 'people',
          title: 'People',
          count: view.people,
          pane: <People view={view} />,
        },
        { id: 'behaviours', title: 'Behaviours', count: view.behaviours.length, pane: <Behaviours view={view} /> },
        { id: 'why', title: 'Why', pane: <Why name={view.name} who={asked} latest={room.latest.value?.step} /> },
      ]}
    />
  );
}
