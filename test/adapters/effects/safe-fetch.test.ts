// HTTP to what the configuration names, and to nothing else.
import { gzipSync } from 'node:zlib';
import { equal, instance, is, match, not, unreachable } from 'uvu/assert';
import { EffectFailure, type FetchOptions } from '../../../adapters/effects/effect.ts';
import { makeSafeFetch, urlFault } from '../../../adapters/effects/safe-fetch.ts';
import { suite } from '../../suite.ts';
import { certificate, webServer } from './web-server.ts';

const usual: FetchOptions = { timeout: 20, bytes: 1_000, allow: ['127.0.0.1'] };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function failureOf(doing: Promise<unknown>): Promise<EffectFailure> {
  try {
    await doing;
  } catch (error) {
    instance(error, EffectFailure);
    return error as EffectFailure;
  }
  return unreachable('it was answered') as never;
}

suite('safe fetch', test => {
  test('asks and is answered, with any status', async () => {
    const server = await webServer(({ body }, response) => {
      response.writeHead(404, { 'x-kind': 'toy' }).end(`heard ${body}`);
    });
    const fetch = makeSafeFetch();
    const options = { ...usual, method: 'POST', body: 'höwdy', headers: { 'x-who': 'woody' } };
    const { status, headers, body } = await fetch(`${server.origin}/a/b?c=d`, options);
    equal([status, headers['x-kind'], text(body)], [404, 'toy', 'heard höwdy']);
    const [asked] = server.asked;
    equal([asked?.method, asked?.url, asked?.headers['x-who']], ['POST', '/a/b?c=d', 'woody']);
    is(asked?.headers.host, `127.0.0.1:${server.port}`);
    equal((await fetch(server.origin, usual)).status, 404);
    is(server.asked[1]?.method, 'GET');
    await server.close();
  });

  test('connects to no address that is not everybody’s, however it is written', async () => {
    const server = await webServer((_, response) => response.end('secret'));
    const fetch = makeSafeFetch();
    const hosts = ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '0.0.0.0', '[::]'];
    const more = [
      '10.0.0.1',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ];
    const six = [
      '[fd00::1]',
      '[fe80::1]',
      '[ff02::1]',
      '[2001:db8::1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '[::7f00:1]',
      '[fec0::1]',
      '[4000::1]',
    ];
    for (const host of [...hosts, ...more, ...six]) {
      const failure = await failureOf(fetch(`http://${host}:${server.port}/`, { timeout: 5, bytes: 10 }));
      equal([host, failure.reason], [host, 'refused']);
      match(failure.message, /list it in `allow`/);
    }
    equal(server.asked, []);
    await server.close();
  });

  test('connects to those that are listed: an address, a range, or a host with its port', async () => {
    const server = await webServer((_, response) => response.end('hi'));
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const fetch = makeSafeFetch({ resolve });
    const named = `http://Hooks.Example:${server.port}/`;
    for (const entry of ['127.0.0.1', '127.0.0.0/8', '::ffff:127.0.0.1', '::ffff:127.0.0.0/104', `hooks.example:${server.port}`])
      equal([entry, text((await fetch(named, { ...usual, allow: [entry] })).body)], [entry, 'hi']);
    is(text((await fetch(server.origin, { ...usual, allow: [`127.0.0.1:${server.port}`] })).body), 'hi');
    for (const entry of [
      '127.0.0.2',
      '10.0.0.0/8',
      '::1',
      `hooks.example:${server.port + 1}`,
      `other.example:${server.port}`,
      '::/0',
    ])
      equal((await failureOf(fetch(named, { ...usual, allow: [entry] }))).reason, 'refused', entry);
    is(server.asked[0]?.headers.host, `hooks.example:${server.port}`);
    await server.close();
  });

  test('connects over IPv6', async () => {
    const server = await webServer((_, response) => response.end('six'), { host: '::1' });
    const fetch = makeSafeFetch();
    is(text((await fetch(server.origin, { ...usual, allow: ['::1'] })).body), 'six');
    is(text((await fetch(server.origin, { ...usual, allow: [`[::1]:${server.port}`] })).body), 'six');
    is((await failureOf(fetch(server.origin, usual))).reason, 'refused');
    await server.close();
  });

  test('looks at the address that it connects to, not at one that was looked up before', async () => {
    const server = await webServer((_, response) => response.end('secret'));
    let lookups = 0;
    const resolve = async () => [{ address: ['127.0.0.1', '127.0.0.2'][lookups++]!, family: 4 }];
    const fetch = makeSafeFetch({ resolve });
    const url = `http://rebound.example:${server.port}/`;
    is(text((await fetch(url, usual)).body), 'secret');
    // looked up once for an exchange: there is no second answer that could be another
    is(lookups, 1);
    const second = await failureOf(fetch(url, usual));
    equal([second.reason, server.asked.length, lookups], ['refused', 1, 2]);
    match(second.message, /is at a loopback address/);
    await server.close();
  });

  test('leaves out the addresses of a name that are refused, and says so where none is left', async () => {
    const server = await webServer((_, response) => response.end('hi'));
    const both = [
      { address: '10.1.2.3', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const fetch = makeSafeFetch({ resolve: async () => both });
    is(text((await fetch(`http://two.example:${server.port}/`, usual)).body), 'hi');
    match((await failureOf(fetch('http://two.example/', { ...usual, allow: [] }))).message, /at a private address/);
    const nowhere = makeSafeFetch({ resolve: async () => [] });
    is((await failureOf(nowhere('http://no.example/', usual))).reason, 'unreachable');
    const lost = makeSafeFetch({ resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) });
    match((await failureOf(lost('http://no.example/', usual))).message, /^http:\/\/no\.example cannot be reached: ENOTFOUND\.$/);
    await server.close();
  });

  test('follows no redirect, and names where it leads without what may be secret in it', async () => {
    const server = await webServer(({ url }, response) => {
      const status = Number(url.slice(1, 4));
      response.writeHead(status, url.endsWith('bare') ? {} : { location: '/other?token=abc#x' }).end();
    });
    const fetch = makeSafeFetch();
    for (const status of [301, 302, 303, 307, 308]) {
      const failure = await failureOf(fetch(`${server.origin}/${status}?key=abc`, usual));
      is(failure.reason, 'refused');
      is(failure.message, `${server.origin} redirects to ${server.origin}/other: configure that URL if it is meant.`);
    }
    match((await failureOf(fetch(`${server.origin}/302bare`, usual))).message, /redirects to nowhere/);
    is((await fetch(`${server.origin}/304`, usual)).status, 304);
    is(server.asked.length, 7);
    await server.close();
  });

  test('reads no more than it may, also of what is compressed', async () => {
    const server = await webServer(({ url }, response) => {
      if (url === '/long') response.end('x'.repeat(1_001));
      else if (url === '/endless') {
        const more = () => {
          while (response.write('y'.repeat(10_000)) && !response.destroyed);
        };
        response.on('drain', more);
        more();
      } else if (url === '/odd') response.writeHead(200, { 'content-encoding': 'zip' }).end('x');
      else if (url === '/broken') response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip');
      else {
        const plain = url === '/bomb' ? 'z'.repeat(100_000) : 'z'.repeat(1_000);
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(plain));
      }
    });
    const fetch = makeSafeFetch();
    for (const path of ['long', 'endless', 'bomb', 'odd', 'broken'])
      equal([path, (await failureOf(fetch(`${server.origin}/${path}`, usual))).reason], [path, 'misshapen']);
    is((await fetch(`${server.origin}/good`, usual)).body.length, 1_000);
    await server.close();
  });

  test('takes no longer than it may, from the name to the last byte', async () => {
    const held: (() => void)[] = [];
    const server = await webServer(({ url }, response) => {
      if (url === '/half') response.writeHead(200).write('half');
      held.push(() => response.destroy());
    });
    const fetch = makeSafeFetch();
    for (const path of ['silent', 'half']) {
      const failure = await failureOf(fetch(`${server.origin}/${path}`, { ...usual, timeout: 0.05 }));
      equal([path, failure.reason], [path, 'timeout']);
      match(failure.message, /did not answer within 0.05 seconds/);
    }
    const slow = makeSafeFetch({ resolve: () => new Promise(() => {}) });
    is((await failureOf(slow('http://slow.example/', { ...usual, timeout: 0.05 }))).reason, 'timeout');
    await server.close();
  });

  test('stops when it is told to, before and in the middle', async () => {
    const abort = new AbortController();
    const server = await webServer(() => abort.abort());
    const fetch = makeSafeFetch();
    const options = { ...usual, signal: abort.signal };
    match((await failureOf(fetch(server.origin, options))).message, /was stopped/);
    match((await failureOf(fetch(server.origin, options))).message, /was stopped/);
    is(server.asked.length, 1);
    await server.close();
  });

  test('says that nobody is there, and that an answer was cut', async () => {
    const server = await webServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('cut');
      setImmediate(() => response.destroy());
    });
    const fetch = makeSafeFetch();
    is((await failureOf(fetch(server.origin, usual))).reason, 'unreachable');
    await server.close();
    const failure = await failureOf(fetch(`${server.origin}/token`, usual));
    equal([failure.reason, failure.message], ['unreachable', `${server.origin} cannot be reached: ECONNREFUSED.`]);
  });

  test('trusts no certificate of somebody else', async () => {
    const server = await webServer((_, response) => response.end('hi'), { secure: true });
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const trusting = makeSafeFetch({ resolve, ca: certificate });
    is(text((await trusting(`https://hooks.example:${server.port}/`, usual)).body), 'hi');
    is(text((await trusting(server.origin, usual)).body), 'hi');
    const wrongName = await failureOf(trusting(`https://other.example:${server.port}/`, usual));
    equal([wrongName.reason, wrongName.message.includes('ERR_TLS_CERT_ALTNAME_INVALID')], ['unreachable', true]);
    const failure = await failureOf(makeSafeFetch({ resolve })(`https://hooks.example:${server.port}/`, usual));
    match(failure.message, /SELF_SIGNED/);
    is(server.asked.length, 2);
    await server.close();
  });

  test('takes URLs of HTTP alone, without credentials', async () => {
    for (const [url, fault] of [
      ['nowhere', /must be a URL/],
      ['file:///etc/passwd', /must begin with https/],
      ['ftp://a.example/', /must begin with https/],
      ['https://woody:pass@a.example/', /no name and no password/],
      ['https://woody@a.example/', /no name and no password/],
    ] as const) {
      match(urlFault(url)!, fault);
      const failure = await failureOf(makeSafeFetch()(url, usual));
      is(failure.reason, 'refused');
      not(failure.message.includes('pass@'));
    }
    is(urlFault('https://a.example/x?y=z'), undefined);
  });

  test('takes no list of allowed addresses that has something else in it', async () => {
    for (const entry of [
      '',
      'hooks.example',
      '10.0.0.0/33',
      '10.0.0.0/8/8',
      '10.1/8',
      'a.example:0',
      'a.example:70000',
      '[::1',
      '::1/129',
      '::ffff:1.2.3.4/90',
      'a b:80',
      'a%:80',
    ]) {
      let said = '';
      await makeSafeFetch()('https://a.example/', { ...usual, allow: [entry] }).catch(error => (said = error.message));
      match(said, /is no address: write one/, entry);
    }
  });
});
