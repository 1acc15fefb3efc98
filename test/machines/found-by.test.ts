// By what a room can be found, and what is hidden.
import { equal, is, ok, throws } from 'uvu/assert';
import { topic } from '../../machines/behaviours/topic.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { BehaviourFault } from '../../machines/distrust.ts';
import { foundBy, sayers } from '../../machines/found-by.ts';
import { kind, type Listed } from '../../machines/kind.ts';
import { publicKind } from '../../machines/kinds/public.ts';
import { suite } from '../suite.ts';
import { makeFloor } from './made-floor.ts';

const about = 'For tests.';
const kindOf = (...list: Listed[]) => kind({ name: 'odd', about, listed: true }, list);
const floorOf = (...list: Listed[]) => makeFloor({ topic: 'Toys' }, kindOf(...list));
const page = behaviour({ name: 'page', about, found: () => ({ page: 'toys.example', topic: 'Pages' }) });
const hiding = behaviour({ name: 'hiding', about, requires: () => ({ topic: undefined }) as object });
const giving = (given: unknown) => behaviour({ name: 'giving', about, found: () => given as { topic: string } });

suite('what a room is found by', test => {
  test('is what its behaviours say, the later ones more loudly', () => {
    equal(foundBy(floorOf(topic)), { topic: 'Toys' });
    equal(foundBy(floorOf(topic, page)), { topic: 'Pages', page: 'toys.example' });
    equal(foundBy(floorOf(page, topic)), { topic: 'Toys', page: 'toys.example' });
    equal(foundBy(floorOf(topic, giving(undefined))), { topic: 'Toys' });
  });

  test('is no topic that a behaviour keeps from those outside', () => {
    equal(foundBy(floorOf(topic, hiding)), {});
    equal(foundBy(floorOf(topic, page, hiding)), { page: 'toys.example' });
    equal(foundBy(floorOf(hiding, topic)), { topic: 'Toys' });
  });

  test('is nothing of a behaviour that is out of the room', () => {
    const floor = floorOf(topic, page);
    floor.slots.setTrust(1, { faults: 1, now: 'out' });
    equal(foundBy(floor), { topic: 'Toys' });
  });

  test('has to be texts that can be shown', () => {
    const faults: [unknown, string][] = [
      [null, "what a room is found by is an object such as {topic: 'cats'}, not null"],
      ['cats', "what a room is found by is an object such as {topic: 'cats'}, not “cats”"],
      [['cats'], "what a room is found by is an object such as {topic: 'cats'}, not a list of 1"],
      [{ topic: 7 }, 'what a room is found by is a text, not 7'],
      [{ topic: '\0' }, 'what a room is found by has a character that XML does not have: leave control characters out'],
    ];
    for (const [given, text] of faults)
      throws(
        () => foundBy(floorOf(giving(given))),
        (error: Error) => error instanceof BehaviourFault && error.message.endsWith(text),
      );
    throws(
      () => foundBy(floorOf(giving(Promise.reject(new Error('late'))))),
      (error: Error) => error.message.includes('a promise'),
    );
  });

  test('is nothing at all where a behaviour fails, even one that only hides', () => {
    const failing = behaviour({
      name: 'failing',
      about,
      requires() {
        throw new Error('cannot say');
      },
    });
    throws(
      () => foundBy(floorOf(topic, failing)),
      (error: Error) => error instanceof BehaviourFault && error.behaviour === 'failing',
    );
  });

  test('follows from the behaviours that say something of it, or of what is hidden', () => {
    equal(sayers(kindOf(hiding)), []);
    equal(sayers(kindOf(hiding, topic)), [0, 1]);
    const names = sayers(publicKind).map(place => publicKind.parts[place]!.behaviour.name);
    ok(names.includes('topic'));
    is(names.includes('history'), false);
  });
});
