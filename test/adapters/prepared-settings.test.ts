import { equal } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import { prepare, type ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { Behaviour } from '../../machines/behaviour.ts';
import { suite } from '../suite.ts';
import { thrownBy } from './thrown.ts';

const domain = 'Rooms.Example.org';

suite('prepared settings', test => {
  test('have every address in the form in which addresses are compared, and the kinds', () => {
    const { settings, standing, kinds } = prepare({
      domain,
      create: ['Example.ORG', 'Woody@Example.org'],
      moderators: ['Andy@Example.org'],
      kinds: [{ name: 'seminar', about: 'x', behaviours: ['lobby'] }],
      rooms: [{ name: 'Hall', kind: 'seminar', moderators: ['Buzz@Example.org'] }],
    });
    equal(
      [settings.domain, settings.create, settings.moderators],
      ['rooms.example.org', ['example.org', 'woody@example.org'], ['andy@example.org']],
    );
    equal(
      standing.map(({ jid, name, settings }) => [jid, name, settings.moderators]),
      [['hall@rooms.example.org', 'hall', ['buzz@example.org']]],
    );
    equal(kinds.get('seminar')?.parts.length, 1);
  });

  test('are not made of addresses that are none', () => {
    const pairs: [ServiceSettingsInput, string][] = [
      [{ domain: 'a@b' }, 'domain: “a@b” is not a host name.'],
      [{ domain, rooms: [{ name: 'a@b' }] }, 'rooms[0].name: “a@b” cannot stand before the @ of an address.'],
      [{ domain, rooms: [{ name: 'a' }, { name: 'A' }] }, 'rooms: a@rooms.example.org is there twice. Leave one of the two out.'],
      [{ domain, moderators: ['b'] }, 'moderators: “b” is not the address of a person: write it as user@host.'],
      [
        { domain, rooms: [{ name: 'a', moderators: ['b@c/d'] }] },
        'rooms[0].moderators: “b@c/d” is not the address of a person: write it as user@host.',
      ],
      [{ domain, create: ['b@c/d'] }, 'create: “b@c/d” is neither a domain nor a JID without a resource.'],
    ];
    for (const [input, message] of pairs) equal(thrownBy(() => prepare(input)).message, message);
  });

  test('name all that is wrong with rooms and patterns, and no engine is made of them', () => {
    const input: ServiceSettingsInput = {
      domain,
      rooms: [
        { name: 'a', kind: 'pubic' },
        { name: 'b', behaviours: { topic: { byts: 3 } } },
      ],
      patterns: [{ names: '*', kind: 'lecture', behaviours: { lobby: { secnds: 3 } } }],
    };
    const sentences = [
      'rooms[0].kind names no kind that there is: did you mean public?',
      'rooms[1].behaviours.topic.byts is not known: did you mean bytes?',
      'patterns[0].behaviours.lobby.secnds is not known: did you mean seconds?',
    ];
    equal(thrownBy(() => prepare(input)).message.split('\n'), sentences);
    equal(thrownBy(() => makeEngine(input, { write: () => {} })).message.split('\n'), sentences);
  });

  test('name all that is wrong with kinds and with what is brought', () => {
    const loud = { name: 'loud', about: 'x', rulez: {} } as unknown as Behaviour;
    const input: ServiceSettingsInput = { domain, kinds: [{ name: 'k', about: 'x', behaviours: ['lod'] }] };
    equal(thrownBy(() => makeEngine(input, { write: () => {}, behaviours: [loud] })).message.split('\n'), [
      'The behaviour loud has “rulez”, which is not known: did you mean rules?',
      'kinds[0]: The kind k lists the behaviour lod, which is not known: did you mean loud?',
    ]);
  });
});
