// A chart with its past beside it: what a live room and a recording have in common. It knows where one stands in time.
import { type ComponentChildren, Fragment } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ChartView, Moment } from '../../inspect/protocol.ts';
import { Chart } from '../shared/chart.tsx';
import { type History, standingAt, stepFrom } from '../shared/history.ts';
import type { Names } from '../shared/names.ts';
import { narrow } from '../shared/narrow.ts';
import { type Tab, Tabs } from '../shared/panel.tsx';
import { StateNote } from './state-note.tsx';
import { StateTree } from './state-tree.tsx';
import { Stepper } from './stepper.tsx';
import { TimeLine } from './time-line.tsx';
import { Told } from './told.tsx';

export interface StageProps {
  readonly name: string;
  readonly chart: ChartView;
  readonly history: History;
  /** Where it is now; nothing of a recording, which is only past. */
  readonly now?: { readonly live: readonly string[]; readonly latest: Moment | undefined };
  readonly note?: string | undefined;
  /** Who is meant by ids; nobody in a recording. */
  readonly names?: Names;
  /** Further tabs, and the one that is open at first. */
  readonly more?: readonly (Tab & { readonly pane: ComponentChildren })[];
  readonly first?: string | undefined;
}

const none: readonly string[] = [];
const nobody: Names = new Map();

/** The chart, and the panes beside it. */
export function Stage({ name, chart, history, now, note, names = nobody, more = [], first = 'chart' }: StageProps) {
  const [tab, setTab] = useState(first);
  const [step, setStep] = useState<number>();
  const [frozen, setFrozen] = useState<History>();
  const [pointed, setPointed] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const shown = frozen ?? history;
  // a recording is stepped through from its beginning
  const from = shown.moments[0];
  const place = step ?? (now || !from ? undefined : from.step - 1);
  const standing = useMemo(() => (place === undefined ? undefined : standingAt(shown, place)), [shown, place]);
  const live = standing ? (standing.live ?? none) : (now?.live ?? none);
  const taken = standing ? (standing.moment?.transitions ?? none) : (now?.latest?.transitions ?? none);

  const goTo = (next: number | undefined) => {
    setStep(next);
    // what happens meanwhile does not move what is being read
    setFrozen(next === undefined ? undefined : shown);
  };
  const walk = (way: -1 | 1) => {
    const next = stepFrom(shown, place, way);
    if (next !== undefined || now) goTo(next);
  };
  useEffect(() => {
    if (first !== 'chart') setTab(first);
  }, [first]);

  const missed = frozen && now ? (history.moments.at(-1)?.step ?? 0) - (frozen.moments.at(-1)?.step ?? 0) : 0;
  const panes: Tab[] = [{ id: 'line', title: 'Time line' }, ...more, { id: 'states', title: 'States' }];
  const tabs = narrow.value ? [{ id: 'chart', title: 'Chart' }, ...panes] : panes;
  // where there is place for both, the chart is always there and the time line is beside it
  const beside = tab === 'chart' ? 'line' : tab;
  return (
    <div class="stage" data-tab={tab}>
      <Tabs label={`Views of ${name}`} tabs={tabs} chosen={narrow.value ? tab : beside} onChoose={setTab} />
      <section class="stage-chart" aria-label="Statechart">
        <Stepper
          history={shown}
          step={place}
          standing={standing}
          canResume={now !== undefined}
          missed={Math.max(0, missed)}
          onStep={goTo}
          onWalk={walk}
        />
        <Chart
          view={chart}
          live={live}
          taken={taken}
          stays={standing !== undefined}
          label={name}
          picked={pointed ?? chosen}
          onPick={(id, click) => (click ? setChosen(id) : setPointed(id))}
        />
        <StateNote chart={chart} id={pointed ?? chosen} live={live} />
      </section>
      <section class="stage-pane" id="tab-pane" role="tabpanel" aria-labelledby={`tab-${narrow.value ? tab : beside}`}>
        {beside === 'line' && <TimeLine history={shown} step={place} note={note} names={names} onStep={goTo} onWalk={walk} />}
        {beside === 'states' && <StateTree chart={chart} live={live} onPoint={setPointed} onChoose={setChosen} chosen={chosen} />}
        {more.map(({ id, pane }) => beside === id && <Fragment key={id}>{pane}</Fragment>)}
      </section>
      {now && <Told moment={now.latest} live={now.live} names={names} />}
    </div>
  );
}
