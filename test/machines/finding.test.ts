// Rooms are found by what they are about, from the moment they say so until they end.
import { equal, is } from 'uvu/assert';
import { behaviour } from '../../machines/define-behaviour.ts';
import { kind } from '../../machines/kind.ts';
import type { Wanted } from '../../machines/wanted.ts';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';

const rooms = [
  { name: 'hall', topic: 'Toys and cars' },
  { name: 'attic', kind: 'private' as const, topic: 'Toys and cars' },
  { name: 'shed', topic: 'Cars' },
];
const patterns = [{ names: '*', kind: 'topic' }];

function talkOf(settings = {}, brought = {}) {
  const talk = new Conversation({ rooms, patterns, ...settings }, brought);
  const woody = talk.visitor('woody');
  const finds = (wanted: Wanted, as = 'browse') => woody.askService({ type: 'find', as, wanted });
  return { talk, woody, finds };
}

suite('finding rooms', test => {
  test('is by topic or by words, among those that everybody may find', () => {
    const { talk, finds } = talkOf();
    equal(finds({ topic: 'TOYS AND  CARS' }), ['listed browse: hall 0']);
    equal(finds({ words: 'cars' }), ['listed browse: hall 0, shed 0']);
    equal(finds({ words: 'cars toys' }, 'items'), ['listed items: hall 0']);
    equal(finds({ words: 'car' }, 'form'), ['listed form: ']);
    equal(finds({ topic: 'toys' }), ['listed browse: ']);
    equal(talk.latest('listed').wanted, { topic: 'toys' });
  });

  test('tells what such a list is without looking for rooms', () => {
    const { finds } = talkOf();
    equal(finds({ words: 'cars' }, 'info'), ['listed info: ']);
  });

  test('knows a room that somebody makes as soon as it is made, and not before nor after', () => {
    const { talk, woody, finds } = talkOf();
    const buzz = talk.visitor('buzz');
    buzz.present('den');
    equal(finds({ words: 'space' }), ['listed browse: ']);
    buzz.enter('den', { topic: 'Space' });
    equal(finds({ words: 'space' }), ['listed browse: den 1']);
    equal(talk.latest('listed').rooms, [
      { jid: 'den@conference.disney', title: 'den', kind: 'topic', people: 1, topic: 'Space' },
    ]);
    buzz.say('den', undefined, { subject: 'Infinity' });
    equal([finds({ words: 'space' }), finds({ topic: 'infinity' })], [['listed browse: '], ['listed browse: den 1']]);
    woody.present('den');
    buzz.leave('den');
    equal(finds({ topic: 'infinity' }), ['listed browse: ']);
  });

  test('knows no room that is only reserved, although it would have a topic, nor one that is not there any more', () => {
    const { talk, woody, finds } = talkOf({
      patterns: [{ names: '*', kind: 'topic', behaviours: { topic: { text: 'Space' } } }],
    });
    woody.present('den');
    equal(finds({ topic: 'space' }), ['listed browse: ']);
    woody.enter('den');
    equal(finds({ topic: 'space' }), ['listed browse: den 1']);
    woody.leave('den');
    equal(talk.state('den'), 'none');
    equal(finds({ topic: 'space' }), ['listed browse: ']);
  });

  test('goes on after a restart, in the same order', () => {
    const { talk, woody, finds } = talkOf();
    const [buzz, rex] = talk.visitors('buzz', 'rex');
    buzz!.present('den');
    rex!.join('lair', { topic: 'Cars' });
    buzz!.enter('den', { topic: 'cars' });
    const all = ['listed browse: hall 0, shed 0, den 1, lair 1'];
    equal(finds({ words: 'cars' }), all);
    const later = talk.resume();
    equal(later.visitor(woody.name).askService({ type: 'find', as: 'browse', wanted: { words: 'cars' } }), all);
  });

  test('shows topics in lists, as far as they may be known', () => {
    const { talk, woody } = talkOf();
    woody.askService({ type: 'browse service' });
    equal(
      talk.latest('listed').rooms.map(({ topic }) => topic),
      ['Toys and cars', 'Cars'],
    );
  });

  test('reports a behaviour that fails, and lists its room without a topic', () => {
    const failing = behaviour({
      name: 'failing',
      about: 'Fails.',
      found() {
        throw new Error('cannot say');
      },
    });
    const odd = kind({ name: 'odd', about: 'For tests.', listed: true }, [failing]);
    const { talk, finds } = talkOf({ rooms: [{ name: 'lab', kind: 'odd' }, ...rooms] }, { kinds: [odd] });
    equal(finds({ words: 'cars' }), [
      'failed find: failing, what lab@conference.disney is found by: cannot say',
      'listed browse: hall 0, shed 0',
    ]);
    is(talk.latest('failed').behaviour, 'failing');
    equal(finds({ words: 'cars' }), ['listed browse: hall 0, shed 0']);
    const buzz = talk.visitor('buzz');
    buzz.join('lab');
    equal(finds({ words: 'cars' }), ['listed browse: hall 0, shed 0']);
  });
});
