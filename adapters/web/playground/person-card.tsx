// One person: the connection, the way into a room, and the room as this client sees it.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RoomView } from '../../inspect/protocol.ts';
import { api, roomPath } from '../shared/api.ts';
import { useAnswer } from '../shared/use-answer.ts';
import type { RoomSeen } from './client-room.ts';
import { dialects } from './dialects.ts';
import { Door } from './door.tsx';
import { Inside } from './inside.tsx';
import { chosen, localPart, remove } from './people.ts';
import type { Link, Person } from './person.ts';
import { Talk } from './talk.tsx';

const links: Record<Link, string> = {
  connecting: 'connecting …',
  online: 'online',
  cut: 'connection cut',
  away: 'connection lost, trying again',
  refused: 'not connected',
};

/** The card. */
export function PersonCard({ person }: { readonly person: Person }) {
  const isChosen = chosen.value === person;
  const card = useRef<HTMLElement>(null);
  // one that was added may be out of sight
  useEffect(() => card.current!.scrollIntoView({ block: 'nearest', inline: 'nearest' }), []);
  const choose = () => {
    chosen.value = person;
  };
  const { value: link } = person.link;
  const { value: room } = person.seen;
  const standing = room?.standing ?? 'outside';
  const isIn = room !== undefined && (standing === 'inside' || standing === 'entering');
  return (
    <article
      ref={card}
      class={`client ${isChosen ? 'chosen' : ''}`}
      aria-label={person.name}
      data-person={person.name}
      data-standing={standing}
      data-link={link}
      onFocusIn={choose}
      onPointerDown={choose}
    >
      <header class="client-head">
        <h2>{person.name}</h2>
        <span class="chip" title={dialects[person.dialect].about}>
          {dialects[person.dialect].title}
        </span>
        <span class={`client-link ${link}`} title={person.jid.value || undefined}>
          <span class="dot" />
          <span class={link === 'online' ? 'unseen' : ''}>{links[link]}</span>
        </span>
        <span class="tools">
          {link === 'online' ? (
            <button type="button" class="quiet" title="Closes the socket without a goodbye" onClick={() => person.cut()}>
              Cut
            </button>
          ) : (
            link !== 'connecting' && (
              <button type="button" class="quiet" onClick={() => person.connect()}>
                Reconnect
              </button>
            )
          )}
          <button type="button" class="quiet" aria-label={`Remove ${person.name}`} title="Remove" onClick={() => remove(person)}>
            ×
          </button>
        </span>
      </header>
      {person.problem.value && (
        <p class="problem" role="alert">
          {person.problem.value}
        </p>
      )}
      {isIn ? <InRoom person={person} room={room} /> : <Outside person={person} room={room} />}
    </article>
  );
}

function Outside({ person, room }: { readonly person: Person; readonly room: RoomSeen | undefined }) {
  return (
    <>
      {room && room.lines.length > 0 && <Talk person={person} room={room} />}
      {person.link.value === 'online' && <Door person={person} room={room} />}
    </>
  );
}

function InRoom({ person, room }: { readonly person: Person; readonly room: RoomSeen }) {
  const whisperTo = useSignal<string | undefined>(undefined);
  const name = localPart(room.room);
  // only which words the room knows is asked of the server; all else is what this client received
  const known = useAnswer(() => (room.standing === 'inside' ? api<RoomView>(roomPath(name)) : undefined), [name, room.standing]);
  const behaviours = known.value?.behaviours.map(one => one.name) ?? [];
  return (
    <>
      <div class="client-room">
        <strong>{room.title ?? name}</strong>
        {room.standing === 'entering' && <span class="chip held">waits to come in</span>}
        <button type="button" class="quiet" onClick={() => person.leave()}>
          Leave
        </button>
        <span class="client-topic">{room.topic}</span>
      </div>
      <Inside person={person} room={room} behaviours={behaviours} whisperTo={whisperTo} />
    </>
  );
}
