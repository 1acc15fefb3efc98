// The service as a whole: how many there are, how loaded it is, whether it is linked to the server, and what is shown here.
import type { ServiceView } from '../../inspect/protocol.ts';
import { Chart } from '../shared/chart.tsx';
import { Panel, Problem, Quiet } from '../shared/panel.tsx';
import { service } from '../shared/service.ts';
import { useChart } from '../shared/use-answer.ts';
import { dayTime, duration, grouped } from '../shared/wording.ts';

/** The view. */
export function ServicePage() {
  const view = service.value;
  return (
    <>
      <div class="page-head">
        <h1>Service</h1>
        {view && (
          <span class="quiet">
            Confab {view.version} at {view.domain}
          </span>
        )}
      </div>
      {view ? <Parts view={view} /> : <Quiet>Asking the service …</Quiet>}
    </>
  );
}

function Parts({ view }: { readonly view: ServiceView }) {
  const { since, rooms, people, kinds, overload, link, shows, dev } = view;
  return (
    <div class="service">
      <dl class="numbers">
        <Figure name="Rooms" value={grouped(rooms)} />
        <Figure name="People" value={grouped(people)} />
        <Figure name="Up for" value={duration(Date.now() - since)} about={`since ${dayTime(since)}`} />
        <Figure name="Waiting to go out" value={grouped(overload.outbox)} about="stanzas in the outbox" />
        <Figure name="Waiting to be heard" value={grouped(overload.mailbox)} about="stanzas in the mailbox" />
      </dl>
      <Live title="Overload" about="How busy the service is, and whom it turns away because of it." of={overload} />
      <Live title="Link" about="The connection to the XMPP server." of={link} />
      <Panel title="What is shown" class="shown">
        <ul>
          <li>
            {shows.texts
              ? 'Texts of messages and topics are shown.'
              : 'Texts of messages and topics are left out: only their lengths are shown.'}
          </li>
          <li>{shows.addresses ? 'Real addresses are shown.' : 'Real addresses are left out: people go by their nicks.'}</li>
          <li>Secrets are never shown.</li>
        </ul>
        <p class="quiet">
          {dev ? (
            'With confab dev all of that is shown, since only you are here.'
          ) : (
            <>
              This is set where the service is: <code>inspector.texts</code> and <code>inspector.addresses</code> of its
              configuration.
            </>
          )}
        </p>
      </Panel>
      <Panel title="Kinds of rooms" class="kinds">
        <dl>
          {kinds.map(({ name, about }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="quiet">{about}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}

function Figure({ name, value, about }: { readonly name: string; readonly value: string; readonly about?: string }) {
  return (
    <div title={about}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface LiveProps {
  readonly title: string;
  readonly about: string;
  readonly of: { readonly chart: string; readonly live: readonly string[] };
}

function Live({ title, about, of }: LiveProps) {
  const chart = useChart(of.chart);
  return (
    <Panel title={title} class="live-chart">
      <p class="quiet">{about}</p>
      {chart.problem && <Problem>{chart.problem}</Problem>}
      {chart.value ? (
        <Chart view={chart.value} live={of.live} label={title.toLowerCase()} compact />
      ) : (
        <Quiet>The chart is being drawn …</Quiet>
      )}
    </Panel>
  );
}
