// Rooms to which no lead of theirs leads, and leads that two behaviours have.
import { equal, throws } from 'uvu/assert';
import { page } from '../../machines/behaviours/page.ts';
import { catalogue } from '../../machines/catalogue.ts';
import { kind } from '../../machines/kind.ts';
import { serviceFaults } from '../../machines/room-faults.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { strayNames } from '../../machines/stray-leads.ts';
import { suite } from '../suite.ts';

const kinds = catalogue([]);
const strayIn = (settings: object) =>
  strayNames(ServiceSettings.parse({ domain: 'rooms.x', ...settings }), kinds).map(
    ({ path, text }) => `${path.join('.')} ${text}`,
  );
const url = (names: string, settings?: object) => ({
  names,
  kind: 'url',
  ...(settings ? { behaviours: { page: settings } } : {}),
});
const leads = "leads nowhere: the rooms to which <url xmlns='urn:confab:page'/> leads have other names, such as";

suite('names of rooms of pages', test => {
  test('are right where some page has one of them', () => {
    const right = ['*', '*=2f*', 'example.org=2f*', 'news.example.net=2fa', '*.example.net=2f*', 'http=3a=2f=2f*'].map(names =>
      url(names),
    );
    for (const pattern of right) equal(strayIn({ patterns: [pattern] }), [], pattern.names);
    equal(strayIn({ patterns: [url('b.example=2fdocs=2f*', { sites: ['a.example', 'b.example'] })] }), []);
    equal(strayIn({ patterns: [url('*=2f*', { sites: ['*.example.org'] })] }), []);
    equal(strayIn({ patterns: [url('*', { sites: [] }), { names: 'x', kind: 'public' }] }), []);
    equal(strayIn({ rooms: [{ name: 'example.org=2f', kind: 'url' }, { name: 'lobby' }] }), []);
  });

  test('are wrong where none has', () => {
    equal(strayIn({ patterns: [url('url-*')] }), [`patterns.0.names ${leads} “example.org=2f”`]);
    equal(
      strayIn({ patterns: [{ names: '*', kind: 'public' }, url('*=2f*')] })[0]?.startsWith('patterns.1.names leads nowhere'),
      true,
    );
    equal(strayIn({ patterns: [url('a.example*', { sites: ['*.example.org'], schemes: ['http'] })] }), [
      `patterns.0.names ${leads} “http=3a=2f=2fwww.example.org=2f”`,
    ]);
    equal(strayIn({ rooms: [{ name: 'news', kind: 'url' }] }), [`rooms.0.name ${leads} “example.org=2f”`]);
  });

  test('are not looked at where the settings are wrong, which is said by others', () => {
    const patterns = [url('url-*', { sites: ['a b'] })];
    equal(strayIn({ patterns }), []);
    const faults = serviceFaults(ServiceSettings.parse({ domain: 'rooms.x', patterns }), kinds);
    equal(
      faults.map(({ path }) => path.join('.')),
      ['patterns.0.behaviours.page.sites.0'],
    );
  });

  test('are looked at with all else of a service', () => {
    const faults = serviceFaults(ServiceSettings.parse({ domain: 'rooms.x', patterns: [url('url-*')] }), kinds);
    equal(faults, [{ path: ['patterns', 0, 'names'], text: `${leads} “example.org=2f”` }]);
  });
});

suite('two behaviours of one name', test => {
  test('may not lead by the same element', () => {
    const other = kind({ name: 'other', about: 'x', listed: true }, [{ ...page }]);
    throws(
      () => catalogue([], { kinds: [other] }),
      "The kinds url and other list different behaviours page, which both claim <url xmlns='urn:confab:page'/>: give one of the behaviours another name.",
    );
    const same = kind({ name: 'other', about: 'x', listed: true }, [page]);
    equal(catalogue([], { kinds: [same] }).get('other'), same);
  });
});
