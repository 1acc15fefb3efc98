// Web hooks: posted as JSON, signed so that receivers know it, tried again where that helps, and kept where it does not.
import { createHmac } from 'node:crypto';
import { equal, instance, is, match, ok, unreachable } from 'uvu/assert';
import { type EffectCall, EffectFailure, type Means } from '../../../adapters/effects/effect.ts';
import { makeSafeFetch } from '../../../adapters/effects/safe-fetch.ts';
import { makeWebHook, type WebHookClock, webHook } from '../../../adapters/effects/web-hook.ts';
import { suite } from '../../suite.ts';
import { type WebServer, webServer } from './web-server.ts';

const secret = 'a secret of some length';
const call: EffectCall = {
  ...{ id: '00ff-0.abc', room: 'hall@rooms.example', behaviour: 'gatekeeper', effect: 'door' },
  ...{ input: { person: 'woody@home.example' }, signal: new AbortController().signal },
};

type Answer = Parameters<typeof webServer>[0];

async function hooked(answer: Answer, settings: object = {}, clock?: Partial<WebHookClock>) {
  const server = await webServer(answer);
  const letters: Record<string, unknown>[] = [];
  const lines: Record<string, unknown>[] = [];
  const means: Means = {
    fetch: makeSafeFetch(),
    log: (_, text, more) => lines.push({ text, ...more }),
    deadLetter: entry => letters.push(entry as Record<string, unknown>),
  };
  const given = {
    url: `${server.origin}/hook?token=abc`,
    secret,
    allow: ['127.0.0.1'],
    wait: 0.01,
    longestWait: 0.02,
    ...settings,
  };
  const effect = makeWebHook(webHook.settings.parse(given), means, { now: () => 1_700_000_000_500, random: () => 1, ...clock });
  return { server, letters, lines, effect };
}

const json =
  (value: unknown): Answer =>
  (_, response) =>
    response.writeHead(200).end(JSON.stringify(value));

async function failureOf(doing: Promise<unknown>, server: WebServer): Promise<EffectFailure> {
  try {
    await doing;
  } catch (error) {
    instance(error, EffectFailure);
    return error as EffectFailure;
  } finally {
    await server.close();
  }
  return unreachable('it was answered') as never;
}

