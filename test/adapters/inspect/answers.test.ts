// What the inspector answers to those who may ask: JSON, sentences where it cannot, and headers that keep a page safe.
import { mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { equal, is, match, not, ok } from 'uvu/assert';
import { pageAssets } from '../../../adapters/inspect/assets.ts';
import type { AdminEntry, DevFile } from '../../../adapters/inspect/protocol.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { fakeLens } from './fake-lens.ts';
import { inspected, reading, token } from './inspected.ts';

const admins = new Map([['woody-woody-woody', 'woody']]);
const asWoody = { authorization: 'Bearer woody-woody-woody', 'content-type': 'application/json' };

suite('inspect answers', test => {
  test('have headers that let a page do nothing elsewhere, and nobody keep them', async () => {
    const { ask, close } = await inspected();
    for (const path of ['', 'api/service', 'api/rooms/none', 'nowhere', 'api/rooms/hall/chart.json']) {
      const { headers } = await ask(path);
      is(
        headers['content-security-policy'],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      equal(
        ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy'].map(
          name => headers[name],
        ),
        ['nosniff', 'no-referrer', 'same-origin', 'same-origin'],
      );
      is(headers['cache-control'], 'no-store');
    }
    await close();
  });

  test('say how the service is, who may change something, and what a playground needs', async () => {
    const { ask, close } = await inspected({ admins });
    const service = (await ask('api/service')).json();
    equal([service.domain, service.admin, service.dev], ['rooms.example.org', true, undefined]);
    await close();
    const dev = { websocket: 'xmpp', host: 'localhost', open: true, files: [] };
    const other = await inspected({ dev: () => dev });
    const { admin, dev: shown } = (await other.ask('api/service')).json();
    equal([admin, shown], [false, dev]);
    await other.close();
  });

  test('lead from the address without its last slash to the page', async () => {
    const { ask, close } = await inspected();
    // sent as it is written, and read as any URL is
    const { status, headers } = await ask('../~abcdefghijklmnop_0123456789-ABCD');
    equal([status, headers.location], [308, '~abcdefghijklmnop_0123456789-ABCD/']);
    const page = await ask('');
    equal([page.status, page.headers['content-type']], [200, 'text/html; charset=utf-8']);
    await close();
  });

  test('list rooms by what is asked, and have rates counted meanwhile', async () => {
    const { ask, close, lens } = await inspected();
    is((await ask('api/rooms')).json().matching, 1);
    await ask('api/rooms?search=a%20b&kind=public&from=10&most=5');
    equal(lens.asked, [{}, { search: 'a b', kind: 'public', from: 10, most: 5 }]);
    is(lens.looking, 1);
    for (const wrong of ['from=-1', 'most=ten', 'most=1e3', 'from=99999999999']) {
      const { status, json } = await ask(`api/rooms?${wrong}`);
      is(status, 400);
      match(String(json().problem), /must be a whole number/);
    }
    await close();
  });

  test('show a room, its chart, its past, and why', async () => {
    const { ask, close, lens } = await inspected();
    is((await ask('api/rooms/hall')).json().jid, 'hall@rooms.example.org');
    is((await ask('api/charts/key')).json().svg, '<svg/>');
    is((await ask('api/rooms/hall/past')).json().chart, 'key');
    await ask('api/rooms/hall/why?who=Rex');
    await ask('api/rooms/hall/why');
    equal(lens.asked, ['Rex', undefined]);
    await close();
  });

  test('say in a sentence what is not there', async () => {
    const { ask, close } = await inspected();
    const ways = ['', '/past', '/why', '/live', '/stately', '/chart.svg', '/chart.mmd', '/chart.json'];
    for (const way of ways) {
      const { status, json } = await ask(`api/rooms/%3Cscript%3E${way}`);
      is(status, 404, way);
      equal(json(), { problem: 'There is no room “<script>” any more: choose one from the list.' });
    }
    for (const path of [
      'api/charts/none',
      'api',
      'api/rooms/hall/none',
      'assets/../../package.json',
      'none.js',
      'api/rooms/%E0%A4%A',
    ]) {
      const { status, json } = await ask(path);
      is(status, 404, path);
      match(String(json().problem), /^There is no/);
    }
    await close();
  });

  test('give a chart as a picture, as Mermaid and as JSON, with where it stands', async () => {
    const { ask, close } = await inspected();
    const svg = await ask('api/rooms/hall/chart.svg');
    match(svg.text, /^<svg xmlns=[\s\S]*class="\w+ live"/);
    is(svg.headers['content-type'], 'image/svg+xml');
    is(svg.headers['content-disposition'], "inline; filename*=UTF-8''hall.svg");
    match(String(svg.headers['content-security-policy']), /style-src 'unsafe-inline'.*sandbox/);
    match((await ask('api/rooms/hall/chart.mmd')).text, /^stateDiagram-v2|---/);
    equal((await ask('api/rooms/hall/chart.json')).json().states, {
      open: { on: { close: 'shut' }, tags: ['live'] },
      shut: {},
    });
    await close();
  });

  test('run a recording again, and say what is wrong with it', async () => {
    const { ask, close } = await inspected();
    const post = (body: string) =>
      ask('api/replay', { method: 'POST', body, headers: { 'content-type': 'application/x-ndjson' } });
    is((await post('good')).json().room, 'hall');
    const bad = await post('bad');
    is(bad.status, 400);
    equal(bad.json(), { problem: 'line 1: it is not good.' });
    const headers = { 'content-type': 'application/x-ndjson', 'content-length': String(17 * 1024 * 1024) };
    const long = await ask('api/replay', { method: 'POST', headers });
    is(long.status, 413);
    match(long.text, /too long/);
    await close();
  });

  test('go on while a recording is run, one at a time, and run it no longer than somebody waits for it', async () => {
    const lens = fakeLens();
    const { ask, close, port } = await inspected({}, lens);
    const headers = { 'content-type': 'application/x-ndjson' };
    const post = () => ask('api/replay', { method: 'POST', body: 'good', headers });
    const endless = request({ host: '127.0.0.1', port, path: `/~${token}/api/replay`, method: 'POST', headers });
    await new Promise<void>(resolve => {
      lens.onEndless = resolve;
      endless.on('error', () => {}).end('endless');
    });
    const busy = await post();
    is(busy.status, 503);
    match(busy.text, /Another recording/);
    is((await ask('api/service')).status, 200);
    endless.destroy();
    while ((await post()).status === 503);
    is((await post()).json().room, 'hall');
    await close();
  });

  test('let nobody change anything with the token of the URL alone', async () => {
    const log: AdminEntry[] = [];
    const deeds: unknown[] = [];
    const engine = () => ({ closeRoom: (...all: unknown[]) => deeds.push(all) }) as never;
    const { ask, close } = await inspected({ admins, engine, log: entry => log.push(entry) });
    const body = '{"do":"close","room":"hall"}';
    const post = (headers: Record<string, string>, text = body) => ask('api/admin', { method: 'POST', body: text, headers });
    for (const given of [{}, { authorization: 'Bearer x' }, { authorization: 'woody-woody-woody' }]) {
      is((await post({ 'content-type': 'application/json', ...given } as Record<string, string>)).status, 403);
      is((await ask('api/admin/log', { headers: given as Record<string, string> })).status, 403);
    }
    is((await post({ authorization: asWoody.authorization, 'content-type': 'text/plain' })).status, 415);
    is((await post({ ...asWoody, origin: 'http://evil.example' })).status, 403);
    equal([deeds, log], [[], []]);
    const done = await post(asWoody);
    equal([done.status, done.json().by], [200, 'woody']);
    equal(deeds, [['hall', '', 'woody']]);
    const bad = await post(asWoody, '{}');
    equal([bad.status, Object.keys(bad.json())], [400, ['problem']]);
    const failed = await post(asWoody, '{"do":"remove","room":"hall","person":"x"}');
    is(failed.status, 409);
    ok(failed.json().problem);
    equal(JSON.parse((await ask('api/admin/log', { headers: asWoody })).text), log);
    is(log.length, 2);
    await close();
  });

  test('tell how the service is as it changes, and files that were read again', async () => {
    const lens = fakeLens();
    let tellDev: ((file: DevFile) => void) | undefined;
    const onDev = (tell: (file: DevFile) => void) => {
      tellDev = tell;
      return () => (tellDev = undefined);
    };
    const { open, close } = await inspected({ onDev }, lens);
    const stream = await open('api/live');
    const { until, closed } = reading(stream);
    match(await until(/event: service/), /"people":0/);
    tellDev!({ file: 'a.js', at: 0, problems: ['It is wrong.'], notes: [] });
    match(await until(/event: dev/), /"problems":\["It is wrong\."\]/);
    lens.people = 5;
    await until(/"people":5/);
    stream.destroy();
    await closed;
    while (tellDev) await new Promise(setImmediate);
    await close();
  });

  test('begin nothing that HEAD asks for, where nobody would end it', async () => {
    const { ask, close, lens } = await inspected();
    for (const path of ['api/rooms/hall/live', 'api/rooms/hall/stately', 'api/live']) {
      const { status, text } = await ask(path, { method: 'HEAD' });
      equal([status, text], [200, '']);
    }
    is(lens.watchers.size, 0);
    await close();
  });

  test('say so while the service is only starting, and where something fails', async () => {
    const starting = await inspected({ lens: () => undefined });
    for (const path of ['api/service', 'api/rooms', 'api/rooms/hall/live']) {
      const { status, json } = await starting.ask(path);
      equal([status, json()], [503, { problem: 'The service is only just starting: try again.' }]);
    }
    const live = reading(await starting.open('api/live'));
    is(await live.until(/retry/), 'retry: 2000\n\n');
    is((await starting.ask('')).status, 200);
    await starting.close();
    const broken = await inspected({
      lens() {
        throw new Error('secret details');
      },
    });
    const { status, text } = await broken.ask('api/service');
    is(status, 500);
    not.match(text, /details/);
    match(String(broken.failures[0]), /secret details/);
    await broken.close();
  });
});

suite('inspect assets', test => {
  test('are the files that were built, by their names, and nothing else', () => {
    const folder = temporaryFolder();
    mkdirSync(folder.at('page/assets'), { recursive: true });
    folder.write('secret.txt', 'x');
    folder.write('outside.js', 'x');
    const page = folder.at('page');
    const find = pageAssets([folder.at('none'), page]);
    match(new TextDecoder().decode(find('')!.body), /npm run build/);
    is(find('assets/index-abcdefgh.js'), undefined);
    folder.write('page/index.html', '<!doctype html>');
    folder.write('page/assets/index-abcdefgh.js', 'a');
    folder.write('page/assets/plain.css', 'b');
    folder.write('page/secret.txt', 'c');
    equal(
      ['', 'index.html', 'assets/index-abcdefgh.js', 'assets/plain.css'].map(path => [find(path)!.type, find(path)!.isLasting]),
      [
        ['text/html; charset=utf-8', false],
        ['text/html; charset=utf-8', false],
        ['text/javascript; charset=utf-8', true],
        ['text/css; charset=utf-8', false],
      ],
    );
    const others = [
      'secret.txt',
      '../outside.js',
      'assets/../../outside.js',
      '/etc/passwd',
      'toString',
      '__proto__',
      'assets',
      'page',
    ];
    for (const path of others) is(find(path), undefined, path);
    // what comes later was not there when it was read
    folder.write('page/late.js', 'd');
    is(find('late.js'), undefined);
  });
});
