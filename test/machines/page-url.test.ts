// The normal form of the URLs of pages.
import { equal, is } from 'uvu/assert';
import { longestHref, normalUrl, type PageRules, Site, Tracker, trackers } from '../../machines/page-url.ts';
import { suite } from '../suite.ts';

const rules: PageRules = { schemes: ['http', 'https'], sites: ['*'], tracking: trackers };
const normal = (href: string, more: Partial<PageRules> = {}) => {
  const found = normalUrl(href, { ...rules, ...more });
  return typeof found === 'string' ? found : found.condition;
};
const words = (href: string, more: Partial<PageRules> = {}) => {
  const found = normalUrl(href, { ...rules, ...more });
  return typeof found === 'string' ? found : found.text;
};

suite('the URL of a page', test => {
  test('is written as the standard writes it', () => {
    const pairs: [string, string][] = [
      ['HTTPS://Example.ORG', 'https://example.org/'],
      [' https://example.org:443/a/./b/../c\n', 'https://example.org/a/c'],
      ['http://example.org:80/', 'http://example.org/'],
      ['https://example.org:8443/', 'https://example.org:8443/'],
      ['https://bücher.example/ä?ö', 'https://xn--bcher-kva.example/%C3%A4?%C3%B6'],
      ['https://example.org\\a', 'https://example.org/a'],
      ['https:example.org', 'https://example.org/'],
      ['https://[::0:1]/', 'https://[::1]/'],
      ['https://0x7f.1/', 'https://127.0.0.1/'],
    ];
    for (const [href, expected] of pairs) is(normal(href), expected, href);
  });

  test('has no fragment, no empty query and no dot behind its host', () => {
    is(normal('https://example.org/a#b'), 'https://example.org/a');
    is(normal('https://example.org/a?#'), 'https://example.org/a');
    is(normal('https://example.org./a'), 'https://example.org/a');
    is(normal('https://example.org../a'), 'https://example.org/a');
    is(normal('https://1.2.3.4../a'), 'https://1.2.3.4/a');
    is(normal('https://../a'), 'not-acceptable');
  });

  test('loses what says only where somebody came from, and nothing else of its query', () => {
    is(normal('https://example.org/?utm_source=x&b=2&a=1&fbclid=y&a=%20+%41'), 'https://example.org/?b=2&a=1&a=%20+%41');
    is(normal('https://example.org/?utm_source=x&gclid=y'), 'https://example.org/');
    is(
      normal('https://example.org/?%75tm_source=x&UTM_source=y&utm=z&%E0=%E0'),
      'https://example.org/?UTM_source=y&utm=z&%E0=%E0',
    );
    is(normal('https://example.org/?a&&b'), 'https://example.org/?a&&b');
    is(normal('https://example.org/??'), 'https://example.org/??');
    is(normal('https://example.org/?utm_source=x&ref=y', { tracking: ['ref'] }), 'https://example.org/?utm_source=x');
    is(normal('https://example.org/?a+b=1', { tracking: ['a b'] }), 'https://example.org/');
  });

  test('is refused where it is none, or none that may be', () => {
    for (const href of ['', 'example.org', 'https://', 'https://a b/', 'https://[::', '//example.org', 'https://ex%00.org'])
      is(normal(href), 'not-acceptable', href);
    is(words(`https://example.org/?${'%FF&'.repeat(256)}`), 'The URL of a page may have 256 parameters at most.');
    is(words('https://'), 'This is not the URL of a page: write it whole, such as https://example.org/news.');
    is(words('ftp://example.org/'), 'Pages here are of http and https, not of ftp.');
    is(words('javascript:alert(1)'), 'Pages here are of http and https, not of javascript.');
    is(words('http://example.org/', { schemes: ['https'] }), 'Pages here are of https, not of http.');
    for (const href of ['https://woody@example.org/', 'https://:x@example.org/'])
      is(words(href), 'The URL has a user name or a password in it: leave them out.');
    const long = `https://example.org/${'a'.repeat(longestHref)}`;
    is(words(long), `The URL of a page may have ${longestHref} characters at most.`);
    // what is short as it was written may be long as it is
    is(normal(`https://example.org/${'ä'.repeat(1_000)}`), 'not-acceptable');
  });

  test('may be of some sites only, with the port that they name', () => {
    const sites = ['example.org', '*.Bücher.example', 'example.net:8080', '127.0.0.1:443'];
    const allowed = ['https://example.org/', 'http://example.org:80/', 'https://a.b.bücher.example/', 'http://example.net:8080/'];
    for (const href of [...allowed, 'https://127.0.0.1/']) is(normal(href, { sites }).startsWith('http'), true, href);
    const others = ['https://www.example.org/', 'https://bücher.example/', 'https://example.net/', 'https://notexample.org/'];
    for (const href of [...others, 'https://example.org:81/']) is(normal(href, { sites }), 'not-allowed', href);
    is(words('https://b.example/', { sites: [] }), 'There are no rooms here for the pages of b.example.');
  });
});

suite('the sites and the parameters of a configuration', test => {
  test('are what they must be', () => {
    for (const site of ['*', 'example.org', '*.example.org', 'localhost:8080', '[::1]', 'bücher.example'])
      is(Site.safeParse(site).success, true, site);
    for (const site of ['', '*.', 'https://example.org', 'example.org/a', '*.*.org', 'a b', 'x@example.org', '.', 'example.org.'])
      is(Site.safeParse(site).success, false, site);
    for (const name of ['utm_*', 'fbclid']) is(Tracker.safeParse(name).success, true);
    for (const name of ['', '*', 'a=b', 'a*b', 'a&b']) is(Tracker.safeParse(name).success, false, name);
    equal(
      trackers.filter(name => !Tracker.safeParse(name).success),
      [],
    );
  });
});
