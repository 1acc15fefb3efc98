// Names of rooms that are URLs.
import { is } from 'uvu/assert';
import { nameOfUrl, urlOfName } from '../../machines/page-name.ts';
import { suite } from '../suite.ts';

suite('the name of a page', test => {
  test('is its URL, and can be read again', () => {
    const pairs: [string, string][] = [
      ['https://example.org/', 'example.org=2f'],
      ['https://example.org/News?q=a%20b&c', 'example.org=2f=4eews=3fq=3da=2520b=26c'],
      ['http://example.org:8080/~woody_x-1', 'http=3a=2f=2fexample.org=3a8080=2f~woody_x-1'],
      ['https://[::1]/', '=5b=3a=3a1=5d=2f'],
      // what begins with the mark itself is a program's person
      ['https://~woody.org/', '=7ewoody.org=2f'],
    ];
    for (const [url, name] of pairs) {
      is(nameOfUrl(url), name);
      is(urlOfName(name), url);
    }
  });

  test('is a name of another sort where no URL is written in it', () => {
    for (const name of ['', 'Lobby', 'a b', 'a=', 'a=2', 'a=2F', 'a=zz', 'a=80', 'ä', 'a=ff', 'a+b'])
      is(urlOfName(name), undefined, name);
  });

  test('may be that of no page in normal form', () => {
    is(urlOfName('lobby'), 'https://lobby');
    is(urlOfName('=61'), 'https://a');
    is(urlOfName('https=3a=2f=2fexample.org=2f'), 'https://example.org/');
  });
});
