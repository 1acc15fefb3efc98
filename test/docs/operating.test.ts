// docs/operating.md against the program: its metrics, both ways, its settings, its answers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, is, ok } from 'uvu/assert';
import { readConfig } from '../../adapters/config.ts';
import { httpAnswers } from '../../adapters/http-answers.ts';
import { census, spoken } from '../../adapters/metrics/census.ts';
import { failurePlaces, outcomes, stanzaKinds } from '../../adapters/metrics/ledger.ts';
import { engineMetrics } from '../../adapters/metrics.ts';
import { overloadStates } from '../../adapters/vitals.ts';
import { realContext } from '../adapters/real-service.ts';
import { well } from '../adapters/well.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { fenced, shellWords } from './examples.ts';

const page = readFileSync(join(root, 'docs/operating.md'), 'utf8');
const source = { server: 'localhost', domain: 'rooms.example.org', secret: 'x' };

/** What the registry of an engine says of each of its metrics, as rows of the page; with labels where there are values. */
async function registered(): Promise<Map<string, { type: string; help: string; labels: Set<string> }>> {
  const { engine, enters } = realContext();
  // so that every metric has a value
  for (const name of ['a', 'b', 'c']) enters(name, 'Boo');
  engine.ledger.calls.note('gatekeeper', 'answered', 0.1);
  const { desk } = engine.service.getSnapshot().context;
  const metrics = engineMetrics({ version: '1', ledger: engine.ledger, vitals: () => well, census: census(desk) });
  const found = new Map<string, { type: string; help: string; labels: Set<string> }>();
  for (const line of (await metrics.text()).split('\n')) {
    const [, what, name, rest] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (what === 'HELP') found.set(name!, { type: '', help: rest!, labels: new Set() });
    else if (what === 'TYPE') found.get(name!)!.type = rest!;
    const [, of, labels = ''] = /^(confab_\w+?)\{(.*)\} /.exec(line) ?? [];
    // a histogram has several lines, by names of their own
    const metric = found.get(of!) ?? found.get(of?.replace(/_(?:bucket|sum|count)$/, '') ?? '');
    for (const [, label] of labels.matchAll(/(\w+)="/g)) if (label !== 'le') metric!.labels.add(label!);
  }
  return found;
}

suite('docs/operating.md', test => {
  test('describes every metric, and no other', async () => {
    const table = /<!-- metrics:[^>]*-->\n([\s\S]*?)\n<!-- \/metrics -->/.exec(page)![1]!.split('\n').slice(2);
    const cell = (label: string) => `\`${label}\``;
    const rows = [...(await registered())].map(
      ([name, { type, help, labels }]) => `| \`${name}\` | ${type} | ${[...labels].map(cell).join(', ')} | ${help} |`,
    );
    equal([...table].sort(), rows.sort());
  });

  test('names metrics elsewhere only that there are', async () => {
    const known = await registered();
    const named = new Set([...page.matchAll(/\bconfab_\w+/g)].map(([name]) => name));
    equal(
      [...named].filter(name => !known.has(name)),
      [],
    );
  });

  test('names every value of the labels that are fixed', () => {
    for (const value of [...stanzaKinds, ...outcomes, ...failurePlaces, ...overloadStates, 'kept', 'out', 'closed', 'base']) {
      ok(page.includes(`\`${value}\``), value);
    }
    for (const name of spoken) ok(page.includes(`\`${name}\``), name);
  });

  test('shows settings that are right, and names only those that there are', () => {
    const [text] = fenced(page, 'toml');
    is(text, '[http]\nlisten = "127.0.0.1:9105"\n');
    const known = (key: string) => {
      try {
        readConfig({ flags: source, env: {}, sets: [`${key}=`] });
        return true;
      } catch (error) {
        return !(error as Error).message.includes('is not known');
      }
    };
    const named = [...page.matchAll(/`((?:http|log|limits|timers|flood)\.\w+)\b/g)].map(([, key]) => key!);
    ok(named.length > 10);
    equal(
      named.filter(key => !known(key)),
      [],
    );
    const [command] = fenced(page, 'sh').map(line => shellWords(line.trim()));
    const sets = command!.filter((_, at) => command![at - 1] === '--set');
    is(readConfig({ flags: source, env: {}, sets }).log.stanzas, 'addresses');
  });

  test('names the paths that are answered', async () => {
    const app = httpAnswers({ domain: 'd', version: '1', vitals: () => well, metrics: async () => '' });
    const paths = [...page.matchAll(/^\| `(\/\w+)` \|/gm)].map(([, path]) => path!);
    is(paths.length, 3);
    for (const path of paths) is((await app.request(path)).status, 200, path);
  });
});
