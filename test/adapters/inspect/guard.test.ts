import { equal, is, match } from 'uvu/assert';
import { objectionTo, pathAfterToken } from '../../../adapters/inspect/guard.ts';
import { suite } from '../../suite.ts';

const token = 'abcdefghijklmnop_0123456789-ABCD';
const hosts = ['inspect.example.org', 'lab.example.org:8443'];

interface Request {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

function objection({ method = 'GET', path = `/~${token}/`, headers = {} }: Request) {
  const all: Record<string, string | undefined> = { host: '127.0.0.1:7350', ...headers };
  return objectionTo({ method, path, header: name => all[name] }, { token, port: 7350, hosts });
}

const statusOf = (request: Request) => objection(request)?.status;
const withHeaders = (headers: Request['headers'] & object, method = 'GET') => statusOf({ method, headers });

suite('inspect guard', test => {
  test('lets in who has the token, and nobody else, with no hint', () => {
    is(objection({}), undefined);
    is(objection({ path: `/~${token}/api/rooms?x=~` }), undefined);
    const others = ['/', '', '/~', '/~/', `/${token}/`, `/~${token}x/`, `/~${token.slice(0, -1)}/`, `/~${token.toLowerCase()}/`];
    for (const path of [...others, `/x/~${token}/`, `//~${token}/`, `http://127.0.0.1:7350/~${token}/`]) {
      equal(objection({ path }), { status: 404, problem: 'There is nothing here.' }, path);
    }
    // whatever else is wrong, it does not tell
    equal(
      objection({ path: '/~x/', method: 'DELETE', headers: { host: 'evil.example', origin: 'http://evil.example' } })?.status,
      404,
    );
  });

  test('answers to loopback names with its port, and to the hosts that are listed', () => {
    const good = [
      '127.0.0.1:7350',
      'localhost:7350',
      'LOCALHOST:7350',
      '127.9.9.9:7350',
      '[::1]:7350',
      ...hosts,
      'Inspect.Example.Org',
    ];
    for (const host of good) is(withHeaders({ host }), undefined, host);
    const bad = ['evil.example', 'evil.example:7350', 'localhost', 'localhost:7351', '127.0.0.1', 'localhost.evil.example:7350'];
    const odd = [
      '',
      'a@localhost:7350',
      '127.0.0.1.evil:7350',
      '[::2]:7350',
      'inspect.example.org:7350',
      'localhost:7350:7350',
      '0.0.0.0:7350',
    ];
    for (const host of [...bad, ...odd, undefined]) is(withHeaders({ host }), 403, String(host));
    match(objection({ headers: { host: 'evil.example' } })!.problem, /add it to inspector\.hosts/);
  });

  test('lets pages of its own origin ask, and those of no other', () => {
    const good = [
      ['127.0.0.1:7350', 'http://127.0.0.1:7350'],
      ['localhost:7350', 'http://localhost:7350'],
      ['inspect.example.org', 'https://inspect.example.org'],
      ['inspect.example.org', 'https://inspect.example.org:443'],
      ['lab.example.org:8443', 'https://lab.example.org:8443'],
    ];
    for (const [host, origin] of good) is(withHeaders({ host, origin }), undefined, origin);
    const bad = [
      'null',
      '',
      'http://evil.example',
      'http://localhost:7350',
      'http://127.0.0.1:3000',
      'http://127.0.0.1',
      'file://',
      'http://127.0.0.1:7350/',
    ];
    for (const origin of [...bad, 'chrome-extension://127.0.0.1:7350', 'http://127.0.0.1:7350@evil.example']) {
      is(withHeaders({ origin }), 403, origin);
    }
  });

  test('lets other sites link to it, and load nothing', () => {
    const site = (value: string, more: object = {}, method = 'GET') => withHeaders({ 'sec-fetch-site': value, ...more }, method);
    for (const value of ['same-origin', 'none']) is(site(value), undefined, value);
    const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    for (const value of ['cross-site', 'same-site', 'whatever']) {
      is(site(value), 403, value);
      is(site(value, navigation), undefined, value);
      is(site(value, { ...navigation, 'sec-fetch-dest': 'iframe' }), 403, value);
      is(site(value, { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' }), 403, value);
      is(site(value, { 'sec-fetch-mode': 'websocket' }), 403, value);
    }
    const post = { ...navigation, 'content-type': 'application/json' };
    is(statusOf({ method: 'POST', path: `/~${token}/api/admin`, headers: { 'sec-fetch-site': 'cross-site', ...post } }), 403);
  });

  test('takes GET and HEAD everywhere, POST in two places, and there only what no form can send', () => {
    for (const method of ['GET', 'HEAD']) is(statusOf({ method }), undefined);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'get']) is(statusOf({ method }), 405, method);
    const post = (path: string, type?: string) =>
      statusOf({ method: 'POST', path: `/~${token}/${path}`, headers: { 'content-type': type } });
    is(post('api/admin', 'application/json'), undefined);
    is(post('api/admin', 'Application/JSON; charset=utf-8'), undefined);
    is(post('api/replay', 'application/x-ndjson'), undefined);
    is(post('api/replay?x', 'application/x-ndjson'), undefined);
    for (const type of [
      undefined,
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=application/json',
    ]) {
      is(post('api/admin', type), 415, type);
      is(post('api/replay', type), 415, type);
    }
    is(post('api/admin', 'application/x-ndjson'), 415);
    is(post('api/rooms', 'application/json'), 405);
    is(post('api/admin/log', 'application/json'), 405);
  });

  test('gives the path after the token', () => {
    is(pathAfterToken(`/~${token}/xmpp?a=/b`), 'xmpp');
    is(pathAfterToken(`/~${token}/`), '');
    is(pathAfterToken(`/~${token}`), undefined);
    is(pathAfterToken('/xmpp'), undefined);
  });
});
