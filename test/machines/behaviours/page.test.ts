// Rooms that belong to web pages: who comes in by which name, and what they are told.
import { equal, is, throws } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { page } from '../../../machines/behaviours/page.ts';
import { nameOfUrl } from '../../../machines/page-name.ts';
import type { Condition } from '../../../machines/refusal.ts';
import { suite } from '../../suite.ts';

const home = nameOfUrl('https://example.org/');

suite('the room of a page', test => {
  for (const dialect of ['conference', 'groupchat'] as const) {
    test(`is entered by the name of the page, by ${dialect}`, () => {
      const room = stage(page, { name: home, standing: false });
      room.person('woody', { dialect }).enters().isNotRefused().isInside();
      room.person('buzz', { dialect }).enters().isInside();
    });

    test(`is told to whoever comes by another name of the page, by ${dialect}`, () => {
      const others = ['example.org', 'http=3a=2f=2fexample.org=3a80', 'example.org=2f=3futm=5fsource=3dx', '=65xample.org=2f'];
      for (const name of others) {
        const right = name.startsWith('http') ? 'http=3a=2f=2fexample.org=2f' : home;
        const woody = stage(page, { name, standing: false }).person('woody', { dialect });
        woody.enters().isRefused('not-acceptable', `The room of this page is ${right}@rooms.example: enter that one.`);
        woody.isOutside();
      }
    });

    test(`is not there for what is no page, or none of the sites, by ${dialect}`, () => {
      const refusedAs = (name: string, condition: Condition, text: string | RegExp, settings: object = {}) =>
        stage([page, settings], { name, standing: false }).person('woody', { dialect }).enters().isRefused(condition, text);
      refusedAs('two-words=', 'not-acceptable', /belong to web pages/);
      refusedAs('a=3a=2f=2fb', 'not-acceptable', /of http and https, not of a/);
      refusedAs('a=20b', 'not-acceptable', /not the URL of a page/);
      refusedAs(home, 'not-allowed', 'There are no rooms here for the pages of example.org.', { sites: ['example.net'] });
      refusedAs(nameOfUrl('https://example.org/abcdefgh'), 'not-acceptable', /more than 20 bytes/, { bytes: 20 });
    });
  }

  test('is asked again when the settings have changed', () => {
    const room = stage(page, { name: home });
    room.person('woody').enters();
    room.configure('page', { sites: ['example.net'] });
    room.person('buzz').enters().isRefused('not-allowed');
    room.person('woody').says('Still here').isNotRefused();
    throws(() => room.configure('page', { sites: ['https://example.net'] }), /must be a host such as example.org/);
  });

  test('says which page it is, before and after one came in', () => {
    const room = stage(page, { name: home });
    const woody = room.person('woody');
    woody.asks(`<query xmlns='jabber:iq:conference'/>`);
    woody.hears(({ element }) => element.getChild('query')?.getChildText('name') === 'https://example.org/');
    woody.enters().says('!page');
    woody.hears('This is the room of https://example.org/', { by: 'room' });
    is(room.command('page', 'page'), 'This is the room of https://example.org/');
    const titled = stage(page, { name: home, title: 'Home' }).person('woody');
    titled.asks(`<query xmlns='jabber:iq:conference'/>`);
    titled.hears(({ element }) => element.getChild('query')?.getChildText('name') === 'Home');
  });

  test('gives its URL to other behaviours and to lists, where its name is one', () => {
    const scope = (name: string) => ({ room: { name, title: undefined } }) as never;
    equal([page.shares!(scope(home)), page.found!(scope(home))], ['https://example.org/', { url: 'https://example.org/' }]);
    equal([page.shares!(scope('x=')), page.found!(scope('x=')), page.requires!(scope('x='))], [undefined, {}, {}]);
  });

  test('has a name of so many bytes as the service has for names, unless it is set', () => {
    const bytes = (nameBytes: number) => page.defaults!({ limits: { nameBytes } } as never);
    equal([bytes(256), bytes(5_000), bytes(1)], [{ bytes: 256 }, { bytes: 1_023 }, { bytes: 16 }]);
  });
});
