// What rooms are made with.
import { equal, is } from 'uvu/assert';
import { dynamicRoom, staticRoom } from '../../machines/room-settings.ts';
import { ServiceSettings, StaticRoom } from '../../machines/settings.ts';
import { suite } from '../suite.ts';
import { domain, roomJid } from './visitor.ts';

const service = ServiceSettings.parse({
  domain,
  history: 5,
  notices: true,
  hideRealJids: false,
  moderators: ['andy@disney'],
  limits: { people: 3 },
  timers: { relay: 7 },
});
const jid = roomJid('den');

suite('the settings of a room', test => {
  test('that somebody makes are private, chosen and not permanent, and else the service’s', () => {
    const { limits, timers } = service;
    equal(dynamicRoom(service, jid, 'den'), {
      jid,
      name: 'den',
      kind: 'private',
      permanent: false,
      history: 5,
      privacy: false,
      nicks: 'chosen',
      notices: true,
      hideRealJids: false,
      moderators: ['andy@disney'],
      limits,
      timers,
    });
  });

  test('of the configuration are its own, and permanent', () => {
    const own = StaticRoom.parse({
      name: 'Den',
      title: 'The den',
      kind: 'private',
      secret: 'andy',
      topic: 'Toys',
      history: 0,
      privacy: true,
      nicks: 'assigned',
      moderators: ['rex@pixar'],
      behaviours: { lobby: { seconds: 9 } },
    });
    const { limits, timers } = service;
    equal(staticRoom(service, jid, 'den', own), {
      jid,
      name: 'den',
      title: 'The den',
      kind: 'private',
      permanent: true,
      secret: 'andy',
      topic: 'Toys',
      history: 0,
      privacy: true,
      nicks: 'assigned',
      notices: true,
      hideRealJids: false,
      moderators: ['andy@disney', 'rex@pixar'],
      behaviours: { lobby: { seconds: 9 } },
      limits,
      timers,
    });
  });

  test('of the configuration are the service’s where they say nothing', () => {
    const settings = staticRoom(service, jid, 'den', { ...StaticRoom.parse({ name: 'den' }), title: undefined });
    is(settings.kind, 'public');
    is(settings.history, 5);
    is('title' in settings, false);
    is('secret' in settings, false);
    const differing = StaticRoom.parse({ name: 'den', notices: false, hideRealJids: true });
    const { notices, hideRealJids } = staticRoom(service, jid, 'den', differing);
    equal({ notices, hideRealJids }, { notices: false, hideRealJids: true });
  });
});

suite('the pattern of a name', test => {
  const kindFor = (name: string, ...names: string[]) => {
    const patterns = names.map((pattern, i) => ({ names: pattern, kind: `kind-${i}` }));
    return dynamicRoom(ServiceSettings.parse({ domain, patterns }), roomJid(name), name).kind;
  };
  const fits = (name: string, pattern: string) => kindFor(name, pattern) === 'kind-0';

  test('says of what kind a room is that somebody makes: the first that fits', () => {
    is(kindFor('lecture-1', 'talk-*', 'lecture-*', '*'), 'kind-1');
    is(kindFor('den', 'talk-*', 'lecture-*', '*'), 'kind-2');
    is(kindFor('den', 'talk-*'), 'private');
    is(kindFor('den'), 'private');
  });

  test('has a star for any letters, or none', () => {
    const cases: [string, string, boolean][] = [
      ['den', 'den', true],
      ['den', 'Den', false],
      ['dens', 'den', false],
      ['den', '*', true],
      ['den', 'd*n', true],
      ['dn', 'd*n', true],
      ['d', 'd*d', false],
      ['dd', 'd*d', true],
      ['den', '*den*', true],
      ['a.b.c', 'a*b*c', true],
      ['abc', 'a*b*c', true],
      ['acb', 'a*b*c', false],
      ['abcab', '*ab*ab', true],
      ['abab', 'ab*ab*ab', false],
      ['aXbYc', 'a*b*b*c', false],
      ['xay', 'x*a*a*y', false],
      ['a+b', 'a+*', true],
      ['aab', 'a+*', false],
    ];
    for (const [name, pattern, expected] of cases) is(fits(name, pattern), expected, `${name} ${pattern}`);
  });

  test('takes no longer with many stars than a name is long', () => {
    is(fits('a'.repeat(256), `${'*a'.repeat(60)}*b`), false);
    is(fits('a'.repeat(256), `${'*a'.repeat(60)}*`), true);
  });

  test('may bring settings of behaviours, which rooms of the configuration do not get', () => {
    const patterns = [{ names: 'd*', kind: 'lecture', behaviours: { lobby: { seconds: 5 } } }];
    const patterned = ServiceSettings.parse({ domain, patterns });
    equal(dynamicRoom(patterned, jid, 'den').behaviours, { lobby: { seconds: 5 } });
    is('behaviours' in dynamicRoom(patterned, jid, 'hall'), false);
    const standing = staticRoom(patterned, jid, 'den', StaticRoom.parse({ name: 'den' }));
    equal([standing.kind, 'behaviours' in standing], ['public', false]);
  });
});
