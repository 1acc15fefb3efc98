// The settings of a service: what holds where nothing is said, and what is not taken.
import { equal, is } from 'uvu/assert';
import { ServiceSettings } from '../../machines/settings.ts';
import { suite } from '../suite.ts';

const problems = (settings: object): string[] =>
  ServiceSettings.safeParse({ domain: 'conference.disney', ...settings }).error?.issues.map(({ path }) => path.join('.')) ?? [];

suite('the settings', test => {
  test('need nothing but the domain', () => {
    const { create, rooms, history, notices, hideRealJids, timers, limits } = ServiceSettings.parse({
      domain: 'conference.disney',
    });
    equal(
      { create, rooms, history, notices, hideRealJids },
      { create: undefined, rooms: [], history: 20, notices: false, hideRealJids: true },
    );
    equal(timers, { pending: 120, relay: 60, silence: 600, call: 120 });
    is(limits.pending, 10);
    equal(ServiceSettings.safeParse({}).success, false);
  });

  test('are public, chosen and without secret for a room that only has a name', () => {
    const { rooms } = ServiceSettings.parse({ domain: 'conference.disney', rooms: [{ name: 'den' }] });
    equal(rooms, [{ name: 'den', kind: 'public', privacy: false, nicks: 'chosen' }]);
  });

  test('say who may create rooms in three ways', () => {
    for (const create of ['anyone', 'nobody', ['disney', 'rex@pixar']]) equal(problems({ create }), []);
    for (const create of ['everybody', [], true]) equal(problems({ create }), ['create']);
    equal(problems({ create: ['disney', ''] }), ['create.1']);
  });

  test('show texts that XML can carry, of so many bytes', () => {
    const room = (own: object) => problems({ rooms: [{ name: 'den', ...own }] });
    equal(problems({ title: 'x'.repeat(256) }), []);
    equal(problems({ title: 'x'.repeat(257) }), ['title']);
    equal(room({ title: '€'.repeat(86) }), ['rooms.0.title']);
    equal(room({ topic: 'x'.repeat(1_025) }), ['rooms.0.topic']);
    equal(room({ topic: 'a\u0001' }), ['rooms.0.topic']);
  });

  test('are not taken out of their bounds, or under names that there are not', () => {
    equal(problems({ history: -1 }), ['history']);
    equal(problems({ history: 1.5 }), ['history']);
    equal(problems({ limits: { people: 0 } }), ['limits.people']);
    equal(problems({ limits: { stanzaBytes: 9_999 } }), ['limits.stanzaBytes']);
    equal(problems({ timers: { pending: 0 } }), ['timers.pending']);
    equal(problems({ timers: { silence: 86_401 } }), ['timers.silence']);
    equal(problems({ rooms: [{ name: '' }] }), ['rooms.0.name']);
    equal(problems({ rooms: [{ name: 'den', kind: '' }] }), ['rooms.0.kind']);
    equal(problems({ rooms: [{ name: 'den', kind: 'of a program' }] }), []);
    equal(problems({ colour: 'red' }), ['']);
    equal(problems({ timers: { colour: 1 } }), ['timers']);
  });
});
