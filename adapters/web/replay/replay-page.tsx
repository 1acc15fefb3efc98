// A recording, stepped through: the server plays it again, and the page shows each step as if it had been watched.
import { useMemo, useState } from 'preact/hooks';
import type { Past } from '../../inspect/protocol.ts';
import { Stage } from '../room/stage.tsx';
import { api, sentenceOf } from '../shared/api.ts';
import { noHistory, withPast } from '../shared/history.ts';
import { Problem, Quiet } from '../shared/panel.tsx';
import { useChart } from '../shared/use-answer.ts';
import { counted } from '../shared/wording.ts';

/** The view. */
export function ReplayPage() {
  const [past, setPast] = useState<Past>();
  const [file, setFile] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const body = await chosen.text();
      setPast(await api<Past>('replay', { method: 'POST', body, headers: { 'content-type': 'application/x-ndjson' } }));
      setFile(chosen.name);
    } catch (error) {
      setPast(undefined);
      setProblem(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <div class="page-head">
        <h1>{past ? past.room : 'Replay'}</h1>
        {past && (
          <span class="quiet">
            {counted(past.moments.length, 'step', 'steps')} of {file}
          </span>
        )}
        <label class="button file">
          {past ? 'Another recording …' : 'Choose a recording …'}
          <input
            type="file"
            disabled={busy}
            onChange={event => {
              void read(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      {busy && <Quiet>It is being played …</Quiet>}
      {problem && <Problem>{problem}</Problem>}
      {past ? <Played past={past} /> : <About />}
    </>
  );
}

function About() {
  return (
    <div class="replay-about">
      <p>
        A recording is what <code>confab serve --record DIR</code> or <code>confab record ROOM</code> wrote of a room: its
        requests, in order. Choose one to step through it and see the chart as it was at each.
      </p>
      <p class="quiet">It is played on the service that this page is of, apart from all its rooms; nothing of it is kept.</p>
    </div>
  );
}

function Played({ past }: { readonly past: Past }) {
  const asked = useChart(past.view ? undefined : past.chart);
  const history = useMemo(() => withPast(noHistory, past), [past]);
  const chart = past.view ?? asked.value;
  if (asked.problem) return <Problem>{asked.problem}</Problem>;
  if (!chart) return <Quiet>The chart is being drawn …</Quiet>;
  return <Stage name={past.room} chart={chart} history={history} note={past.note} />;
}
