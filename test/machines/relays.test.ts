// The table of open iqs.
import { equal, is } from 'uvu/assert';
import { type OpenRelay, Relays } from '../../machines/relays.ts';
import { suite } from '../suite.ts';
import { Visitor } from './visitor.ts';

const relay = (id: string, asker: string, asked: string, deadline: number): OpenRelay => ({
  id,
  asker,
  asked,
  deadline,
  order: Number(id),
  receipt: { kind: 'iq', sentTo: Visitor.seen('den', asked), id: `${asker}-${id}` },
});
const first = relay('1', 'woody', 'buzz', 10);
const second = relay('2', 'buzz', 'woody', 20);
const third = relay('3', 'rex', 'rex', 30);

function table(): Relays {
  const relays = new Relays();
  for (const one of [first, second, third]) relays.open(one);
  return relays;
}

suite('open relays', test => {
  test('are found by the id that was passed on', () => {
    is(table().get('1'), first);
    is(table().get('4'), undefined);
    equal(table().all(), [first, second, third]);
  });

  test('are found by whoever asked or was asked, and counted by whoever asked', () => {
    equal(table().of('woody'), [first, second]);
    equal(table().of('rex'), [third]);
    equal(table().of('jessie'), []);
    is(table().countOf('woody'), 1);
    is(table().countOf('jessie'), 0);
  });

  test('are overdue from their deadline on', () => {
    equal(table().overdue(9), []);
    equal(table().overdue(10), [first]);
    equal(table().overdue(29), [first, second]);
    equal(table().overdue(30), [first, second, third]);
    is(table().earliest, 10);
    is(new Relays().earliest, Number.POSITIVE_INFINITY);
  });

  test('are opened and settled, and both can be taken back', () => {
    const relays = table();
    const unsettle = relays.settle(second);
    equal(relays.all(), [first, third]);
    unsettle();
    equal(relays.all(), [first, second, third]);
    const unopen = relays.open(relay('4', 'woody', 'rex', 5));
    is(relays.countOf('woody'), 2);
    unopen();
    equal(relays.all(), [first, second, third]);
  });

  test('of a person are in the order of asking, also when one was taken back', () => {
    const relays = table();
    const fourth = relay('4', 'woody', 'rex', 40);
    relays.open(fourth);
    relays.settle(first)();
    equal(relays.of('woody'), [first, second, fourth]);
    for (const one of [first, second, third, fourth]) relays.settle(one);
    for (const name of ['woody', 'buzz', 'rex']) equal(relays.of(name), []);
    is(relays.earliest, Number.POSITIVE_INFINITY);
  });
});
