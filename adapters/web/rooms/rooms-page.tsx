// The list of rooms: searched, filtered, thousands long. Only what is seen is asked for, and only what is seen is drawn.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoomList } from '../../inspect/protocol.ts';
import { api, sentenceOf } from '../shared/api.ts';
import { Problem, Quiet, SearchField } from '../shared/panel.tsx';
import { returns, service } from '../shared/service.ts';
import { counted, grouped } from '../shared/wording.ts';
import { RoomRow, rowHeight } from './room-row.tsx';
import { pageSize, pagesOf, type RoomRows, withList } from './room-rows.ts';

const every = 2000;
const beyond = 8;

/** The view. */
export function RoomsPage() {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState('');
  return (
    <>
      <div class="page-head">
        <h1>Rooms</h1>
        <search class="filters">
          <SearchField label="Search rooms" placeholder="Search names, titles, topics" value={search} onValue={setSearch} />
          <select aria-label="Kind of room" value={kind} onChange={event => setKind(event.currentTarget.value)}>
            <option value="">every kind</option>
            {service.value?.kinds.map(({ name, about }) => (
              <option key={name} value={name} title={about}>
                {name}
              </option>
            ))}
          </select>
        </search>
      </div>
      <List key={`${kind} ${search}`} search={search} kind={kind} />
    </>
  );
}

interface Asked {
  readonly search: string;
  readonly kind: string;
}

function List({ search, kind }: Asked) {
  const [rows, setRows] = useState<RoomRows>();
  const [problem, setProblem] = useState<string>();
  const [seen, setSeen] = useState<readonly [first: number, last: number]>([0, pageSize - 1]);
  const pane = useRef<HTMLDivElement>(null);
  const steady = useRef(false);
  const pages = pagesOf(...seen);

  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        if (!document.hidden) for (const from of pages) await page(from);
        if (!over) setProblem(undefined);
      } catch (error) {
        if (!over) setProblem(sentenceOf(error));
      }
      if (!over) timer = setTimeout(ask, every);
    };
    const page = async (from: number) => {
      const query = new URLSearchParams({ search, kind, from: String(from), most: String(pageSize) });
      const list = await api<RoomList>(`rooms?${query}`);
      if (!over) setRows(known => withList(known, list, steady.current));
    };
    // whoever types has not done so yet
    timer = setTimeout(ask, rows ? 0 : 120);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [search, kind, pages.join(), returns.value]);

  const look = () => {
    // the window may change once more while the view goes
    if (!pane.current) return;
    const { scrollTop, clientHeight } = pane.current;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - beyond);
    setSeen([first, first + Math.ceil(clientHeight / rowHeight) + 2 * beyond]);
  };
  useEffect(() => {
    if (!rows || !pane.current) return;
    const sized = new ResizeObserver(look);
    sized.observe(pane.current);
    return () => sized.disconnect();
  }, [rows === undefined]);

  if (problem && !rows) return <Problem>{problem}</Problem>;
  if (!rows) return <Quiet>Looking for rooms …</Quiet>;
  if (rows.all === 0)
    return (
      <Quiet>
        No rooms yet: somebody has to enter one, or the configuration has to name some under <code>rooms</code>.
      </Quiet>
    );
  if (rows.matching === 0)
    return <Quiet>No room matches: {counted(rows.all, 'room is', 'rooms are')} there without the filter.</Quiet>;

  const shown = Array.from({ length: Math.max(0, Math.min(seen[1] + 1, rows.matching) - seen[0]) }, (_, i) => seen[0] + i);
  return (
    <>
      <p class="quiet rooms-count" role="status">
        {rows.matching === rows.all
          ? counted(rows.all, 'room', 'rooms')
          : `${grouped(rows.matching)} of ${counted(rows.all, 'room', 'rooms')}`}
        , the busiest first
        {problem && <span class="bad"> · {problem}</span>}
      </p>
      <div class="rooms-head" aria-hidden="true">
        <span>Room</span>
        <span>Kind</span>
        <span>State</span>
        <span>People</span>
        <span>Requests / s</span>
      </div>
      <nav
        class="rooms"
        aria-label="Rooms"
        ref={pane}
        onScroll={look}
        onPointerEnter={() => {
          steady.current = true;
        }}
        onPointerLeave={() => {
          steady.current = false;
        }}
        onKeyDown={event => walk(event, pane.current!)}
      >
        <ul style={{ height: `${rows.matching * rowHeight}px` }}>
          {shown.map(place => (
            <RoomRow key={place} place={place} of={rows.matching} line={rows.lines.get(place)} rates={rows.rates} />
          ))}
        </ul>
      </nav>
    </>
  );
}

/** Arrow keys, Home and End go through the list; a row that is far away is first scrolled to. */
function walk(event: KeyboardEvent, pane: HTMLElement): void {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -1e9, End: 1e9 }[event.key];
  const row = (event.target as Element).closest<HTMLElement>('[data-place]');
  if (by === undefined || !row) return;
  event.preventDefault();
  const last = pane.firstElementChild!.clientHeight / rowHeight - 1;
  const place = Math.min(last, Math.max(0, Number(row.dataset.place) + by));
  const top = place * rowHeight;
  if (top < pane.scrollTop) pane.scrollTop = top;
  else if (top + rowHeight > pane.scrollTop + pane.clientHeight) pane.scrollTop = top + rowHeight - pane.clientHeight;
  const focus = (tries: number): void => {
    const found = pane.querySelector<HTMLElement>(`[data-place="${place}"] a`);
    if (found) found.focus({ preventScroll: true });
    else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
  };
  focus(60);
}
