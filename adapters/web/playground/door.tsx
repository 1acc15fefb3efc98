// The way into a room: which one, by what nick, and what some rooms ask for besides. Says why it was refused.
import { useSignal } from '@preact/signals';
import { useAnswer } from '../shared/use-answer.ts';
import type { Entry, RoomSeen } from './client-room.ts';
import { dialects } from './dialects.ts';
import { lastRoom, localPart, roomsThere, whyHash } from './people.ts';
import type { Person } from './person.ts';

interface DoorProps {
  readonly person: Person;
  /** The room where the person was, or wanted to go. */
  readonly room: RoomSeen | undefined;
}

/** What the choice of rooms has beside the rooms. */
const another = '/another';
const page = '/page';

/** The form. */
export function Door({ person, room }: DoorProps) {
  const rooms = useAnswer(roomsThere, [room?.standing]);
  const picked = useSignal<string | undefined>(undefined);
  const nick = useSignal(room?.nick || person.name);
  const typed = useSignal('');
  const url = useSignal('https://example.org/');
  const [secret, title, topic] = [useSignal(''), useSignal(''), useSignal('')];
  const [privacy, mustCreate] = [useSignal(false), useSignal(false)];
  const kinds = new Map(rooms.value?.map(({ name, kind }) => [name, kind]));
  const first = (room && localPart(room.room)) || lastRoom.value || 'playground';
  // one that is gone can be made anew
  const offered = kinds.has(first) ? [...kinds.keys()] : [first, ...kinds.keys()];
  const choice = picked.value ?? first;
  const { asks } = dialects[person.dialect];
  const refusal = room?.standing === 'refused' ? room.refusal : undefined;
  const isWordMissing = refusal?.condition === 'not-authorized';

  const submit = (event: Event) => {
    event.preventDefault();
    const name = choice === another ? typed.value.trim().toLowerCase() : choice === page ? '' : choice;
    const entry: Entry = {
      nick: nick.value.trim() || person.name,
      ...(secret.value && { secret: secret.value }),
      ...(asks && title.value && { title: title.value }),
      ...(asks && topic.value && { topic: topic.value }),
      ...(asks && { privacy: privacy.value, mustCreate: mustCreate.value }),
    };
    if (choice !== page && name === '') return;
    if (name !== '') lastRoom.value = name;
    person.enter(choice === page ? { room: '', url: url.value, entry } : { room: name, entry });
  };
  return (
    <>
      {refusal && room && (
        <p class="problem" role="alert">
          You may not come in: {refusal.text ?? refusal.condition}{' '}
          <code>
            {refusal.code} {refusal.condition}
          </code>{' '}
          <a href={whyHash(person, room)}>Why?</a>
        </p>
      )}
      <form class="door" onSubmit={submit}>
        <label>
          Room
          <select aria-label="Room" value={choice} onChange={event => (picked.value = event.currentTarget.value)}>
            {offered.map(name => (
              <option key={name} value={name}>
                {[name, kinds.get(name)].filter(Boolean).join(' · ')}
              </option>
            ))}
            <option value={page}>The room of a web page …</option>
            <option value={another}>Another room …</option>
          </select>
        </label>
        {choice === another && <Field label="Its name" value={typed} required />}
        {choice === page && <Field label="URL of the page" value={url} required />}
        <Field label="Nick" value={nick} required />
        {isWordMissing && <Field label="Secret" value={secret} required />}
        <details open={choice === another}>
          <summary>More that a room may ask for</summary>
          {!isWordMissing && <Field label="Secret" value={secret} />}
          {asks && (
            <>
              <Field label="Name, of a new room" value={title} />
              <Field label="Topic, of a new room" value={topic} />
              <Check label="Hide who I am (privacy)" value={privacy} />
              <Check label="Only if I make it" value={mustCreate} />
            </>
          )}
        </details>
        <button type="submit" class="strong">
          Enter
        </button>
      </form>
    </>
  );
}

function Field({ label, value, required = false }: { label: string; value: { value: string }; required?: boolean }) {
  return (
    <label>
      {label}
      <input
        value={value.value}
        required={required}
        autocomplete="off"
        onInput={event => (value.value = event.currentTarget.value)}
      />
    </label>
  );
}

function Check({ label, value }: { label: string; value: { value: boolean } }) {
  return (
    <label class="check">
      <input type="checkbox" checked={value.value} onChange={event => (value.value = event.currentTarget.checked)} />
      {label}
    </label>
  );
}
