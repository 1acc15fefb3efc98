// What is written: well-formed whatever came in, and the same bytes whenever the same journal is played.
import { equal, is } from 'uvu/assert';
import type { KeptService } from '../../machines/service-actor.ts';
import { suite } from '../suite.ts';
import { holds } from './holds.ts';
import { fault } from './strict-xml.ts';
import { World } from './world.ts';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

suite('in any conversation', test => {
  test('everything that is written is well-formed XML, each stanza with its addresses, each iq with an id', () => {
    holds((world, { script }) => {
      for (const line of script) {
        const { bytes, heard, sent } = world.play(line);
        is(fault(bytes), undefined, bytes);
        for (const { kind, to, from, id, type, element } of heard) {
          is(['message', 'presence', 'iq'].includes(kind) && to !== '' && from !== '', true, String(element));
          if (kind !== 'iq') continue;
          // who asks without an id is answered without one
          is(id !== undefined || (sent?.name === 'iq' && sent.attrs.id === undefined), true, `an iq without an id: ${element}`);
          is(['get', 'set', 'result', 'error'].includes(type ?? ''), true, String(element));
        }
      }
    });
  });

  test('no stanza is larger than a push may be, or what came in', () => {
    holds((world, { script }) => {
      let largest = 0;
      for (const line of script) {
        const { sent, heard } = world.play(line);
        largest = Math.max(largest, sent ? Buffer.byteLength(String(sent)) : 0);
        // the addresses and marks that we add
        for (const { element } of heard)
          is(Buffer.byteLength(String(element)) <= Math.max(6_000, largest + 1_000), true, String(element));
      }
    });
  });

  test('the journal played again gives the same bytes', () => {
    holds((world, conversation) => {
      world.playAll(conversation.script);
      const again = new World(conversation);
      for (const { line, sent, bytes } of world.moments) is(again.play(line, sent).bytes, bytes);
      equal(again.engine.keep(), world.engine.keep());
      again.engine.stop();
    });
  });

  test('put away at any stanza and put back, it goes on with the same bytes', () => {
    holds((world, conversation, at) => {
      const { script } = conversation;
      const cut = at % (script.length + 1);
      const first = new World(conversation).playAll(script.slice(0, cut));
      const kept: KeptService = copy(first.engine.keep());
      const second = new World(conversation, { world: first, kept });
      first.engine.stop();
      equal(copy(second.engine.keep()), kept, 'what was put back is what was put away');
      world.playAll(script);
      for (const { line, sent, bytes } of world.moments.slice(cut)) is(second.play(line, sent).bytes, bytes);
      equal(copy(second.engine.keep()), copy(world.engine.keep()));
      equal(second.engine.rooms(), world.engine.rooms());
      second.engine.stop();
    });
  });
});
