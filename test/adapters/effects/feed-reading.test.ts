// Feeds of all formats as items: ids, titles in plain text, links that stand alone, dates.
import { equal, is, match, ok, throws } from 'uvu/assert';
import { EffectFailure } from '../../../adapters/effects/effect.ts';
import { readFeed } from '../../../adapters/effects/feed-reading.ts';
import { isXmlText } from '../../../machines/xml-text.ts';
import { suite } from '../../suite.ts';

const url = 'https://news.example/feeds/all.xml';
const read = (text: string, count = 10) => readFeed(text, url, count);
const rss = (items: string, more = '') => `<rss version="2.0"${more}><channel><title>News</title>${items}</channel></rss>`;
const item = (inner: string) => read(rss(`<item>${inner}</item>`))[0];
const entry = (inner: string, more = '') =>
  read(`<feed xmlns="http://www.w3.org/2005/Atom"${more}><title>News</title><entry>${inner}</entry></feed>`)[0];
const at = Date.UTC(2024, 0, 2, 3, 4, 5);

suite('a feed that is read', test => {
  test('may be RSS 2.0', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>${rss(`
      <item>
        <title>A fence &amp;amp; a gate</title>
        <link>https://news.example/1</link>
        <guid isPermaLink="false">tag:1</guid>
        <pubDate>Tue, 02 Jan 2024 03:04:05 +0000</pubDate>
        <description><![CDATA[<p>It was <b>painted</b>.</p><p>Twice.</p>]]></description>
      </item>`)}`;
    equal(read(text), [
      { id: 'tag:1', title: 'A fence & a gate', link: 'https://news.example/1', at, summary: 'It was painted. Twice.' },
    ]);
  });

  test('may be RSS 0.91 and its like, without ids and dates', () => {
    const text = rss('<item><title>One</title><link>https://news.example/1</link></item><item><title>Two</title></item>').replace(
      '2.0',
      '0.91',
    );
    const [one, two] = read(text);
    equal(one, { id: 'https://news.example/1', title: 'One', link: 'https://news.example/1' });
    match(two!.id, /^sha256:[0-9a-f]{64}$/);
    equal(two!.title, 'Two');
  });

  test('may be RSS 1.0, which is RDF', () => {
    const text = `<?xml version="1.0"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://news.example/"><title>News</title><link>https://news.example/</link></channel>
        <item rdf:about="https://news.example/1"><title>One</title><link>https://news.example/1</link><dc:date>2024-01-02T03:04:05Z</dc:date></item>
      </rdf:RDF>`;
    equal(read(text), [{ id: 'https://news.example/1', title: 'One', link: 'https://news.example/1', at }]);
  });

  test('may be Atom', () => {
    const text = `<?xml version="1.0"?>
      <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:feed</id>
        <entry><id>urn:1</id><title type="html">A &lt;em&gt;fence&lt;/em&gt;</title>
          <link rel="self" href="https://news.example/1.xml"/><link rel="alternate" href="https://news.example/1"/>
          <updated>2024-02-01T00:00:00Z</updated><published>2024-01-02T04:04:05+01:00</published>
          <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">It <b>was</b> painted.</div></summary></entry>
      </feed>`;
    equal(read(text), [{ id: 'urn:1', title: 'A fence', link: 'https://news.example/1', at, summary: 'It was painted.' }]);
  });

  test('may be JSON Feed', () => {
    const items = [
      { id: 1, url: '/1', title: 'A <fence>', content_text: 'Painted', date_published: '2024-01-02T03:04:05Z' },
      { id: '2', content_html: '<p>No title</p>', date_published: '2024-01-01T00:00:00Z' },
    ];
    equal(read(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'News', items })), [
      { id: '1', title: 'A <fence>', link: 'https://news.example/1', at, summary: 'Painted' },
      { id: '2', title: 'No title', at: Date.UTC(2024, 0, 1) },
    ]);
  });

  test('has links that stand alone', () => {
    is(item('<title>A</title><link>/1?a=b&amp;c=d</link>')?.link, 'https://news.example/1?a=b&c=d');
    is(
      read(rss('<link>https://site.example/blog/</link><item><title>A</title><link>1</link></item>'))[0]?.link,
      'https://site.example/blog/1',
    );
    is(
      read(rss('<item><title>A</title><link>1</link></item>', ' xml:base="https://base.example/x/"'))[0]?.link,
      'https://base.example/x/1',
    );
    is(entry('<title>A</title><link href="1"/>', ' xml:base="/blog/"')?.link, 'https://news.example/blog/1');
    is(item('<title>A</title><guid>https://news.example/1</guid>')?.link, 'https://news.example/1');
    is(item('<title>A</title><guid isPermaLink="false">https://news.example/1</guid>')?.link, undefined);
    const nested = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/"><title>N</title><entry xml:base="b/"><title>A</title><link href="1"/></entry></feed>`;
    is(read(nested)[0]?.link, 'https://base.example/a/b/1');
  });

  test('has links of http and https only, and nobody’s password', () => {
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'xmpp:andy@disney',
      'https://andy:secret@news.example/',
      `https://news.example/${'x'.repeat(2_000)}`,
      'http://[',
      'mailto:a@b',
    ])
      is(item(`<title>A</title><link>${link}</link>`)?.link, undefined, link);
    is(entry('<title>A</title><link rel="enclosure" href="javascript:x"/>')?.link, undefined);
  });

  test('has titles in plain text, of bounded length', () => {
    is(item('<title>&lt;script&gt;alert(1)&lt;/script&gt;A&lt;br&gt;B &amp;eacute;&amp;#233; &lt;3</title>')?.title, 'A B éé <3');
    is(item('<title><![CDATA[ Tom &amp; Jerry\n\t again ]]></title>')?.title, 'Tom & Jerry again');
    is(entry('<title>1 &lt; 2 &amp;amp; &lt;b&gt;</title>')?.title, '1 < 2 &amp; <b>');
    const long = item(`<title>${'😀'.repeat(1_000)}</title>`)!.title;
    is(long.length <= 300 && long.endsWith('…') && isXmlText(long), true);
    is(item(`<description>${'word '.repeat(1_000)}</description>`)!.summary!.length <= 500, true);
  });

  test('has no characters that XML does not have, nor such as turn the text round', () => {
    const [one] = read(
      '<rss version="2.0"><channel><title>N</title><item><title>A\u0000\u0008B&amp;#1;\ud800C\u202eD&#xFFFF;E</title><guid>x\u0001y</guid></item></channel></rss>',
    );
    is(one?.title, 'ABCDE');
    match(one!.id, /^sha256:/);
    ok(isXmlText(JSON.stringify(one)));
  });

  test('names each item once, by what names it best', () => {
    const items = '<item><title>New</title><guid>g</guid></item><item><title>Old</title><guid> g </guid></item>';
    equal(read(rss(items)), [{ id: 'g', title: 'New' }]);
    match(item(`<title>A</title><guid>${'g'.repeat(251)}</guid>`)!.id, /^sha256:/);
    is(item('<title>A</title><link>https://news.example/1</link><guid></guid>')?.id, 'https://news.example/1');
    const untitled = '<item><description>One</description></item><item><description>Two</description></item>';
    is(new Set(read(rss(untitled)).map(({ id }) => id)).size, 2);
    is(read(rss(untitled))[0]?.id, read(rss(untitled))[0]?.id);
  });

  test('leaves out what says nothing, and gives what has no title another', () => {
    equal(read(rss('<item></item><item><guid>g</guid></item><item><title> </title></item>')), []);
    equal(item('<guid isPermaLink="false">g</guid><link>https://news.example/1</link>'), {
      id: 'g',
      title: 'https://news.example/1',
      link: 'https://news.example/1',
    });
    equal(item('<guid isPermaLink="false">g</guid><description>Short</description>'), { id: 'g', title: 'Short' });
    equal(read(rss('')), []);
  });

  test('has dates in UTC where they name no zone, and none that are none', () => {
    const dates: [string, number | undefined][] = [
      ['Tue, 02 Jan 2024 03:04:05 GMT', at],
      ['02 Jan 2024 03:04:05', at],
      ['2024-01-02T03:04:05', at],
      ['2024-01-02 03:04:05Z', at],
      ['2024-01-01T22:04:05-05:00', at],
      ['Mon, 01 Jan 2024 22:04:05 EST', at],
      ['2024-01-02', Date.UTC(2024, 0, 2)],
      ['yesterday', undefined],
      ['', undefined],
      ['1 Jan 1900 00:00:00 GMT', undefined],
      ['x'.repeat(200), undefined],
    ];
    for (const [date, time] of dates) is(item(`<title>A</title><pubDate>${date}</pubDate>`)?.at, time, date);
  });

  test('is no feed where the library cannot read it', () => {
    throws(
      () => read('<html/>'),
      (error: unknown) => error instanceof EffectFailure && error.reason === 'misshapen',
    );
    throws(() => read('{}'), /no feed/);
  });

  test('is read to its end, whatever it is made of', () => {
    // for a parser that looks back each of these would be work without end
    const hostile = [
      `<rss${' '.repeat(500_000)}`,
      '<!--'.repeat(100_000),
      rss(`<item>${'<title>'.repeat(50_000)}</item>`),
      rss(`<item><title>${'&lt;'.repeat(100_000)}</title></item>`),
      rss(`<item><title>${'&'.repeat(400_000)}</title></item>`),
      rss(`<item ${'a="" '.repeat(80_000)}/>`),
      rss(`<item><description>${'&lt;b'.repeat(80_000)}</description></item>`),
      rss(`<item><title>${'&lt;div&gt;'.repeat(50_000)}</title></item>`),
    ];
    for (const text of hostile) {
      try {
        ok(read(text).length <= 10);
      } catch (error) {
        ok(error instanceof EffectFailure);
      }
    }
  });
});
