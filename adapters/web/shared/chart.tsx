// A statechart to look at: the picture with its live states lit, and buttons for its size.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChartView } from '../../inspect/protocol.ts';
import { type ChartPicture, chartPicture } from './chart-picture.ts';
import { type PanZoom, panZoom } from './pan-zoom.ts';
import { shortId } from './wording.ts';

export interface ChartProps {
  readonly view: ChartView;
  readonly live: readonly string[];
  /** Transitions to show as taken; a new list shows them anew. */
  readonly taken?: readonly string[];
  /** Whether they stay shown, as for a moment of the past. */
  readonly stays?: boolean;
  /** What it is the chart of, for those who listen. */
  readonly label: string;
  /** Small, beside something else: the wheel scrolls the page. */
  readonly compact?: boolean;
  readonly picked?: string | undefined;
  /** A state was pointed at or chosen; nothing when that ends. */
  readonly onPick?: (id: string | undefined, chosen: boolean) => void;
}

/** The picture. */
export function Chart({ view, live, taken, stays = false, label, compact = false, picked, onPick }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<ChartPicture>(undefined);
  const control = useRef<PanZoom>(undefined);
  const [problem, setProblem] = useState<string>();

  useLayoutEffect(() => {
    const place = frame.current!;
    try {
      const made = chartPicture(view);
      made.svg.setAttribute('aria-hidden', 'true');
      place.replaceChildren(made.svg);
      made.light(live);
      picture.current = made;
      const { svg } = made;
      control.current = panZoom({ frame: place, svg, picture: view, lit: () => made.litBoxes(), wheel: !compact });
      setProblem(undefined);
    } catch (error) {
      setProblem((error as Error).message);
    }
    return () => control.current?.end();
  }, [view]);
  useLayoutEffect(() => {
    picture.current?.light(live);
    control.current?.follow();
  }, [view, live]);
  useEffect(() => picture.current?.take(taken ?? [], stays), [view, taken, stays]);
  useLayoutEffect(() => {
    const place = picture.current?.pick(picked);
    if (place) control.current?.reveal(place);
  }, [view, picked]);

  useEffect(() => {
    // the same can be had by keys from the tree of states
    const over = new AbortController();
    const on = (name: string, hear: (event: Event) => void) =>
      frame.current!.addEventListener(name, hear, { signal: over.signal });
    on('pointerover', event => onPick?.(stateAt(event), false));
    on('pointerleave', () => onPick?.(undefined, false));
    on('click', event => onPick?.(stateAt(event), true));
    return () => over.abort();
  }, [onPick]);

  const where = live.length === 0 ? '' : ` Active: ${live.map(shortId).join(', ')}.`;
  return (
    <div class={`chart ${compact ? 'chart-compact' : ''}`}>
      {problem && <p class="problem">{problem}</p>}
      <div
        class="chart-frame"
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and zoomed by keys
        tabIndex={0}
        role="img"
        aria-label={`Statechart of ${label}.${where} Arrow keys move it, plus and minus zoom, 0 shows all of it.`}
      />
      <div class="chart-tools">
        <button type="button" title="Larger" aria-label="Larger" onClick={() => control.current?.zoom(1.25)}>
          +
        </button>
        <button type="button" title="Smaller" aria-label="Smaller" onClick={() => control.current?.zoom(0.8)}>
          −
        </button>
        <button type="button" title="Show all of it" aria-label="Show all of it" onClick={() => control.current?.fit()}>
          ⤢
        </button>
      </div>
    </div>
  );
}

function stateAt(event: Event): string | undefined {
  return (event.target as Element).closest('[data-state]')?.getAttribute('data-state') ?? undefined;
}
