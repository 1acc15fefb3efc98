// Stanzas that wait while there is no space for answers: heard in order, each once, and no more than there is space for.
import { equal, is } from 'uvu/assert';
import { type Inbox, inbox } from '../../adapters/inbox.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const stanza = (id: number): XmlElement => ({ name: 'message', attrs: { id: String(id) }, children: [] });

/** An inbox, what was heard, and how many more may be heard until it is held. */
function watched(space = Number.POSITIVE_INFINITY) {
  const heard: number[] = [];
  const scene = { heard, space, waiting: undefined as unknown as Inbox };
  scene.waiting = inbox(({ attrs }) => {
    heard.push(Number(attrs.id));
    if (--scene.space <= 0) scene.waiting.hold();
  });
  return scene;
}

suite('the inbox', test => {
  test('hears at once while there is space', () => {
    const { waiting, heard } = watched();
    for (let id = 0; id < 3; id++) waiting.take(stanza(id));
    equal([heard, waiting.size], [[0, 1, 2], 0]);
  });

  test('keeps what comes while it is held, and hears it in order', () => {
    const { waiting, heard } = watched();
    waiting.take(stanza(0));
    waiting.hold();
    for (let id = 1; id < 5; id++) waiting.take(stanza(id));
    equal([heard, waiting.size], [[0], 4]);
    waiting.release();
    waiting.take(stanza(5));
    equal([heard, waiting.size], [[0, 1, 2, 3, 4, 5], 0]);
  });

  test('stops in the middle where it is held again, also in the midst of a chunk', () => {
    const scene = watched(2);
    const { waiting, heard } = scene;
    for (let id = 0; id < 7; id++) waiting.take(stanza(id));
    equal([heard, waiting.size], [[0, 1], 5]);
    scene.space = 3;
    waiting.release();
    equal([heard, waiting.size], [[0, 1, 2, 3, 4], 2]);
    // what comes now is behind those that wait
    waiting.take(stanza(7));
    scene.space = 100;
    waiting.release();
    equal([heard, waiting.size], [[0, 1, 2, 3, 4, 5, 6, 7], 0]);
  });

  test('puts what comes while it is being released behind what waits', () => {
    const heard: string[] = [];
    const waiting = inbox(({ attrs }) => {
      heard.push(String(attrs.id));
      if (attrs.id === '0') waiting.take(stanza(9));
    });
    waiting.hold();
    for (let id = 0; id < 3; id++) waiting.take(stanza(id));
    waiting.release();
    equal([heard, waiting.size], [['0', '1', '2', '9'], 0]);
  });

  test('hears everything at the end, though there is no space', () => {
    const { waiting, heard } = watched(1);
    for (let id = 0; id < 5; id++) waiting.take(stanza(id));
    waiting.drain();
    equal([heard, waiting.size], [[0, 1, 2, 3, 4], 0]);
    waiting.take(stanza(5));
    is(waiting.size, 1);
  });

  test('does nothing where nothing waits', () => {
    const { waiting, heard } = watched();
    waiting.release();
    waiting.drain();
    equal([heard, waiting.size], [[], 0]);
  });
});
