// What those who run a service ask of its rooms: which are about something.
import { equal, throws } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import { VirtualClock } from '../scenario/virtual-clock.ts';
import { suite } from '../suite.ts';

suite('the rooms of an engine', test => {
  test('are found by topic and by words, as everybody finds them', () => {
    const rooms = [
      { name: 'pets', title: 'Pets', topic: 'Cats and dogs' },
      { name: 'zoo', topic: 'Big cats' },
      { name: 'attic', kind: 'private', topic: 'Cats' },
    ];
    const engine = makeEngine({ domain: 'rooms.disney', rooms }, { clock: new VirtualClock() });
    const names = (asked: { topic?: string; words?: string }) => engine.find(asked).map(({ name }) => name);
    equal(names({ words: 'cats' }), ['pets', 'zoo']);
    equal(names({ words: 'dogs CATS' }), ['pets']);
    equal(names({ topic: 'big  cats', words: '' }), ['zoo']);
    equal(engine.find({ topic: 'Cats and dogs' }), [engine.rooms()[0]]);
    equal(names({ topic: 'Cats' }), []);
    throws(() => engine.find({}), /Say what to look for: a topic, or words of it/);
    throws(() => engine.find({ topic: 'cats', words: 'dogs' }), /not for both at once/);
    throws(() => engine.find({ topic: 7 } as never), /What is looked for is a text/);
    engine.stop();
  });
});