suite('a web hook', test => {
  test('posts what is asked as JSON, and answers with what comes back', async () => {
    const { server, letters, effect } = await hooked(json({ allow: true, level: [1] }));
    equal(await effect(call), { allow: true, level: [1] });
    const [asked] = server.asked;
    equal([asked?.method, asked?.url, asked?.headers['content-type']], ['POST', '/hook?token=abc', 'application/json']);
    const { signal: _, ...plain } = call;
    equal(JSON.parse(asked!.body), { ...plain, at: 1_700_000_000_500 });
    equal(letters, []);
    await server.close();
  });

  test('is signed as Standard Webhooks has it, with a secret as text or in base64', async () => {
    for (const [given, key] of [
      [secret, Buffer.from(secret)],
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')],
    ] as const) {
      const { server, effect } = await hooked(json({}), { secret: given });
      await effect(call);
      const { headers, body } = server.asked[0]!;
      equal([headers['webhook-id'], headers['webhook-timestamp']], [call.id, '1700000000']);
      const mac = createHmac('sha256', key).update(`${call.id}.1700000000.${body}`).digest('base64');
      is(headers['webhook-signature'], `v1,${mac}`);
      await server.close();
    }
  });

  test('is tried again where nobody is there, with the same id and body and a new time', async () => {
    let now = 1_700_000_000_000;
    const answer: Answer = (_, response, count) =>
      count < 3 ? response.writeHead([500, 429][count - 1]!).end() : response.end('{"allow":true}');
    const { server, letters, lines, effect } = await hooked(answer, {}, { now: () => (now += 1000) });
    equal(await effect(call), { allow: true });
    equal([...new Set(server.asked.map(({ headers, body }) => `${headers['webhook-id']} ${body}`))].length, 1);
    is(new Set(server.asked.map(({ headers }) => headers['webhook-timestamp'])).size, 3);
    equal(
      lines.map(({ tries, wait, why }) => [tries, wait, why]),
      [
        [1, 0.01, 'The web hook answered 500.'],
        [2, 0.02, 'The web hook answered 429.'],
      ],
    );
    equal(letters, []);
    await server.close();
  });

  test('is not taken for one that is away where too much is asked of it', async () => {
    const { server, effect } = await hooked((_, response) => response.writeHead(429).end(), { tries: 2 });
    const failure = await effect(call).catch((error: unknown) => error);
    equal((failure as EffectFailure).reason, 'busy');
    equal(server.asked.length, 2);
    await server.close();
  });

  test('waits as long as it is asked to, and no longer than is set', async () => {
    const waits = ['0', '1', new Date(1_700_000_000_500 + 3_600_000).toUTCString(), 'soon', new Date(0).toUTCString()];
    const answer: Answer = (_, response, count) =>
      count <= waits.length ? response.writeHead(503, { 'retry-after': waits[count - 1]! }).end() : response.end('{}');
    const { server, lines, effect } = await hooked(answer, { tries: 6, wait: 0.01, longestWait: 0.015 }, { random: () => 0.5 });
    await effect(call);
    equal(
      lines.map(({ wait }) => wait),
      [0.005, 0.015, 0.015, 0.0075, 0.005],
    );
    await server.close();
  });

  test('is not tried again where somebody said no, and is kept', async () => {
    for (const status of [400, 401, 403, 404, 422]) {
      const { server, letters, effect } = await hooked((_, response) => response.writeHead(status).end('no'));
      const { reason, message } = await failureOf(effect(call), server);
      equal([reason, message, server.asked.length], ['refused', `The web hook answered ${status}.`, 1]);
      const { id, room, behaviour, input, effect: name } = call;
      equal(letters, [{ at: 1_700_000_000_500, id, effect: name, room, behaviour, reason, text: message, tries: 1, input }]);
    }
  });

  test('follows no redirect', async () => {
    const { server, letters, effect } = await hooked((_, response) => response.writeHead(307, { location: '/else' }).end());
    const { reason, message } = await failureOf(effect(call), server);
    is(reason, 'refused');
    match(message, /redirects to/);
    equal([server.asked.length, letters.length], [1, 1]);
  });

  test('gives up after so many tries, and is kept without a secret', async () => {
    const { server, letters, effect } = await hooked((_, response) => response.writeHead(502).end(), { tries: 2 });
    is((await failureOf(effect(call), server)).reason, 'unreachable');
    equal([server.asked.length, letters.length, letters[0]!.tries], [2, 1, 2]);
    const kept = JSON.stringify(letters);
    ok(!kept.includes(secret) && !kept.includes('token=abc') && !kept.includes('v1,'));
  });

  test('says that there was no answer in time', async () => {
    const { server, effect } = await hooked(() => {}, { timeout: 0.1, tries: 2 });
    is((await failureOf(effect(call), server)).reason, 'timeout');
    is(server.asked.length, 2);
  });

  test('takes no answer that is no object of JSON, and does not ask again', async () => {
    for (const body of ['no', '[1]', '"text"', 'null', '7', Buffer.from([0xff, 0xfe])]) {
      const { server, letters, effect } = await hooked((_, response) => response.end(body));
      is((await failureOf(effect(call), server)).reason, 'misshapen');
      equal([server.asked.length, letters.length], [1, 1]);
    }
    const long = await hooked(json({ text: 'x'.repeat(1000) }), { bytes: 100 });
    is((await failureOf(long.effect(call), long.server)).reason, 'misshapen');
  });

  test('takes nothing for an object without fields', async () => {
    const { server, effect } = await hooked((_, response) => response.writeHead(204).end());
    equal(await effect(call), {});
    await server.close();
  });

  test('ends at once when the service stops, while it waits, and is kept', async () => {
    const abort = new AbortController();
    const { server, letters, effect } = await hooked((_, response) => response.writeHead(503, { 'retry-after': '300' }).end(), {
      longestWait: 300,
    });
    const doing = effect({ ...call, signal: abort.signal });
    while (server.asked.length === 0) await new Promise(resolve => setImmediate(resolve));
    setImmediate(() => abort.abort());
    is((await failureOf(doing, server)).reason, 'unreachable');
    equal(letters.length, 1);
  });

  test('is told of what nobody foresaw as such', async () => {
    const letters: object[] = [];
    const fetch = () => Promise.reject(new TypeError('a mistake'));
    const settings = webHook.settings.parse({ url: 'https://a.example/', secret });
    const effect = webHook.make(settings, { fetch, log() {}, deadLetter: entry => letters.push(entry) });
    let said: unknown;
    await effect(call).catch(error => {
      said = error;
    });
    instance(said, TypeError);
    is(letters.length, 1);
  });

  test('needs a URL and a secret that is one', () => {
    const faults = (settings: object) => webHook.settings.safeParse(settings).error?.issues.map(({ message }) => message) ?? [];
    match(faults({ url: 'x', secret })[0]!, /must be a URL/);
    match(faults({ url: 'https://a.example', secret: 'short' })[0]!, /16 bytes or more/);
    match(faults({ url: 'https://a.example', secret: 'whsec_%%%%' })[0]!, /base64/);
    match(faults({ url: 'https://a.example', secret: 'whsec_AAAA' })[0]!, /16 bytes/);
    match(faults({ url: 'https://a.example', secret, allow: ['x'] })[0]!, /no address/);
    equal(faults({ url: 'https://a.example', secret }), []);
  });
});
