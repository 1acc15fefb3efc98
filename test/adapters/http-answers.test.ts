import { equal, is, match } from 'uvu/assert';
import { type HttpSources, httpAnswers } from '../../adapters/http-answers.ts';
import type { Vitals } from '../../adapters/vitals.ts';
import { suite } from '../suite.ts';
import { well } from './well.ts';

const ask = async (
  path: string,
  { vitals = well, method = 'GET', ...more }: Omit<Partial<HttpSources>, 'vitals'> & { vitals?: Vitals; method?: string } = {},
) => {
  const sources = { domain: 'd', version: '1', metrics: async () => 'confab_link_up 1\n', ...more, vitals: () => vitals };
  const answer = await httpAnswers(sources).request(path, { method });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const withLink = (isUp: boolean): Vitals => ({ ...well, link: { ...well.link, isUp } });

suite('http answers', test => {
  test('give the metrics as Prometheus reads them', async () => {
    const { status, headers, text } = await ask('/metrics');
    equal([status, text], [200, 'confab_link_up 1\n']);
    is(headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    is(headers.get('cache-control'), 'no-store');
  });

  test('say that the process lives, also without a link; and what is wrong where it does not', async () => {
    const { status, text } = await ask('/health', { vitals: withLink(false) });
    equal([status, JSON.parse(text)], [200, { healthy: true, domain: 'd', version: '1', secondsSinceStep: 0.4 }]);
    const dead = await ask('/health', { vitals: { ...well, sinceTick: 60_000 } });
    is(dead.status, 503);
    equal(JSON.parse(dead.text), {
      ...{ healthy: false, domain: 'd', version: '1', secondsSinceStep: 60 },
      problem: 'The service has done nothing for 60 s.',
    });
  });

  test('say whether people can be taken in', async () => {
    const up = await ask('/ready');
    equal([up.status, JSON.parse(up.text)], [200, { ready: true, domain: 'd', link: 'up', overload: 'normal' }]);
    const down = await ask('/ready', { vitals: withLink(false) });
    is(down.status, 503);
    match(JSON.parse(down.text).problem, /no link to the server/);
    const full = await ask('/ready', { vitals: { ...well, overload: { ...well.overload, state: 'refusing' } } });
    equal([full.status, JSON.parse(full.text).overload], [503, 'refusing']);
  });

  test('are there before the service is', async () => {
    const app = httpAnswers({ domain: 'd', version: '1', metrics: async () => '', vitals: () => undefined });
    is((await app.request('/health')).status, 200);
    const ready = await app.request('/ready');
    equal([ready.status, ((await ready.json()) as { problem: string }).problem], [503, 'The service is only just starting.']);
  });

  test('name the three paths where there is nothing, and change nothing', async () => {
    const nothing = await ask('/');
    equal([nothing.status, nothing.text], [404, 'There is nothing here: ask for /metrics, /health or /ready.\n']);
    const post = await ask('/ready', { method: 'POST' });
    equal([post.status, post.headers.get('allow')], [405, 'GET, HEAD']);
    match(post.text, /ask with GET or HEAD/);
    const head = await ask('/metrics', { method: 'HEAD' });
    equal([head.status, head.text], [200, '']);
  });

  test('give a sentence where metrics cannot be had, and tell the log', async () => {
    const failures: unknown[] = [];
    const broken = new Error('oops');
    const { status, text } = await ask('/metrics', {
      metrics: () => Promise.reject(broken),
      onFailure: error => failures.push(error),
    });
    is(status, 500);
    match(text, /the log says why/);
    equal(failures, [broken]);
  });
});
