// What a client keeps of a board: it takes every stanza that comes from the room, and knows what is drawn.
import { xml } from '@xmpp/client';

const ns = 'urn:confab:whiteboard';

export class Board {
  width = 0;
  height = 0;
  /** The attributes of strokes by their numbers, oldest first. */
  strokes = new Map();
  #room;

  /** @param room its address, such as board@rooms.example.org */
  constructor(room) {
    this.#room = room;
  }

  /** Takes a stanza; what is not about the board changes nothing. */
  take(stanza) {
    const { from, type } = stanza.attrs;
    if (!stanza.is('message') || type === 'error') return;
    // a message of the past: what is left of it is on the board
    const isPast = stanza.getChild('delay', 'urn:xmpp:delay') !== undefined;
    if (!isPast) for (const stroke of stanza.getChildren('stroke', ns)) this.#draw(stroke);
    // what is done to the board says the room itself, and nobody in it
    if (from !== this.#room) return;
    for (const board of stanza.getChildren('board', ns)) {
      if (board.attrs.width !== undefined) this.#begin(board.attrs);
      for (const stroke of board.getChildren('stroke')) this.#draw(stroke);
    }
    for (const { attrs } of stanza.getChildren('undone', ns)) this.strokes.delete(Number(attrs.id));
    if (stanza.getChild('cleared', ns)) this.strokes.clear();
  }

  /** The board as a picture. */
  svg() {
    const size = { width: this.width, height: this.height };
    const paths = [...this.strokes.values()].map(({ d, colour, width, nick }) =>
      xml('path', { d, stroke: colour, 'stroke-width': width }, xml('title', {}, nick)),
    );
    return xml(
      'svg',
      { xmlns: 'http://www.w3.org/2000/svg', ...size, viewBox: `0 0 ${this.width} ${this.height}` },
      xml('rect', { ...size, fill: 'white' }),
      xml('g', { fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }, ...paths),
    ).toString();
  }

  #begin({ width, height }) {
    this.width = Number(width);
    this.height = Number(height);
    this.strokes.clear();
  }

  #draw({ attrs }) {
    this.strokes.set(Number(attrs.id), attrs);
  }
}
