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
