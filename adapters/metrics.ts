// The metrics of one engine, in the words of Prometheus: a registry of its own, filled when somebody reads it from what the
// engine counts or knows anyway. Nothing here runs between two readings.
import { Counter, Gauge, type Metric, Registry } from 'prom-client';
import type { Census } from './metrics/census.ts';
import type { Distribution } from './metrics/distribution.ts';
import { failurePlaces, type Ledger, outcomes, stanzaKinds } from './metrics/ledger.ts';
import { overloadStates, type Vitals } from './vitals.ts';

/** As much of prom-client's registry as is used: a host program may have another copy of it. */
export interface MetricsRegistry {
  registerMetric(metric: never): void;
  getSingleMetric(name: string): unknown;
  removeSingleMetric(name: string): void;
  metrics(): Promise<string>;
}

export interface MetricsSource {
  readonly version: string;
  readonly ledger: Ledger;
  readonly vitals: () => Vitals;
  readonly census: () => Promise<Census>;
}

export interface EngineMetrics {
  /** All of them, as Prometheus reads them. */
  text(): Promise<string>;
  /** Takes them out of the registry. */
  close(): void;
}

type Labels = Readonly<Record<string, string>>;
type Put = (value: number, labels?: Labels) => void;
type Fill = (put: Put) => void | Promise<void>;

/**
 * @param registry where they are put; one that nobody else has, where none is given
 * @throws Error where another engine has its metrics there
 */
export function engineMetrics(source: MetricsSource, registry?: MetricsRegistry): EngineMetrics {
  const own = new Registry();
  const target = (registry ?? own) as Registry;
  const { ledger, vitals, census, version } = source;
  checkRegistry(target);
  const names: string[] = [];

  function define(of: typeof Gauge | typeof Counter, name: string, help: string, labelNames: readonly string[], fill: Fill) {
    names.push(name);
    new of({
      name,
      help,
      labelNames,
      registers: [target],
      // what is counted elsewhere is put in anew each time, all in one turn
      async collect() {
        const values: (readonly [number, Labels])[] = [];
        await fill((value, labels = {}) => values.push([value, labels]));
        this.reset();
        for (const [value, labels] of values) this.inc(labels, value);
      },
    });
  }
  const gauge = (name: string, help: string, labels: readonly string[], fill: Fill) => define(Gauge, name, help, labels, fill);
  const counter = (name: string, help: string, labels: readonly string[], fill: Fill) =>
    define(Counter, name, help, labels, fill);

  gauge(infoName, 'The version that runs; always 1.', ['version'], put => put(1, { version }));

  gauge('confab_rooms', 'Rooms; reserved are those in which somebody only waits.', ['kind', 'state'], async put => {
    for (const [kind, counts] of (await census()).rooms) {
      for (const state of ['standing', 'reserved'] as const) put(counts[state], { kind, state });
    }
  });
  gauge('confab_people', 'People in rooms, or with presence there and waiting.', ['dialect', 'state'], async put => {
    for (const [dialect, counts] of (await census()).people) {
      for (const state of ['inside', 'waiting'] as const) put(counts[state], { dialect, state });
    }
  });
  gauge('confab_requests_held', 'Requests that behaviours hold until somebody decides.', [], async put =>
    put((await census()).holds),
  );
  gauge(
    'confab_behaviours_shut',
    'In how many rooms a behaviour failed and is out, or closed.',
    ['behaviour', 'state'],
    async put => {
      for (const [behaviour, counts] of (await census()).shut) {
        for (const state of ['out', 'closed'] as const) put(counts[state], { behaviour, state });
      }
    },
  );

  counter('confab_stanzas_received_total', 'Stanzas heard, and what came of them.', ['kind', 'outcome'], put => {
    for (const kind of stanzaKinds) for (const outcome of outcomes) put(ledger.received[kind][outcome], { kind, outcome });
  });
  counter('confab_stanzas_sent_total', 'Stanzas said, one for each recipient.', ['kind'], put => {
    for (const kind of stanzaKinds) put(ledger.sent[kind], { kind });
  });
  counter('confab_stanzas_dropped_total', 'Stanzas said that were lost with the link, or had none.', [], put =>
    put(vitals().outbox.dropped),
  );
  counter('confab_received_bytes_total', 'Bytes read from the server.', [], put => put(vitals().link.bytesRead));
  counter('confab_sent_bytes_total', 'Bytes written to the server.', [], put => put(vitals().link.bytesWritten));
  counter('confab_writes_total', 'Writes to the socket of the link.', [], put => put(vitals().link.writes));
  names.push(latencyName);
  target.registerMetric(histogram(latencyName, latencyHelp, () => [[{}, ledger.latency]]));

  gauge('confab_outbox_bytes', 'Bytes that wait for the server to read.', [], put => put(vitals().outbox.bytes));
  gauge('confab_outbox_limit_bytes', 'Bytes that may wait until reading stops.', [], put => put(vitals().outbox.most));
  gauge('confab_mailbox_stanzas', 'Stanzas that were read and wait to be heard.', [], put => put(vitals().mailbox.stanzas));
  gauge('confab_overload_state', '1 for the state of overload that the service is in.', ['state'], put => {
    const now = vitals().overload.state;
    for (const state of overloadStates) put(state === now ? 1 : 0, { state });
  });
  counter('confab_presences_coalesced_total', 'Presences that a newer one of the same person took the place of.', [], put =>
    put(vitals().overload.coalesced),
  );
  gauge('confab_joins_held', 'Requests to enter that wait until there is less to do.', [], put =>
    put(vitals().overload.heldJoins),
  );

  counter('confab_refusals_total', 'Errors that people were given.', ['condition', 'by'], put => {
    for (const { condition, by, count } of ledger.refusals()) put(count, { condition, by });
  });
  counter('confab_floods_refused_total', 'How often somebody was told to send less.', [], put => put(vitals().floods.refused));
  counter('confab_floods_ignored_total', 'Stanzas of those who were told, left unanswered.', [], put =>
    put(vitals().floods.ignored),
  );
  counter('confab_failures_total', 'What threw, and where; nothing was changed by it.', ['where'], put => {
    for (const where of failurePlaces) put(ledger.failures[where], { where });
  });
  counter('confab_behaviour_faults_total', 'Faults of behaviours, and what became of them.', ['behaviour', 'now'], put => {
    for (const { behaviour, now, count } of ledger.faults()) put(count, { behaviour, now });
  });

  counter('confab_calls_total', 'Calls of effects that are over, and what came of them.', ['effect', 'outcome'], put => {
    for (const { effect, outcome, count } of ledger.calls.counts()) put(count, { effect, outcome });
  });
  names.push(callName);
  target.registerMetric(
    histogram(callName, callHelp, () => [...ledger.calls.times()].map(([effect, times]) => [{ effect }, times])),
  );

  gauge('confab_link_up', '1 while there is a link to the server.', [], put => put(vitals().link.isUp ? 1 : 0));
  counter('confab_link_ups_total', 'How often the link came up.', [], put => put(vitals().link.ups));
  counter('confab_link_losses_total', 'How often the link was lost.', [], put => put(vitals().link.losses));
  gauge('confab_link_lost_timestamp_seconds', 'When the link was lost last, in seconds since 1970; 0 for never.', [], put =>
    put(vitals().link.lostAt / 1000),
  );

  gauge('confab_people_unasked', 'People who are still to be asked if they are there, since the link came back.', [], put =>
    put(vitals().link.unasked),
  );

  return {
    async text() {
      if (!registry) return own.metrics();
      // of the host's registry, ours alone
      const mine = new Registry();
      for (const name of names) {
        const metric = target.getSingleMetric(name);
        if (metric) mine.registerMetric(metric as Metric);
      }
      return mine.metrics();
    },
    close() {
      for (const name of names) target.removeSingleMetric(name);
    },
  };
}

