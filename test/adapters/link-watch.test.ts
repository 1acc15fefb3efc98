import { EventEmitter } from 'node:events';
import { equal, is } from 'uvu/assert';
import { linkWatch } from '../../adapters/link-watch.ts';
import { suite } from '../suite.ts';

interface Socket {
  bytesRead?: number;
  write(): void;
}

function setUp(status = 'offline') {
  const entity = Object.assign(new EventEmitter(), { status, socket: null as Socket | null });
  const goes = (to: string, socket: Socket | null) => {
    Object.assign(entity, { status: to, socket });
    entity.emit(to);
  };
  const socket = (bytesRead?: number): Socket => ({ write() {}, ...(bytesRead === undefined ? {} : { bytesRead }) });
  return { entity, goes, socket, watch: linkWatch(entity, () => 1_000) };
}

suite('link watch', test => {
  test('counts how often the link comes up and is lost; a try that fails is neither', () => {
    const { watch, goes, socket } = setUp();
    goes('disconnect', null);
    equal([watch.isUp, watch.ups, watch.losses, watch.lostAt], [false, 0, 0, 0]);
    goes('online', socket());
    equal([watch.isUp, watch.ups, watch.losses], [true, 1, 0]);
    goes('disconnect', null);
    goes('disconnect', null);
    equal([watch.isUp, watch.ups, watch.losses, watch.lostAt], [false, 1, 1, 1_000]);
  });

  test('adds up the bytes of all links, also of one that is gone', () => {
    const { watch, goes, socket } = setUp();
    const first = socket(5);
    goes('online', first);
    first.bytesRead = 50;
    goes('disconnect', null);
    is(watch.bytesRead, 50);
    goes('online', socket(3));
    is(watch.bytesRead, 53);
    goes('disconnect', null);
    goes('online', socket());
    is(watch.bytesRead, 53);
  });

  test('counts a link that is up already, and leaves nothing behind', () => {
    const { entity, watch } = setUp('online');
    is(watch.ups, 1);
    watch.stop();
    is(entity.listenerCount('online') + entity.listenerCount('disconnect'), 0);
  });
});
