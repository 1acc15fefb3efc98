// Kinds of rooms: lists of behaviours, made ready.
import { equal, is, throws } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind, settingsIn } from '../../machines/kind.ts';
import type { RoomSettings } from '../../machines/room-settings.ts';
import { suite } from '../suite.ts';
import { roomSettings } from './made-floor.ts';

const about = { name: 'lecture', about: 'One speaks, the others listen.', listed: true };
const silent: Behaviour<object, object> = { name: 'silent', about: 'Does nothing.', data: () => ({}) };
const strict: Behaviour<object, object> = {
  ...silent,
  name: 'strict',
  rules: { enter: () => undefined, speak: () => undefined },
};
const keen: Behaviour<object, object> = {
  ...silent,
  name: 'keen',
  rules: { enter: () => undefined },
  hears: { said: () => undefined, left: () => undefined },
};

suite('a kind', test => {
  test('gathers rules and hearings by name, in the declared order', () => {
    const lecture = kind(about, [strict, silent, keen]);
    equal(
      lecture.parts.map(({ behaviour }) => behaviour.name),
      ['strict', 'silent', 'keen'],
    );
    equal(lecture.rules.get('enter'), [
      { at: 0, name: 'strict', run: strict.rules!.enter },
      { at: 2, name: 'keen', run: keen.rules!.enter },
    ]);
    equal(
      lecture.rules.get('speak')?.map(({ at }) => at),
      [0],
    );
    is(lecture.rules.get('browse'), undefined);
    equal([...lecture.hears.keys()], ['said', 'left']);
    equal(lecture.hears.get('said'), [{ at: 2, name: 'keen', run: keen.hears!.said }]);
  });

  test('makes the settings of each behaviour of those of the room', () => {
    const settings = z.strictObject({ in: z.string(), history: z.int().default(3), word: z.string().default('none') });
    const set = { ...strict, settings, defaults: (room: RoomSettings) => ({ in: room.name, history: room.history }) };
    const lecture = kind(about, [[set, { word: 'kind' }], keen]);
    const of = (own?: Partial<RoomSettings>, changed?: object) =>
      lecture.parts.map(part => settingsIn(part, roomSettings(own), part === lecture.parts[0] ? changed : undefined));
    equal(of(), [{ in: 'den', history: 20, word: 'kind' }, {}]);
    // each is stronger than the one before: the room's, the kind's, the room's for this behaviour, what was changed
    const behaviours = { strict: { word: 'room', history: 1 } };
    equal(of({ behaviours }), [{ in: 'den', history: 1, word: 'room' }, {}]);
    equal(of({ behaviours }, { word: 'changed' }), [{ in: 'den', history: 1, word: 'changed' }, {}]);
    equal(
      kind(about, [set]).parts.map(part => settingsIn(part, roomSettings())),
      [{ in: 'den', history: 20, word: 'none' }],
    );
    throws(() => of({ behaviours: { strict: { history: 'much' } } }), /history/);
    throws(() => of({ behaviours: { keen: { any: 1 } } }), /any/);
  });

  test('does not take two behaviours of one name, and says what to do', () => {
    throws(() => kind(about, [strict, keen, strict]), /kind lecture lists the behaviour strict twice: leave one of them out/);
  });

  test('says where what is wrong with it stands, where it was told', () => {
    throws(() => kind(about, [strict, strict], 'confab.toml'), /^confab\.toml: The kind lecture/);
  });

  test('has the machine of a behaviour once, however many kinds list it', () => {
    const charted = { ...silent, region: { initial: 'open', states: { open: { on: { said: 'open' } } } } };
    const [one, other] = [kind(about, [charted]), kind(about, [keen, charted])];
    is(one.parts[0]!.chart, other.parts[1]!.chart);
    equal(other.beginning, [undefined, one.parts[0]!.chart!.initial]);
    equal(other.hears.get('said'), [
      { at: 0, name: 'keen', run: keen.hears!.said },
      { at: 1, name: 'silent', run: undefined },
    ]);
  });

  test('shows the features of its behaviours', () => {
    equal(
      kind(about, [
        { ...silent, features: ['urn:a', 'urn:b'] },
        { ...keen, features: ['urn:c'] },
      ]).features,
      ['urn:a', 'urn:b', 'urn:c'],
    );
  });
});
