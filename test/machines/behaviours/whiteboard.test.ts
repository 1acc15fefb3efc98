// A board on which those inside draw. Every form on the wire is a scenario; here is what they do not show.
import { equal, is, match, ok } from 'uvu/assert';
import { type Player, stage } from '../../../adapters/testing/testing.ts';
import { whiteboard } from '../../../machines/behaviours/whiteboard.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { settingsIn } from '../../../machines/kind.ts';
import { whiteboardKind } from '../../../machines/kinds/whiteboard.ts';
import type { Drawing } from '../../../machines/whiteboard/drawing.ts';
import { suite } from '../../suite.ts';
import { roomSettings } from '../made-floor.ts';

const ns = "xmlns='urn:confab:whiteboard'";
const stroke = (d: string, more = '') => `<stroke ${ns} d='${d}' ${more}/>`;

function studio(settings: object = {}) {
  const room = stage([[whiteboard, settings]]);
  const andy = room.person('andy', { moderator: true }).enters();
  const woody = room.person('woody').enters();
  const buzz = room.person('buzz', { dialect: 'groupchat' }).enters();
  const draws = (player: Player, ...elements: string[]) =>
    player.sends(`<message type='groupchat' to='${room.jid}'>${elements.join('')}</message>`);
  const drawing = () => room.engine.shared(room.name, 'whiteboard') as Drawing;
  const numbers = () => drawing().strokes.map(({ id }) => id);
  return { room, andy, woody, buzz, draws, drawing, numbers };
}

/** The elements of the board that somebody was sent last, with their names. */
const told = ({ received }: Player) =>
  received.flatMap(({ element }) =>
    element
      .getChildElements()
      .filter(({ attrs }) => attrs.xmlns === 'urn:confab:whiteboard')
      .map(({ name, attrs }) => `${name} ${(attrs as { id?: string }).id ?? ''}`.trim()),
  );

