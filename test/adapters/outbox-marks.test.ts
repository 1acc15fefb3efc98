// An outbox tells when as many bytes wait as somebody wants to know of, and at no other time.
import { equal, is } from 'uvu/assert';
import { type Outbox, outbox } from '../../adapters/outbox.ts';
import { fanOut } from '../../streams/fan-out.ts';
import { stanza } from '../../streams/template.ts';
import { suite } from '../suite.ts';

/** A link that takes what it is given when the test says so. */
function slowLink() {
  const takers: (() => void)[] = [];
  const socket = {
    writableLength: 1,
    write: (_: Uint8Array, done: () => void) => {
      takers.push(done);
    },
  };
  const component = { status: 'online', socket, on() {}, removeListener() {}, emit: () => true };
  return { component: component as never, take: () => takers.shift()?.() };
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve));
const all = fanOut();
/** A message of a hundred bytes, which weighs 1,124 until it is written. */
const message = () => {
  const bytes = all.one('room', [stanza('message', { from: 'r@d' as never }, '')], 'a@b').bytes;
  return all.one('room', [stanza('message', { from: 'r@d' as never }, 'x'.repeat(100 - bytes - '</message>'.length + 1))], 'a@b');
};

suite('the marks of an outbox', test => {
  test('are told of when they are passed, in both directions, also several at once', async () => {
    const { component, take } = slowLink();
    const seen: number[] = [];
    const out: Outbox = outbox(component, { marks: [2_500, 2_500, 5_600], onMark: () => seen.push(out.pending) });
    is(message().bytes, 100);
    for (let i = 0; i < 6; i++) out.post(message());
    equal(seen, [300, 500]);
    await turn();
    equal(seen, [300, 500], 'what is under way still waits');
    take();
    equal(seen, [300, 500, 0]);
    for (let i = 0; i < 2; i++) out.post(message());
    equal(seen.splice(0).length, 3);
    out.post(message());
    equal(seen, [300]);
  });

  test('are told of also beyond where reading stops, and when the link is lost', () => {
    const { component } = slowLink();
    const seen: string[] = [];
    const out: Outbox = outbox(component, {
      most: 1_500,
      marks: [3_000],
      onFull: isFull => seen.push(isFull ? 'full' : 'space'),
      onMark: () => seen.push(`mark at ${out.pending}`),
    });
    for (let i = 0; i < 4; i++) out.post(message());
    equal(seen.splice(0), ['full', 'mark at 300']);
    (component as { socket: unknown }).socket = null;
    out.check();
    equal(seen, ['space', 'mark at 0']);
  });
});
