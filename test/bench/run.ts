// The bench: measures the compiled engine, and servers' own rooms beside it, and prints what it found.
// Only compiled code is worth measuring: run it with `npm run bench`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { haveServer } from '../servers/known-servers.ts';
import { chart } from './chart.ts';
import type { Contestant } from './contestant.ts';
import { startEngine } from './engine.ts';
import { isSound, type Line } from './line.ts';
import { dialects, type Options, readOptions, rivalDialect, usage } from './options.ts';
import type { Client } from './person.ts';
import { profileText } from './profile.ts';
import { type Machine, others, recordOf } from './record.ts';
import { type RivalName, startRival } from './rival.ts';
import { startSplice } from './splice.ts';
import { Stage } from './stage.ts';
import { table } from './table.ts';
import { fullPlan, type Plan, quickPlan, type Work, works } from './works.ts';

/** One column of the bench: who is started, and how people come into its rooms. */
interface Entrant {
  dialect: string;
  client: (person: number) => Client;
  start: () => Promise<Contestant>;
  plan: Plan;
  /** The sorts of works that it takes part in. */
  sorts: readonly Work['sort'][];
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return void process.stdout.write(usage);
  if (import.meta.url.endsWith('.ts')) throw new Error('only compiled code is measured: npm run bench');
  const versions = options.against.map(name => `${name} ${versionOf(name)}`);
  const plan = options.quick ? quickPlan : fullPlan;
  const own = (start: Entrant['start'], sorts: Entrant['sorts']) =>
    options.dialects.map(name => ({ dialect: name, client: dialects[name]!, start, plan, sorts }));
  const entrants: Entrant[] = [
    ...own(() => startEngine(options.record, options.inspect), ['speed', 'own', 'memory', 'growth']),
    ...(options.splice ? own(startSplice, ['speed']) : []),
    ...options.against.map(name => ({
      dialect: rivalDialect.name,
      client: rivalDialect.client,
      start: () => startRival(name),
      plan: { ...plan, massEntry: plan.rivalMassEntry },
      sorts: ['speed', 'memory'] as const,
    })),
  ];
  if (options.profile !== undefined) mkdirSync(options.profile, { recursive: true });
  const lines: Line[] = [];
  const machine: Machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    versions,
    loadBefore: loadavg()[0]!,
  };
  for (const entrant of entrants) lines.push(...(await perform(entrant, options)));
  process.stdout.write(`\n${table(lines, others(lines))}`);
  const { cpu, platform, node, loadBefore } = machine;
  const software = [`Node ${node}`, ...versions].join(', ');
  process.stdout.write(`${cpu}, ${platform}, ${software}, load before the run ${loadBefore.toFixed(1)}\n`);
  const record = recordOf(new Date().toISOString(), machine, options.quick, lines);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(record, null, 2)}\n`);
  if (options.svg !== undefined) writeFileSync(options.svg, chart(record));
  if (options.profile !== undefined) writeFileSync(join(options.profile, 'summary.txt'), profiles(lines));
  if (!lines.every(isSound)) process.exitCode = 1;
}

/** The summaries of all profiles as text. */
function profiles(lines: readonly Line[]): string {
  const texts = lines.flatMap(({ contestant, dialect, work, profile }) =>
    profile ? [profileText(`${contestant} ${dialect} ${work}`, profile)] : [],
  );
  return texts.join('\n');
}

/** The version of the installed server. Throws when there is none, before anything has been measured. */
function versionOf(name: RivalName): string {
  const found = haveServer(name);
  if (found === undefined) throw new Error(`${name} is not installed: install its package to compare with it`);
  return found.version;
}

/** All works that were asked for with one entrant. */
async function perform(entrant: Entrant, options: Options): Promise<Line[]> {
  const { plan } = entrant;
  const lines: Line[] = [];
  let contestant: Contestant | undefined;
  let stage: Stage | undefined;
  try {
    for (const work of works.filter(({ name, sort }) => options.only.includes(name) && entrant.sorts.includes(sort))) {
      if ((work.sort === 'memory' || work.sort === 'growth') && plan.fresh) {
        await contestant?.stop();
        contestant = undefined;
      }
      if (contestant === undefined || stage === undefined) {
        contestant = await entrant.start();
        stage = new Stage(contestant, entrant.dialect, entrant.client, plan, options.profile);
      }
      process.stderr.write(`${contestant.name} ${entrant.dialect}: ${work.name} …`);
      const start = performance.now();
      stage.begin(work.name);
      const measured = await work.run(stage, plan);
      lines.push(...measured.map(line => ({ ...line, ...(work.beside === undefined ? {} : { beside: work.beside }) })));
      process.stderr.write(` ${((performance.now() - start) / 1_000).toFixed(1)} s\n`);
    }
  } finally {
    await contestant?.stop();
  }
  return lines;
}

main().then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`bench: ${error.message}\n`);
    process.exit(1);
  },
);