suite('the whiteboard', test => {
  test('keeps what was drawn, by whom, and under which nick', () => {
    const { woody, draws, drawing } = studio();
    const { id } = woody.person!;
    draws(woody, stroke('M0 0L9 9', `id='x' colour='RED' width='5'`), stroke('M1 1'));
    woody.renames('Sheriff');
    draws(woody, stroke('M2 2'));
    woody.leaves();
    equal(drawing(), {
      width: 1_200,
      height: 800,
      strokes: [
        { id: 1, author: id, nick: 'woody', d: 'M0 0L9 9', colour: 'red', width: 5 },
        { id: 2, author: id, nick: 'woody', d: 'M1 1', colour: '#000000', width: 2 },
        { id: 3, author: id, nick: 'Sheriff', d: 'M2 2', colour: '#000000', width: 2 },
      ],
    });
  });

  test('draws all strokes of a message or none', () => {
    const { woody, buzz, draws, numbers } = studio();
    draws(woody, stroke('M0 0'), stroke('M0')).isRefused('bad-request', /^Stroke 2 of 2: in its d, at character 3 /);
    buzz.hearsNothing();
    equal(numbers(), []);
    draws(woody, stroke('M0 0'));
    equal(numbers(), [1]);
  });

  test('is full by strokes and by bytes, and says so', () => {
    const { woody, draws, numbers } = studio({ strokes: 2, bytes: 10_000, strokeBytes: 6_000 });
    const long = stroke(`M0 0${' '.repeat(5_500)}`);
    draws(woody, long, long).isRefused('resource-constraint', /may have 10000 bytes, and has 0\./);
    draws(woody, long).isNotRefused();
    draws(woody, stroke('M1 1'), stroke('M1 1')).isRefused('resource-constraint', /may have 2 strokes, and has 1\. Undo strokes/);
    draws(woody, stroke('M1 1')).isNotRefused();
    woody.says('!undo 1');
    equal(numbers(), [2]);
    draws(woody, long).isNotRefused();
  });

  test('is undone and cleared by operators, who are told', () => {
    const { room, woody, draws, numbers } = studio();
    draws(woody, stroke('M0 0'), stroke('M1 1'), stroke('M2 2'));
    is(room.command('whiteboard', 'undo', { id: 2 }), 'Stroke 2 was undone.');
    equal(told(woody), ['undone 2']);
    equal(numbers(), [1, 3]);
    let why = '';
    try {
      room.command('whiteboard', 'undo');
    } catch (error) {
      why = (error as Error).message;
    }
    match(why, /Say which stroke/);
    is(room.command('whiteboard', 'clear'), 'The board was cleared by those who run this service.');
    equal(numbers(), []);
    woody.hears('The board was cleared by those who run this service.', { by: 'room' });
  });

  test('takes orders that are not right for what they are', () => {
    const { andy, woody, draws } = studio();
    woody.says('!undo').isRefused('item-not-found', 'Nothing that you have drawn is on the board.');
    woody.says('!undo 7').isRefused('item-not-found', 'There is no stroke 7 on the board, or not any more.');
    woody.says('!undo that').isRefused('not-acceptable', /Write it so: !undo ID/);
    woody.says('!clear').isRefused('forbidden', /Only moderators/);
    andy.says('!clear').isRefused('unexpected-request', 'The board is empty already.');
    draws(andy, stroke('M0 0'));
    woody.orders('whiteboard', 'undo', { id: 1 }).isRefused('forbidden', /not yours/);
    andy.says('!clear');
    woody.hears('andy cleared the board.', { by: 'room' });
  });

  test('leaves what is not about it alone', () => {
    const { woody, buzz, draws } = studio();
    woody.says('Howdy');
    buzz.hears('Howdy', { by: woody });
    woody.whispers(buzz, 'Psst');
    buzz.hears('Psst');
    woody.setsTopic('Art').isNotRefused();
    draws(woody, `<stroke xmlns='urn:example' d='nothing'/>`, '<body>See</body>').isNotRefused();
    buzz.hears('See');
    woody.asks("<query xmlns='urn:example'/>", { to: buzz }).isNotRefused();
  });

  test('shows a newcomer what it would be told again after a restart, also on smaller pages', () => {
    const { room, woody, draws } = studio({ bytes: 100_000, messageBytes: 30_000 });
    for (let at = 0; at < 10; at++) draws(woody, stroke(`M${at} 0${' '.repeat(4_000)}`));
    const boards = (name: string) => {
      const player = room.person(name).enters();
      return player.received.flatMap(({ element }) =>
        element
          .getChildren('board')
          .map(board => [
            (board.attrs as { strokes?: string }).strokes,
            board.getChildElements().map(({ attrs }) => (attrs as { id: string }).id),
          ]),
      );
    };
    const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
    const parts = [
      ['10', []],
      [undefined, numbers(1, 5)],
      [undefined, numbers(6, 10)],
    ];
    equal(boards('rex'), parts);
    room.restarts();
    equal(boards('hamm'), parts);
    room.configure('whiteboard', { messageBytes: 10_000 });
    equal(
      boards('slinky').map(([, ids]) => ids),
      [[], ...numbers(1, 10).map(id => [id])],
    );
    // they are larger than a stroke may be now, and are still there
    draws(woody, stroke(`M1 0${' '.repeat(4_500)}`)).isRefused('not-acceptable', /it has \d+ bytes, and may have 4500/);
  });

  test('tells a page to all newcomers as one and the same value, until something of it changes', () => {
    const { room, woody, draws } = studio({ bytes: 100_000, messageBytes: 10_000 });
    for (let at = 0; at < 6; at++) draws(woody, stroke(`M${at} 0${' '.repeat(2_000)}`));
    const pages = (name: string) => {
      room.person(name).enters();
      const [fact] = room.facts('advised').filter(fact => 'more' in fact);
      return (fact as { more: readonly unknown[] }).more;
    };
    const [one, two, three] = [pages('rex'), pages('hamm'), pages('sid')];
    is(one.length, 3);
    for (const [at, page] of one.entries()) ok(page === two[at] && page === three[at]);
    woody.says('!undo 3');
    const after = pages('lenny');
    is(after.length, 3);
    equal(
      after.map((page, at) => page === one[at]),
      [true, false, true],
    );
  });

  test('hears only strokes that it has let through', () => {
    // what another makes of a message behind it
    const forger = behaviour({
      name: 'forger',
      about: 'Draws for others.',
      rules: {
        speak: (_, { content }) => ({
          rewrite: {
            content: {
              ...content,
              payload: content.payload.flatMap(tree => [
                { ...tree, attrs: { ...tree.attrs, author: 'somebody' } },
                { ...tree, attrs: { ...tree.attrs, id: '0' } },
                { ...tree, name: 'board' },
                tree,
              ]),
            },
          },
        }),
      },
    });
    const room = stage([whiteboard, forger]);
    const woody = room.person('woody').enters();
    woody.sends(`<message type='groupchat' to='${room.jid}'>${stroke('M1 1')}</message>`);
    is((room.engine.shared(room.name, 'whiteboard') as Drawing).strokes.length, 1);
  });

  test('has messages of the size that the service sets, and never smaller than every server takes', () => {
    const part = whiteboardKind.parts.at(-1)!;
    const bytes = (pushBytes: number) => {
      const settings = roomSettings();
      const room = { ...settings, limits: { ...settings.limits, pushBytes } };
      return (settingsIn(part, room) as { messageBytes: number }).messageBytes;
    };
    equal([2_000, 10_000, 60_000].map(bytes), [10_000, 10_000, 60_000]);
  });
});
