// The playground: several people side by side, each a client of its own, with the chart of their room and what is on the
// wire beside them. On a phone one of all that at a time.
import { ChartPane } from '../shared/chart-pane.tsx';
import { Panel, Quiet, Tabs } from '../shared/panel.tsx';
import { service } from '../shared/service.ts';
import { AddPerson } from './add-person.tsx';
import { chosen, pane, people, shownRoom } from './people.ts';
import { PersonCard } from './person-card.tsx';
import './playground.css';
import { Start } from './start.tsx';
import { WirePane } from './wire-pane.tsx';

/** The whole view. */
export function Playground() {
  const { value: view } = service;
  const dev = view?.dev;
  if (!view || !dev) return null;
  const { value: all } = people;
  if (all.length === 0) return <Start view={view} dev={dev} />;
  const shown = pane.value === 'people' ? (chosen.value?.id ?? '') : pane.value;
  const choose = (id: string) => {
    const person = all.find(one => one.id === id);
    if (person) chosen.value = person;
    pane.value = id === 'chart' || id === 'wire' ? id : 'people';
  };
  const tabs = [
    ...all.map(({ id, name }) => ({ id, title: name })),
    { id: 'chart', title: 'Chart' },
    { id: 'wire', title: 'Stanzas' },
  ];
  return (
    <div class="play" data-pane={pane.value}>
      <header class="play-head">
        <h1>Playground</h1>
        <AddPerson view={view} dev={dev} />
      </header>
      <div class="play-tabs">
        <Tabs label="People, chart and stanzas" tabs={tabs} chosen={shown} onChoose={choose} />
      </div>
      <div class="play-body" id="tab-pane">
        <section class="play-people" aria-label="People">
          {all.map(person => (
            <PersonCard key={person.id} person={person} />
          ))}
        </section>
        <aside class="play-side" aria-label="What happens behind it">
          <Panel title={shownRoom.value ? `Chart of ${shownRoom.value}` : 'Chart'} class="play-chart">
            {shownRoom.value ? <ChartPane name={shownRoom.value} compact /> : <Quiet>Nobody is in a room yet.</Quiet>}
          </Panel>
          <WirePane />
        </aside>
      </div>
    </div>
  );
}
