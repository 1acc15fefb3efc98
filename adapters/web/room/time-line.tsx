// What happened, the latest first: each request with who asked, how it ended, and what was not told between.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Moment } from '../../inspect/protocol.ts';
import type { History } from '../shared/history.ts';
import { inNames, type Names } from '../shared/names.ts';
import { Quiet } from '../shared/panel.tsx';
import { clockTime, grouped } from '../shared/wording.ts';
import { MomentDetails } from './moment-details.tsx';

const most = 100;

export interface TimeLineProps {
  readonly history: History;
  /** Where one stands in the past. */
  readonly step: number | undefined;
  readonly note?: string | undefined;
  readonly names: Names;
  readonly onStep: (step: number) => void;
  readonly onWalk: (way: -1 | 1) => void;
}

/** The time line. */
export function TimeLine({ history, step, note, names, onStep, onWalk }: TimeLineProps) {
  const [open, setOpen] = useState<number>();
  const [more, setMore] = useState(most);
  const list = useRef<HTMLOListElement>(null);
  const { moments, skipped } = history;
  const here = step === undefined ? -1 : moments.findLastIndex(moment => moment.step <= step);
  // a step that one went back to is shown, however far it is
  const depth = here < 0 ? more : Math.max(more, moments.length - here + 5);
  const shown = moments.slice(-depth).reverse();

  useEffect(() => {
    if (here >= 0) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [step]);

  const keys = (event: KeyboardEvent) => {
    const { target, key } = event;
    if (!(target as Element).matches('.moment-line')) return;
    if (key === 'ArrowLeft' || key === 'ArrowRight') onWalk(key === 'ArrowLeft' ? -1 : 1);
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const lines = [...list.current!.querySelectorAll<HTMLElement>('.moment-line')];
      lines[lines.indexOf(target as HTMLElement) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div class="time-line">
      <h2 class="unseen">Time line</h2>
      {moments.length === 0 && !note && (
        <Quiet>Nothing has happened yet. Every request to the room will be listed here, with all that came of it.</Quiet>
      )}
      <ol ref={list} onKeyDown={keys}>
        {(skipped.get(0) ?? 0) > 0 && moments.length === 0 && <Gap count={skipped.get(0)!} />}
        {shown.map(moment => (
          <li key={moment.step} class="moment" aria-current={moments[here]?.step === moment.step ? 'step' : undefined}>
            {skipped.has(moment.step) && <Gap count={skipped.get(moment.step)!} />}
            <button
              type="button"
              class="moment-line"
              aria-expanded={open === moment.step}
              onClick={() => setOpen(open === moment.step ? undefined : moment.step)}
            >
              <Line moment={moment} names={names} />
            </button>
            {open === moment.step && <MomentDetails moment={moment} names={names} onStep={onStep} />}
          </li>
        ))}
      </ol>
      {moments.length > shown.length ? (
        <button type="button" class="more" onClick={() => setMore(more + most)}>
          Show earlier ones
        </button>
      ) : (
        note && <p class="quiet note">{note}</p>
      )}
    </div>
  );
}

function Gap({ count }: { readonly count: number }) {
  return <p class="gap">… {grouped(count)} more, not shown: the room is busy</p>;
}

function Line({ moment, names }: { readonly moment: Moment; readonly names: Names }) {
  const { at, request, who, outcome, facts, rulings } = moment;
  const about = outcome === 'refused' && rulings.length > 0 ? rulings : facts;
  return (
    <>
      <time>{clockTime(at)}</time>
      <span class="moment-what">
        <strong>{request}</strong>
        {who !== undefined && (
          <span class="moment-who" title={who}>
            {names.get(who) ?? who}
          </span>
        )}
      </span>
      {outcome !== 'done' && <span class={`chip ${outcome}`}>{outcome}</span>}
      <span class="moment-about quiet">{inNames(about.join(' · '), names)}</span>
    </>
  );
}
