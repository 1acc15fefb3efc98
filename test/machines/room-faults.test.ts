import { equal } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { ordinaryRoom } from '../../machines/kind-faults.ts';
import { roomFaults, serviceFaults } from '../../machines/room-faults.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { suite } from '../suite.ts';

const lobby = {
  name: 'lobby',
  about: 'x',
  settings: z.strictObject({ seconds: z.int().max(60).default(5), count: z.int().max(50), word: z.string() }),
  defaults: (room: { history: number }) => ({ count: room.history }),
} as unknown as Behaviour;
const gate = {
  name: 'gate',
  about: 'x',
  defaults: ({ title }: { title?: string }) => {
    if (title === 'bad') throw new Error('no such title');
    return {};
  },
} as unknown as Behaviour;
const seminar = kind({ name: 'seminar', about: 'x', listed: true }, [lobby, gate]);
const kinds = new Map([['seminar', seminar]]);

const faultsOf = (room: object) =>
  roomFaults({ ...ordinaryRoom(), kind: 'seminar', ...room }, kinds).map(({ path, text }) => `${path.join('.')} ${text}`);

suite('room faults', test => {
  test('are none where the room can be made', () => equal(faultsOf({ behaviours: { lobby: { word: 'x', seconds: 3 } } }), []));

  test('name a kind that is not there', () => {
    equal(faultsOf({ kind: 'seminer' }), ['kind names no kind that there is: did you mean seminar?']);
    equal(faultsOf({ kind: 'x' }), ['kind names no kind that there is: there are seminar']);
  });

  test('name behaviours that the kind has not, and settings that cannot be', () => {
    equal(faultsOf({ behaviours: { loby: { seconds: 3 }, lobby: { word: 3, seconds: 90, secs: 1 } } }), [
      'behaviours.loby is no behaviour of the kind seminar: did you mean lobby?',
      'behaviours.lobby.secs is not known: there are seconds, count, word',
      'behaviours.lobby.seconds must be at most 60, not 90',
      'behaviours.lobby.word must be a text, not 3',
    ]);
    equal(faultsOf({ behaviours: { lobby: 3 } }), ['behaviours.lobby must be a table of its settings, not a number']);
  });

  test('name settings that nobody gave, and those that the room brings about', () => {
    equal(faultsOf({}), ['behaviours.lobby.word is missing: it must be a text']);
    equal(faultsOf({ history: 100, behaviours: { lobby: { word: 'x' } } }), [
      'behaviours.lobby.count must be at most 50, not 100',
    ]);
    equal(faultsOf({ title: 'bad', behaviours: { lobby: { word: 'x' } } }), [
      'behaviours.gate cannot be made out: its defaults throw (no such title)',
    ]);
  });

  test('look at every room and pattern of a service', () => {
    const service = ServiceSettings.parse({
      domain: 'rooms.x',
      rooms: [
        { name: 'a', kind: 'seminar', behaviours: { lobby: { word: 'x' } } },
        { name: 'b', kind: 'seminer' },
        { name: 'c', kind: 'broken' },
      ],
      patterns: [
        { names: 'x-*', kind: 'seminar', behaviours: { lobby: { seconds: 90, word: 'x' } } },
        { names: '*', kind: 'sem' },
      ],
    });
    const found = serviceFaults(service, kinds, new Set(['broken'])).map(({ path, text }) => `${path.join('.')} ${text}`);
    equal(found, [
      'rooms.1.kind names no kind that there is: did you mean seminar?',
      'patterns.0.behaviours.lobby.seconds must be at most 60, not 90',
      'patterns.1.kind names no kind that there is: there are seminar',
    ]);
    equal(serviceFaults(service, kinds).length, 4);
  });

  test('look at the marks of overload', () => {
    const service = ServiceSettings.parse({ domain: 'rooms.x', overload: { hold: 0.2 } });
    equal(serviceFaults(service, kinds), [
      { path: ['overload', 'hold'], text: 'must be more than overload.coalesce, which is 0.25, not 0.2' },
    ]);
  });
});
