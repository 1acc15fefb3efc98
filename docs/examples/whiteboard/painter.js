// Somebody with a client, a nick and a board: enters, draws, undoes, and waits until the board is as it should be.
import { client, xml } from '@xmpp/client';
import { Board } from './board.js';

const ns = 'urn:confab:whiteboard';

/** Logs in and enters. Rejects with what the server or the room says against it. */
export async function painter({ service, domain, username, password, room, nick }) {
  const xmpp = client({ service, domain, username, password, resource: 'easel' });
  const board = new Board(room);
  let look = () => {};
  let fail = () => {};
  xmpp.on('error', error => fail(error));
  xmpp.on('stanza', stanza => {
    board.take(stanza);
    const error = stanza.attrs.type === 'error' && stanza.getChild('error');
    if (error) fail(new Error(`${nick}: ${error.getChildText('text') ?? error.toString()}`));
    look();
  });

  /** Waits until it is so. */
  const until = isSo =>
    new Promise((resolve, reject) => {
      fail = reject;
      look = () => isSo(board) && resolve();
      look();
    });

  const send = (...elements) => xmpp.send(xml('message', { type: 'groupchat', to: room }, ...elements));
  let drawn = 0;

  await xmpp.start();
  await xmpp.send(xml('presence', { to: `${room}/${nick}` }));
  // the room says how large the board is when somebody has come in
  await until(({ width }) => width > 0);

  return {
    board,
    until,

    /** Draws, and gives the number of the stroke once it is on the board. */
    async draw(d, colour, width) {
      // the room gives the number; what we call it comes back as ref
      const id = `${username}-${++drawn}`;
      await send(xml('stroke', { xmlns: ns, id, d, colour, width }));
      const isMine = stroke => stroke.ref === id;
      await until(({ strokes }) => [...strokes.values()].some(isMine));
      return Number([...board.strokes.values()].find(isMine).id);
    },

    async undo(number) {
      await send(xml('undo', { xmlns: ns, id: number }));
      await until(({ strokes }) => !strokes.has(number));
    },

    leave: () => xmpp.stop(),
  };
}
