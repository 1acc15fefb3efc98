import { equal } from 'uvu/assert';
import { pathOf } from '../../adapters/web/playground/board.ts';
import { GroupchatRoom } from '../../adapters/web/playground/groupchat-room.ts';
import { suite } from '../suite.ts';
import { counting, hears, room, written } from './playground-stanzas.ts';

const xmlns = "xmlns='urn:confab:whiteboard'";
const message = (inner: string, from = 'ROOM') => `<message type='groupchat' from='${from}'>${inner}</message>`;
const board = (strokes: string) =>
  message(`<body>The board</body><board ${xmlns} width='1200' height='800' strokes='2'>${strokes}</board>`);
const stroke = (id: number, at = xmlns) =>
  `<stroke ${at} id='${id}' author='a' nick='Woody' d='M${id} 1L9 9' colour='#ff0000' width='4.5'/>`;
const drawn = (id: number) => ({ id: String(id), nick: 'Woody', d: `M${id} 1L9 9`, colour: '#ff0000', width: '4.5' });

function client(): GroupchatRoom {
  const rex = new GroupchatRoom(room, counting());
  rex.enter({ nick: 'Rex' });
  return rex;
}

suite('the playground: the whiteboard', test => {
  test('is as large as the room says, with the strokes that there are, told in several parts', () => {
    const rex = client();
    hears(rex, board(stroke(1, '')), message(`<board ${xmlns}>${stroke(2, '')}</board>`));
    equal(rex.board, { width: 1200, height: 800, strokes: [drawn(1), drawn(2)] });
  });

  test('takes strokes, undoings and clearings, and begins anew where the room tells it anew', () => {
    const rex = client();
    hears(rex, board(''), message(stroke(1) + stroke(2), 'ROOM/Woody'), message(`<undone ${xmlns} id='1' by='a' nick='Woody'/>`));
    equal(rex.board?.strokes, [drawn(2)]);
    hears(rex, message(`<cleared ${xmlns} by='a' nick='Woody'/>`));
    equal(rex.board?.strokes, []);
    hears(rex, message(stroke(3), 'ROOM/Woody'), board(stroke(4, '')));
    equal(rex.board?.strokes, [drawn(4)]);
  });

  test('does not draw what was drawn in the past, nor in a room without a board', () => {
    const rex = client();
    hears(rex, message(stroke(1), 'ROOM/Woody'));
    equal(rex.board, undefined);
    hears(rex, board(''), message(`${stroke(1)}<delay xmlns='urn:xmpp:delay' stamp='2001-01-09T12:00:00Z'/>`, 'ROOM/Woody'));
    equal(rex.board?.strokes, []);
  });

  test('sends a stroke as the room reads it', () => {
    equal(written(client().draw('M1 1L2 2', '#2563eb', 5)), [
      `<message to='ROOM' type='groupchat' id='i2'><stroke ${xmlns} d='M1 1L2 2' colour='#2563eb' width='5'/></message>`,
    ]);
  });

  test('makes a path of points: whole numbers, none twice, and a dot of one', () => {
    equal(
      pathOf([
        [1.2, 1.4],
        [1.3, 1.3],
        [20.6, 3],
      ]),
      'M1 1L21 3',
    );
    equal(pathOf([[5, 5]]), 'M5 5L5 5');
    equal(pathOf([]), '');
  });
});
