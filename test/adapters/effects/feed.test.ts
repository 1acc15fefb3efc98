// The effect that reads a feed, against a real server on the loopback: what is fetched, and what is not.
import { gzipSync } from 'node:zlib';
import { equal, is, match, ok, unreachable } from 'uvu/assert';
import { EffectFailure } from '../../../adapters/effects/effect.ts';
import { feed } from '../../../adapters/effects/feed.ts';
import { provisions } from '../../../adapters/effects/provisions.ts';
import { makeSafeFetch } from '../../../adapters/effects/safe-fetch.ts';
import { suite } from '../../suite.ts';
import { document, type ServedFeed, serveFeed } from './served-feed.ts';

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example/</link>${items}</channel></rss>`;
const one = '<item><title>A fence</title><link>https://news.example/1</link><guid>g1</guid></item>';

interface Answer {
  readonly items: readonly Record<string, unknown>[];
  readonly etag?: string;
  readonly modified?: string;
  readonly source: string;
  readonly unchanged?: boolean;
}

suite('the effect feed', test => {
  let served: ServedFeed;
  test.before.each(async () => {
    served = await serveFeed();
  });
  test.after.each(() => served.stop());

  /** Reads the feed once. */
  async function read(more: object = {}, input: object = {}, signal = new AbortController().signal): Promise<Answer> {
    const settings = feed.settings.parse({ url: served.url, allow: [served.place], ...more });
    const log = () => {};
    const effect = feed.make(settings, { fetch: makeSafeFetch(), log, deadLetter: log });
    const call = { id: '1', room: 'news@rooms.example', behaviour: 'feed', effect: 'feed', input: { ...input }, signal };
    return (await effect(call)) as unknown as Answer;
  }

  async function fails(reason: string, text: RegExp, more: object = {}): Promise<void> {
    let failure: unknown;
    try {
      failure = await read(more);
    } catch (error) {
      if (!(error instanceof EffectFailure)) throw error;
      is(error.reason, reason);
      match(error.message, text);
      return;
    }
    unreachable(`it was read: ${JSON.stringify(failure)}`);
  }

  test('can be named in a configuration', () => {
    ok(provisions.some(({ use }) => use === 'feed'));
    equal(feed.settings.parse({ url: 'https://news.example/feed' }), {
      url: 'https://news.example/feed',
      timeout: 20,
      bytes: 1_000_000,
      items: 100,
      allow: [],
    });
    for (const url of ['ftp://news.example/', 'feed', 'https://andy:secret@news.example/'])
      is(feed.settings.safeParse({ url }).success, false);
  });

  test('answers with the items', async () => {
    served.says(document(rss(one)));
    const { items, etag, modified, source, unchanged } = await read();
    equal(items, [{ id: 'g1', title: 'A fence', link: 'https://news.example/1' }]);
    equal([etag, modified, unchanged], [undefined, undefined, undefined]);
    match(source, /^[0-9a-f]{16}$/);
  });

  test('asks only for what has changed', async () => {
    served.says((response, headers) => {
      const isSame = headers['if-none-match'] === '"one"' && headers['if-modified-since'] === 'Mon, 01 Jan 2024 00:00:00 GMT';
      if (isSame) response.writeHead(304).end();
      else document(rss(one), 'text/xml', { etag: '"one"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' })(response);
    });
    const first = await read();
    equal([first.etag, first.modified, first.items.length], ['"one"', 'Mon, 01 Jan 2024 00:00:00 GMT', 1]);
    const { etag, modified, source } = first;
    equal(await read({}, { etag, modified, source }), { items: [], unchanged: true, source });
  });

  test('tells a server nothing that another one has said', async () => {
    served.says(document(rss(one)));
    await read({}, { etag: '"one"', modified: 'yesterday', source: 'of another feed' });
    await read({}, { etag: 'a\r\nx: y', source: (await read()).source });
    await read({}, { etag: 7, source: [] });
    for (const headers of served.asked)
      equal(['if-none-match' in headers, 'if-modified-since' in headers, 'x' in headers], [false, false, false]);
  });

  test('keeps nothing of what cannot be said again', async () => {
    served.says(document(rss(one), 'text/xml', { etag: 'x'.repeat(1_001), 'last-modified': '' }));
    const { etag, modified } = await read();
    equal([etag, modified], [undefined, undefined]);
  });

  test('reads the newest ones, and no more than it may', async () => {
    const dated = (day: number) =>
      `<item><guid>g${day}</guid><title>Day ${day}</title><pubDate>0${day} Jan 2024 00:00:00 GMT</pubDate></item>`;
    served.says(document(rss([1, 2, 3].map(dated).join(''))));
    equal(
      (await read({ items: 2 })).items.map(({ title }) => title),
      ['Day 3', 'Day 2'],
    );
    served.says(document(rss([1, 2, 3].map(day => dated(day).replace(/<pubDate>.*<\/pubDate>/, '')).join(''))));
    equal(
      (await read({ items: 2 })).items.map(({ title }) => title),
      ['Day 1', 'Day 2'],
    );
  });

  test('reads what is packed, and measures it unpacked', async () => {
    served.says(document(gzipSync(rss(one)), 'text/xml', { 'content-encoding': 'gzip' }));
    equal((await read()).items.length, 1);
    served.says(document(gzipSync(rss(one.repeat(20_000))), 'text/xml', { 'content-encoding': 'gzip' }));
    await fails('misshapen', /1000000 bytes/);
  });

  test('does not read giants', async () => {
    served.says(document(rss(one.repeat(20_000))));
    await fails('misshapen', /more than 1000000 bytes/);
    served.says(response => {
      response.writeHead(200, { 'content-type': 'text/xml' });
      const more = () => response.write('x'.repeat(65_536), error => error ?? more());
      more();
    });
    await fails('misshapen', /more than 2048 bytes/, { bytes: 2_048 });
  });

  test('follows nobody, and goes only where it may', async () => {
    served.says(response => response.writeHead(302, { location: 'http://169.254.169.254/secrets' }).end());
    await fails('refused', /redirects/);
    is(served.asked.length, 1);
    await fails('refused', /loopback|not allowed/i, { allow: [] });
    is(served.asked.length, 1);
  });

  test('waits no longer than it may', async () => {
    served.says(response => response.writeHead(200).write('<rss>'));
    await fails('timeout', /within 0.1 seconds/, { timeout: 0.1 });
    const stop = new AbortController();
    served.says(() => stop.abort());
    let failure: unknown;
    try {
      await read({}, {}, stop.signal);
    } catch (error) {
      failure = error;
    }
    ok(failure instanceof EffectFailure);
  });

  test('says what the server answered', async () => {
    const statuses: [number, string][] = [
      [404, 'refused'],
      [410, 'refused'],
      [401, 'refused'],
      [429, 'busy'],
      [503, 'busy'],
      [500, 'unreachable'],
      [204, 'unreachable'],
    ];
    for (const [status, reason] of statuses) {
      served.says(response => response.writeHead(status).end());
      await fails(reason, new RegExp(`answered ${status}`));
    }
    served.says(response => response.destroy());
    await fails('unreachable', /cannot be reached/);
  });

  test('refuses what is no feed, and whatever could grow', async () => {
    const bomb = `<?xml version="1.0"?>\n<!-- - -->\n<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${rss('<item><title>&b;</title></item>')}`;
    const wrong: [string, RegExp][] = [
      [bomb, /document type/],
      [`<!doctype rss SYSTEM "file:///etc/passwd">${rss(one)}`, /document type/],
      ['<html><body>Not found</body></html>', /no feed/],
      ['', /empty/],
      ['   ', /empty/],
      ['Hello', /no element/],
      ['<?xml version="1.0"', /no element/],
      ['<!-- <rss/>', /no element/],
      ['{"version": "https://jsonfeed.org/version/1.1", "items": [', /no feed/],
      ['{"items": []}', /no feed/],
      ['[]', /no element/],
      [rss(one).slice(0, -10), /no feed/],
      [`<rss version="2.0"><channel>${'<a>'.repeat(100_000)}`, /no feed/],
      [rss('<a>'.repeat(5_000) + '</a>'.repeat(5_000)), /no feed/],
      ['<'.repeat(500_000), /no feed/],
    ];
    for (const [body, text] of wrong) {
      served.says(document(body));
      await fails('misshapen', text);
    }
  });
});
