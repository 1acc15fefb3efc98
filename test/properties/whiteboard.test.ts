// Whoever comes to a board, and whenever, sees what those see who were there from the beginning: the board that they are
// told and what follows it are all that there is. Several people draw, undo and clear, and the room is put away between.
import fc from 'fast-check';
import { equal, ok } from 'uvu/assert';
import { type Player, type Received, stage } from '../../adapters/testing/testing.ts';
import { whiteboard } from '../../machines/behaviours/whiteboard.ts';
import { kind, type Listed } from '../../machines/kind.ts';
import { conversation } from '../../machines/kinds/conversation.ts';
import type { Drawing } from '../../machines/whiteboard/drawing.ts';
import { suite } from '../suite.ts';

const ns = 'urn:confab:whiteboard';
const names = ['andy', 'woody', 'buzz', 'rex', 'hamm'];
const settings = { strokes: 9, bytes: 40_000, messageBytes: 10_000, clear: 'anyone' };
const studio = kind({ name: 'studio', about: 'Small pages.', listed: true }, [...conversation, [whiteboard, settings] as Listed]);

const who = fc.constantFrom(...names);
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ who, does: fc.constantFrom('enters', 'leaves') }) },
  {
    weight: 10,
    arbitrary: fc.record({ who, draws: fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 3, arbitrary: fc.record({ who, undoes: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.record({ who, does: fc.constant('clears') }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('restarts', 'shrinks', 'grows') }) },
);

/** A client: what it takes the board to be, by what it received and nothing else. */
function boardOf(received: readonly Received[], room: string): string[] {
  let strokes: { id: string; line: string }[] = [];
  let promised = 0;
  for (const { element, from, isDelayed } of received) {
    for (const { name, attrs, children } of element.getChildElements()) {
      const { xmlns, id, width, strokes: count, ...rest } = attrs as Record<string, string>;
      if (xmlns !== ns) continue;
      const drawn = (tree: typeof element) => {
        const { id = '', author, nick, d, colour, width } = tree.attrs as Record<string, string>;
        strokes.push({ id, line: [id, author, nick, d, colour, width].join('|') });
      };
      if (name === 'stroke' && !isDelayed) drawn({ attrs } as typeof element);
      else if (name === 'board' && from === room) {
        if (width !== undefined) [strokes, promised] = [[], Number(count)];
        for (const child of children) if (typeof child !== 'string') drawn(child as typeof element);
        ok(strokes.length <= promised, 'more than there are');
      } else if (name === 'undone' && from === room) strokes = strokes.filter(one => one.id !== id);
      else if (name === 'cleared' && from === room) strokes = [];
      else ok(isDelayed, `${name} ${JSON.stringify(rest)}`);
    }
  }
  return strokes.map(({ line }) => line);
}

type Act = {
  readonly who?: string;
  readonly does?: string;
  readonly draws?: readonly number[];
  readonly undoes?: number | undefined;
};
const reached = { full: 0, parts: 0, undone: 0, cleared: 0 };

function play(acts: readonly Act[]): void {
  const room = stage(studio);
  const players = new Map<string, Player>();
  for (const [at, name] of names.entries())
    players.set(name, room.person(name, { dialect: at % 2 === 0 ? 'conference' : 'groupchat', moderator: name === 'andy' }));
  // one sees all of it, and another much
  const witness = players.get('andy')!.enters();
  players.get('woody')!.enters();
  const draw = (player: Player, blanks: readonly number[]) => {
    const strokes = blanks.map((count, at) => `<stroke xmlns='${ns}' d='M${at} ${count % 500}${' '.repeat(count)}'/>`);
    player.sends(`<message type='groupchat' to='${room.jid}'><body>Look</body>${strokes.join('')}</message>`);
  };
  for (const { who = '', does, draws, undoes } of acts) {
    const player = players.get(who);
    if (does === 'restarts') room.restarts();
    else if (does === 'shrinks') room.configure('whiteboard', { messageBytes: 10_000 });
    else if (does === 'grows') room.configure('whiteboard', { messageBytes: 30_000 });
    else if (!player) continue;
    else if (does === 'enters') player.isIn || player.enters();
    else if (does === 'leaves') player === witness || !player.isIn || player.leaves();
    else if (!player.isIn) continue;
    else if (does === 'clears') player.says('!clear');
    else if (draws) draw(player, draws);
    else player.says(undoes === undefined ? '!undo' : `!undo ${undoes}`);
  }
  const { strokes } = room.engine.shared(room.name, 'whiteboard') as Drawing;
  const truth = strokes.map(({ id, author, nick, d, colour, width }) => [id, author, nick, d, colour, width].join('|'));
  const last = room.person('slinky').enters();
  for (const player of [...players.values(), last])
    if (player.isIn) equal(boardOf(player.everReceived, room.jid), truth, player.name);
  const xml = [...players.values()]
    .flatMap(({ everReceived }) => everReceived)
    .map(({ xml }) => xml)
    .join('');
  if (xml.includes('The board is full')) reached.full++;
  if (last.everReceived.filter(({ xml }) => xml.includes('<board')).length > 2) reached.parts++;
  if (xml.includes('<undone')) reached.undone++;
  if (xml.includes('<cleared')) reached.cleared++;
}

suite('a whiteboard', test => {
  test('is the same to all who see it, whenever they came', () => {
    fc.assert(fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), play), { numRuns: 150 });
    for (const [what, times] of Object.entries(reached)) ok(times > 3, `${what} was reached ${times} times`);
  });
});
