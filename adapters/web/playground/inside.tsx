// Inside a room: who is there, the board, the talk, and what can be said and done.
import { type Signal, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { RoomSeen, Someone } from './client-room.ts';
import { ordersOf } from './orders.ts';
import type { Person } from './person.ts';
import { Talk } from './talk.tsx';
import { Whiteboard } from './whiteboard.tsx';

interface InsideProps {
  readonly person: Person;
  readonly room: RoomSeen;
  /** The names of the room's behaviours, as far as they are known. */
  readonly behaviours: readonly string[];
  /** The address to which is whispered; nothing while one talks to all. */
  readonly whisperTo: Signal<string | undefined>;
}

/** The room, as one sees it who is in it. */
export function Inside({ person, room, behaviours, whisperTo }: InsideProps) {
  const text = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const to = room.people.find(({ address }) => address === whisperTo.value);
  const send = (event: Event) => {
    event.preventDefault();
    const { value } = text;
    if (value.trim() === '') return;
    if (to) person.whisper(to, value);
    else person.say(value);
    text.value = '';
  };
  const order = (words: string) => {
    if (words.endsWith(' ')) {
      whisperTo.value = undefined;
      text.value = words;
      field.current?.focus();
    } else person.say(words);
  };
  const isIn = room.standing === 'inside';
  return (
    <>
      <Roster people={room.people} whisperTo={whisperTo} onChoose={() => field.current?.focus()} />
      {room.board && <Whiteboard person={person} board={room.board} />}
      <Talk person={person} room={room} />
      {isIn && (
        <form class="client-say" onSubmit={send}>
          <input
            ref={field}
            class="client-text"
            value={text.value}
            placeholder={to ? `Whisper to ${to.nick}` : 'Say something'}
            aria-label={to ? `Whisper to ${to.nick}, as ${person.name}` : `Say something as ${person.name}`}
            onInput={event => (text.value = event.currentTarget.value)}
          />
          {to && (
            <button
              type="button"
              class="quiet"
              aria-label="To everybody again"
              title="To everybody again"
              onClick={() => (whisperTo.value = undefined)}
            >
              ×
            </button>
          )}
          <button type="submit">{to ? 'Whisper' : 'Say'}</button>
        </form>
      )}
      <div class="client-acts">
        {isIn && <Change what="Nick" now={room.nick} give={nick => person.rename(nick)} />}
        {isIn && <Change what="Topic" now={room.topic ?? ''} mayBeEmpty give={topic => person.setTopic(topic)} />}
        {isIn &&
          ordersOf(behaviours).map(({ title, about, words }) => (
            <button key={words} type="button" class="quiet" title={`${about} (${words.trim()})`} onClick={() => order(words)}>
              {title}
            </button>
          ))}
      </div>
    </>
  );
}

/** People that are listed: a card has little place. */
const most = 60;

function Roster(props: { people: readonly Someone[]; whisperTo: Signal<string | undefined>; onChoose: () => void }) {
  const { people, whisperTo, onChoose } = props;
  // oneself is not looked for among hundreds
  const listed = [...people.filter(({ own }) => own), ...people.filter(({ own }) => !own)].slice(0, most);
  const choose = (address: string) => {
    whisperTo.value = whisperTo.value === address ? undefined : address;
    onChoose();
  };
  return (
    <ul class="client-roster" aria-label="Who is inside, as this client sees it">
      {people.length > most && <li class="quiet">{people.length} people:</li>}
      {listed.map(({ address, nick, own, show }) => (
        <li key={address}>
          <button
            type="button"
            class={`chip ${own ? 'own' : ''}`}
            disabled={own}
            aria-pressed={whisperTo.value === address}
            title={own ? 'This person' : `Whisper to ${nick}`}
            onClick={() => choose(address)}
          >
            {nick}
            {show && <span class="quiet"> {show}</span>}
          </button>
        </li>
      ))}
      {people.length > most && <li class="quiet">and {people.length - most} more</li>}
    </ul>
  );
}

interface ChangeProps {
  readonly what: string;
  readonly now: string;
  readonly mayBeEmpty?: boolean;
  readonly give: (value: string) => void;
}

/** A button that becomes a field. */
function Change({ what, now, mayBeEmpty = false, give }: ChangeProps) {
  const value = useSignal<string | undefined>(undefined);
  if (value.value === undefined)
    return (
      <button type="button" class="quiet" onClick={() => (value.value = now)}>
        {what} …
      </button>
    );
  const submit = (event: Event) => {
    event.preventDefault();
    const given = value.value!.trim();
    if (given === '' && !mayBeEmpty) return;
    if (given !== now) give(given);
    value.value = undefined;
  };
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape') value.value = undefined;
  };
  return (
    <form class="client-change" onSubmit={submit}>
      <input
        ref={focused}
        aria-label={what}
        placeholder={what}
        value={value.value}
        onInput={event => (value.value = event.currentTarget.value)}
        onKeyDown={keep}
      />
      <button type="submit">Set</button>
    </form>
  );
}

/** What has just come in place of a button has the focus that the button had. */
function focused(input: HTMLInputElement | null): void {
  input?.focus();
}
