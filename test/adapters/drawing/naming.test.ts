import { is } from 'uvu/assert';
import { and, assign, emit, not, or, stateIn } from 'xstate';
import { actionName, actorName, eventName, guardName } from '../../../adapters/drawing/naming.ts';
import { suite } from '../../suite.ts';

suite('naming', test => {
  test('leaves an event as it is called', () => is(eventName('browse service'), 'browse service'));

  test("says XState's own events in words", () => {
    is(eventName('*'), 'any other');
    is(eventName('xstate.after.2000.room.open'), 'after 2000 ms');
    is(eventName('xstate.after.patience.room.open'), 'after patience');
    is(eventName('xstate.done.state.room.open'), 'done');
    const invoked = [{ id: '0.room.open', src: 'clock' }];
    is(eventName('xstate.done.actor.0.room.open', invoked), 'clock is done');
    is(eventName('xstate.error.actor.0.room.open', invoked), 'clock failed');
    is(eventName('xstate.snapshot.watch'), 'watch changed');
  });

  test('names a guard, and writes out what several are joined by', () => {
    is(guardName('isInside'), 'isInside');
    is(guardName({ type: 'isOlder', params: { than: 3 } }), 'isOlder(than: 3)');
    is(guardName(and(['isInside', not('isMuted'), or(['a', 'b'])])), 'isInside and not isMuted and (a or b)');
    is(guardName(not(and(['a', 'b']))), 'not (a and b)');
    is(guardName(stateIn({ door: 'open' })), 'in {"door":"open"}');
    is(guardName(stateIn('#door')), 'in #door');
  });

  test('names an action, also one of XState and one that was written in place', () => {
    is(actionName('admit'), 'admit');
    is(actionName({ type: 'count', params: () => ({}) }), 'count');
    is(actionName(assign({})), 'assign');
    is(actionName(emit({ type: 'x' })), 'emit');
    is(
      actionName(function admit() {}),
      'admit',
    );
    is(
      actionName(() => {}),
      'action in place',
    );
    const config = { guard: () => true };
    is(guardName(config.guard), 'guard in place');
  });

  test('names an actor by its logic, or by its id where that has no name', () => {
    is(actorName({ id: 'clock-1', src: 'clock' }), 'clock');
    is(actorName({ id: 'clock-1', src: 'xstate.invoke.0.room' }), 'clock-1');
    is(actorName({ id: 'clock-1', src: {} }), 'clock-1');
  });
});
