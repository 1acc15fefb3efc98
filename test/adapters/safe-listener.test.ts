// What a listener of the host program throws ends nothing of the engine's, and is not lost.
import { equal, ok } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const attrs = { from: 'woody@disney/home', to: 'rooms.disney', type: 'get', id: '1' };
const ping: XmlElement = { name: 'iq', attrs, children: [{ name: 'ping', attrs: { xmlns: 'urn:xmpp:ping' }, children: [] }] };
const broken: XmlElement = {
  name: 'iq',
  attrs,
  get children(): never {
    throw new Error('unreadable');
  },
};

suite('safe listener', test => {
  test('what is told of a failure may throw: the next stanza is heard, and the error comes up', async () => {
    let written = 0;
    const onFailure = (error: unknown) => {
      throw error;
    };
    const write = (bytes: Uint8Array) => {
      written += bytes.length;
    };
    const engine = makeEngine({ domain: 'rooms.disney' }, { onFailure, write });
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const uncaught = new Promise<Error>(resolve => process.once('uncaughtException', resolve));
    engine.take(broken);
    equal((await uncaught).message, 'unreadable');
    for (const other of others) process.on('uncaughtException', other);
    engine.take(ping);
    ok(written > 0);
    engine.stop();
  });
});
