// The board of a room: the strokes that this client was told, and drawing on it with a pointer or as path data.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type Board, pathOf } from './board.ts';
import type { Person } from './person.ts';

const colours = ['#1f2937', '#dc2626', '#d97706', '#059669', '#2563eb', '#9333ea'];
const colourNames = ['black', 'red', 'amber', 'green', 'blue', 'purple'];

/** The board. */
export function Whiteboard({ person, board }: { readonly person: Person; readonly board: Board }) {
  const svg = useRef<SVGSVGElement>(null);
  const colour = useSignal(colours[Number(person.id.slice(1)) % colours.length]!);
  const points = useSignal<readonly (readonly [number, number])[]>([]);
  const typed = useSignal('');
  const width = Math.max(2, Math.round(board.width / 250));

  const pointAt = ({ clientX, clientY }: PointerEvent): readonly [number, number] => {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.current!.getScreenCTM()!.inverse());
    const within = (place: number, length: number) => Math.min(Math.max(place, 0), length);
    return [within(x, board.width), within(y, board.height)];
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    svg.current!.setPointerCapture(event.pointerId);
    points.value = [pointAt(event)];
  };
  const move = (event: PointerEvent) => {
    if (points.value.length > 0 && points.value.length < 1000) points.value = [...points.value, pointAt(event)];
  };
  const end = () => {
    if (points.value.length > 0) person.draw(pathOf(points.value), colour.value, width);
    points.value = [];
  };
  const drawTyped = (event: Event) => {
    event.preventDefault();
    if (typed.value.trim() !== '') person.draw(typed.value.trim(), colour.value, width);
    typed.value = '';
  };

  return (
    <div class="board">
      <svg
        ref={svg}
        viewBox={`0 0 ${board.width} ${board.height}`}
        role="img"
        aria-label={`Board with ${board.strokes.length} strokes`}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => (points.value = [])}
      >
        {board.strokes.map(stroke => (
          <path key={stroke.id} d={stroke.d} stroke={stroke.colour} stroke-width={stroke.width} data-stroke={stroke.id}>
            <title>{stroke.nick}</title>
          </path>
        ))}
        {points.value.length > 0 && <path d={pathOf(points.value)} stroke={colour.value} stroke-width={width} />}
      </svg>
      <fieldset class="board-colours">
        <legend class="unseen">Colour</legend>
        {colours.map((one, i) => (
          <label key={one} title={colourNames[i]}>
            <input
              type="radio"
              name={`colour-${person.id}`}
              checked={colour.value === one}
              onChange={() => (colour.value = one)}
            />
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <circle cx="5" cy="5" r="4" fill={one} />
            </svg>
            <span class="unseen">{colourNames[i]}</span>
          </label>
        ))}
        <details>
          <summary>By keyboard</summary>
          <form onSubmit={drawTyped}>
            <input
              aria-label="Path data of SVG"
              placeholder="M100 100 L300 200"
              value={typed.value}
              onInput={event => (typed.value = event.currentTarget.value)}
            />
            <button type="submit">Draw</button>
          </form>
        </details>
      </fieldset>
    </div>
  );
}