/** @throws Error where another engine has its metrics there */
export function checkRegistry(registry: Pick<MetricsRegistry, 'getSingleMetric'>): void {
  if (!registry.getSingleMetric(infoName)) return;
  throw new Error('metrics: this registry has the metrics of another engine already. Give each engine one of its own.');
}

const infoName = 'confab_info';
const latencyName = 'confab_broadcast_seconds';
const latencyHelp = 'From when a message to all was heard to when the socket had taken all of its broadcast.';

const callName = 'confab_call_seconds';
const callHelp = 'How long calls of effects took, whatever came of them.';

/** Histograms whose counts are kept elsewhere: prom-client's own would cost as much as a broadcast to one. */
function histogram(name: string, help: string, all: () => readonly (readonly [Labels, Distribution])[]): Metric {
  const metric = {
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    reset() {},
    async get() {
      const values = all().flatMap(([labels, distribution]) => {
        const counts = distribution.cumulative();
        const total = counts.at(-1)!;
        const bucket = (le: number | string, value: number) => ({
          metricName: `${name}_bucket`,
          labels: { ...labels, le },
          value,
        });
        return [
          ...distribution.bounds.map((bound, at) => bucket(bound, counts[at]!)),
          bucket('+Inf', total),
          { metricName: `${name}_sum`, labels, value: distribution.sum },
          { metricName: `${name}_count`, labels, value: total },
        ];
      });
      return { name, help, type: 'histogram', aggregator: 'sum', values };
    },
  };
  return metric as unknown as Metric;
}
