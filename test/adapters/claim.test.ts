// What is ours is taken before the component's own listeners, and letting go leaves no trace, in any order.
import { EventEmitter } from 'node:events';
import { equal, is } from 'uvu/assert';
import { type ComponentLike, claim } from '../../adapters/claim.ts';
import { suite } from '../suite.ts';

const element = (to: string) => ({ name: 'message', attrs: { to }, children: [] });

function setUp() {
  const component = Object.assign(new EventEmitter(), { socket: null, status: 'online' });
  const heard: string[] = [];
  for (const event of ['element', 'stanza']) component.on(event, ({ attrs }) => heard.push(`${event} ${attrs.to}`));
  const taken: string[] = [];
  const claimOf = (name: string) =>
    claim(
      component as ComponentLike,
      ({ attrs }) => attrs.to === name,
      () => taken.push(name),
    );
  const arrive = (to: string) => {
    for (const event of ['element', 'stanza']) component.emit(event, element(to));
  };
  return { component, heard, taken, claimOf, arrive };
}

suite('claim', test => {
  test('takes what is ours once, and lets all else through', () => {
    const { heard, taken, claimOf, arrive } = setUp();
    claimOf('ours');
    arrive('ours');
    arrive('theirs');
    equal(taken, ['ours']);
    equal(heard, ['element theirs', 'stanza theirs']);
  });

  test('leaves other events alone', () => {
    const { component, claimOf } = setUp();
    claimOf('ours');
    let status = '';
    component.on('status', (now: string) => {
      status = now;
    });
    is(component.emit('status', 'offline'), true);
    is(component.emit('nobody listens'), false);
    is(status, 'offline');
  });

  test('gives the component back as it was, whoever lets go first', () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const { component, heard, taken, claimOf, arrive } = setUp();
      const leave = [claimOf('one'), claimOf('two')];
      leave[order[0]!]!();
      arrive('one');
      arrive('two');
      equal(taken, [order[0] === 0 ? 'two' : 'one']);
      leave[order[1]!]!();
      leave[order[1]!]!();
      is(Object.hasOwn(component, 'emit'), false);
      heard.length = 0;
      arrive('one');
      equal(heard, ['element one', 'stanza one']);
    }
  });

  test('does not pile up, however often it changes hands', () => {
    const { heard, claimOf, arrive } = setUp();
    let leave = claimOf('ours');
    for (let i = 0; i < 20_000; i++) {
      const next = claimOf('ours');
      leave();
      leave = next;
    }
    arrive('theirs');
    equal(heard, ['element theirs', 'stanza theirs']);
    leave();
  });

  test('leaves what somebody has put over it, and an emit of the component’s own', () => {
    const { component, claimOf, arrive, heard } = setUp();
    const own = component.emit.bind(component);
    component.emit = own;
    claimOf('ours')();
    is(component.emit, own);
    const leave = claimOf('ours');
    const over = component.emit;
    component.emit = ((...args: [string]) => over.apply(component, args)) as typeof over;
    leave();
    arrive('ours');
    equal(heard, ['element ours', 'stanza ours']);
  });
});
