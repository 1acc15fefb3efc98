// What was said and told in a room, as one client heard it. Every word of it is put in as text.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clockTime } from '../shared/wording.ts';
import type { Line, RoomSeen } from './client-room.ts';
import { chosen, whyHash } from './people.ts';
import type { Person } from './person.ts';

interface TalkProps {
  readonly person: Person;
  readonly room: RoomSeen;
}

/** The lines, the latest in sight unless somebody scrolled back. */
export function Talk({ person, room }: TalkProps) {
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const { lines } = room;
  useLayoutEffect(() => {
    if (follows.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [lines]);
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current!;
    follows.current = scrollHeight - scrollTop - clientHeight < 24;
  };
  return (
    <div
      class="talk"
      ref={list}
      onScroll={scrolled}
      role="log"
      // what all hear is read aloud once, as the chosen person hears it
      aria-live={chosen.value === person ? 'polite' : 'off'}
      aria-label={`What ${person.name} hears`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
      tabIndex={0}
    >
      <ol>
        {lines.map(line => (
          <li key={line.id} class={`line line-${line.kind} ${line.own ? 'own' : ''} ${line.past ? 'past' : ''}`}>
            <time dateTime={new Date(line.at).toISOString()}>{clockTime(line.at)}</time> <Words line={line} />
            {line.kind === 'refused' && (
              <>
                {' '}
                <a href={whyHash(person, room)}>Why?</a>
              </>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Words({ line }: { readonly line: Line }) {
  const { kind, who, own, text, condition } = line;
  switch (kind) {
    case 'said':
      return text.startsWith('/me ') ? (
        <em>
          {who} {text.slice(4)}
        </em>
      ) : (
        <>
          <b>{who}</b> {text}
        </>
      );
    case 'whisper':
      return (
        <>
          <b>{own ? `to ${who}` : who}</b> <i class="quiet">{own ? 'whispered' : 'whispers'}</i> {text}
        </>
      );
    case 'topic':
      return (
        <>
          <b>{who ?? 'Topic'}</b>{' '}
          <span class="quiet">{text === '' ? 'took the topic away' : who === undefined ? '' : 'set the topic:'}</span> {text}
        </>
      );
    case 'refused':
      return (
        <>
          <b>Refused</b> {who && <span class="quiet">{who}: </span>}
          {text} <code>{condition}</code>
        </>
      );
    default:
      return <span>{text}</span>;
  }
}
