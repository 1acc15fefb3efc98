// Kinds of rooms: lists of behaviours, made ready.
import { equal, is, throws } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind, part } from '../../machines/kind.ts';
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
const plain = (behaviour: Behaviour<object, object>) => part(behaviour, () => ({}));

suite('a kind', test => {
  test('gathers rules and hearings by name, in the declared order', () => {
    const lecture = kind(about, [strict, silent, keen].map(plain));
    equal(
      lecture.behaviours.map(({ name }) => name),
      ['strict', 'silent', 'keen'],
    );
    equal(lecture.rules.get('enter'), [
      { at: 0, run: strict.rules!.enter },
      { at: 2, run: keen.rules!.enter },
    ]);
    equal(
      lecture.rules.get('speak')?.map(({ at }) => at),
      [0],
    );
    is(lecture.rules.get('browse'), undefined);
    equal([...lecture.hears.keys()], ['said', 'left']);
    equal(lecture.hears.get('said'), [{ at: 2, run: keen.hears!.said }]);
  });

  test('makes the settings of each behaviour of those of the room', () => {
    const lecture = kind(about, [part(strict, room => ({ in: room.name })), part(keen, room => ({ history: room.history }))]);
    equal(lecture.settingsOf(roomSettings()), [{ in: 'den' }, { history: 20 }]);
  });

  test('does not take two behaviours of one name, and says what to do', () => {
    throws(
      () => kind(about, [strict, keen, strict].map(plain)),
      /kind lecture lists the behaviour strict twice: leave one of them out/,
    );
  });
});
