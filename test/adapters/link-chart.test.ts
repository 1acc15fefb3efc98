// The chart of the link is what the watch of the link goes by.
import { EventEmitter } from 'node:events';
import { equal, is } from 'uvu/assert';
import { linkWatch } from '../../adapters/link-watch.ts';
import { suite } from '../suite.ts';

suite('the chart of the link', test => {
  test('follows the component', () => {
    const component = Object.assign(new EventEmitter(), { status: 'offline', socket: null });
    const watch = linkWatch(component as never, () => 1);
    const states: string[] = [watch.actor.getSnapshot().value];
    for (const event of ['disconnect', 'online', 'disconnect', 'disconnect', 'online']) {
      component.emit(event);
      states.push(watch.actor.getSnapshot().value);
    }
    equal(states, ['waiting', 'waiting', 'up', 'lost', 'lost', 'up']);
    equal([watch.ups, watch.losses], [2, 1]);
    watch.stop();
    is(component.eventNames().length, 0);
  });
});
