// The frame of every view: the bar with the ways to go, the notice of a service that is away, and the view itself.
import type { FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ReplayPage } from './replay/replay-page.tsx';
import { RoomPage } from './room/room-page.tsx';
import { RoomsPage } from './rooms/rooms-page.tsx';
import { ServicePage } from './service/service-page.tsx';
import { sentenceOf } from './shared/api.ts';
import { Problem, Quiet } from './shared/panel.tsx';
import { route } from './shared/route.ts';
import type { PageName } from './shared/route-of.ts';
import { away, files, service } from './shared/service.ts';
import { nextTheme, theme } from './shared/theme.ts';

const views: Readonly<Record<PageName, FunctionComponent>> = {
  rooms: RoomsPage,
  room: () => <RoomPage key={route.value.name} name={route.value.name} />,
  service: ServicePage,
  replay: ReplayPage,
  play: Play,
};

/** The whole page. */
export function Shell() {
  const { page } = route.value;
  const View = views[page];
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = page === 'room' ? `${route.value.name} – Confab` : 'Confab';
  }, [page, route.value.name]);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Bar page={page} />
      <Notices />
      <main id="main" class={`page page-${page}`} ref={main} tabIndex={-1}>
        <View />
      </main>
    </>
  );
}

function Bar({ page }: { readonly page: PageName }) {
  const view = service.value;
  const link = (to: string, title: string, ...of: PageName[]) => (
    <a href={to} aria-current={of.includes(page) ? 'page' : undefined}>
      {title}
    </a>
  );
  return (
    <header class="bar">
      <a class="brand" href="#/" aria-label="Confab: rooms">
        <span class="brand-mark" aria-hidden="true" />
        Confab
      </a>
      <nav aria-label="Views">
        {link('#/', 'Rooms', 'rooms', 'room')}
        {view?.dev && link('#/play', 'Playground', 'play')}
        {link('#/service', 'Service', 'service')}
        {link('#/replay', 'Replay', 'replay')}
      </nav>
      <span class="bar-domain" title={view?.domain}>
        <span class={`dot ${away.value || !view ? '' : 'dot-live'}`} aria-hidden="true" />
        {view?.domain ?? '…'}
      </span>
      <button
        type="button"
        class="theme"
        onClick={nextTheme}
        title={`Colours: ${theme.value}`}
        aria-label={`Colours: ${theme.value}. Change`}
      >
        {{ system: '◐', light: '☀', dark: '☾' }[theme.value]}
      </button>
    </header>
  );
}

function Notices() {
  const faulty = [...files.value.values()].filter(({ problems }) => problems.length > 0);
  const partly = [...files.value.values()].filter(({ problems, notes }) => problems.length === 0 && notes.length > 0);
  return (
    <div role="status">
      {away.value && <p class="notice notice-away">The service is away; trying again.</p>}
      {faulty.map(({ file, problems }) => (
        <details key={file} class="notice" open>
          <summary>{file} could not be read; its last good version goes on.</summary>
          {problems.map(problem => (
            <p key={problem}>{problem}</p>
          ))}
        </details>
      ))}
      {partly.map(({ file, at, notes }) => (
        // folded by whoever has read it, until it is saved again
        <details key={`${file} ${at}`} class="notice notice-partly" open>
          <summary>{file} was read again, and its rooms go on by it. Not kept:</summary>
          {notes.map(note => (
            <p key={note}>{note}</p>
          ))}
        </details>
      ))}
    </div>
  );
}

/** The playground comes when it is first asked for: a service that is only looked at needs none of it. */
function Play() {
  const [Found, setFound] = useState<FunctionComponent>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    import('./playground/playground.tsx').then(
      found => setFound(() => found.Playground),
      error => setProblem(`The playground could not be loaded: ${sentenceOf(error)}`),
    );
  }, []);
  if (problem) return <Problem>{problem}</Problem>;
  if (!service.value) return <Quiet>Asking the service …</Quiet>;
  if (!service.value.dev)
    return (
      <Problem>
        There is no playground here: it comes with <code>confab dev</code>.
      </Problem>
    );
  return Found ? <Found /> : <Quiet>The playground is being loaded …</Quiet>;
}
