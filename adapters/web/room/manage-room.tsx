// What can be done with a room: change a behaviour's settings, remove a person, close it.
import { useState } from 'preact/hooks';
import type { AdminRequest, RoomView } from '../../inspect/protocol.ts';
import { asAdmin, deeds } from './admin-token.ts';
import { Form } from './form.tsx';

async function order(request: AdminRequest): Promise<void> {
  try {
    await asAdmin('admin', request);
  } finally {
    deeds.value++;
  }
}

/** The three orders. */
export function ManageRoom({ view }: { readonly view: RoomView }) {
  return (
    <div class="orders">
      <Settings view={view} />
      <Remove view={view} />
      <CloseRoom view={view} />
    </div>
  );
}

function Settings({ view: { name, behaviours } }: { readonly view: RoomView }) {
  const [behaviour, setBehaviour] = useState(behaviours[0]?.name ?? '');
  const [text, setText] = useState<string>();
  const current = behaviours.find(one => one.name === behaviour)?.settings ?? {};
  const written = text ?? JSON.stringify(current, undefined, 2);
  if (behaviours.length === 0) return null;
  const send = async () => {
    await order({ do: 'set', room: name, behaviour, settings: changedIn(settingsOf(written), current) });
    setText(undefined);
  };
  return (
    <details name="order">
      <summary>Change the settings of a behaviour</summary>
      <Form button="Change the settings" done="The settings are changed." send={send}>
        <label>
          Behaviour
          <select
            value={behaviour}
            onChange={event => {
              setBehaviour(event.currentTarget.value);
              setText(undefined);
            }}
          >
            {behaviours.map(one => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>
        <label>
          Settings, as JSON
          <textarea rows={6} spellcheck={false} value={written} onInput={event => setText(event.currentTarget.value)} />
        </label>
      </Form>
    </details>
  );
}

function settingsOf(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The settings are not JSON: ${(error as Error).message}`);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error('The settings have to be an object, such as {"seconds": 5}.');
  return value as Record<string, unknown>;
}

/** Only what somebody wrote otherwise: what is shown may be hidden, or shortened, and is to stay as it is. */
function changedIn(settings: Record<string, unknown>, shown: object): Record<string, unknown> {
  const before = new Map(Object.entries(shown).map(([key, value]) => [key, JSON.stringify(value)]));
  return Object.fromEntries(Object.entries(settings).filter(([key, value]) => before.get(key) !== JSON.stringify(value)));
}

function Remove({ view: { name, participants } }: { readonly view: RoomView }) {
  const [person, setPerson] = useState('');
  const [text, setText] = useState('');
  const known = participants.find(({ nick }) => nick === person);
  return (
    <details name="order">
      <summary>Remove a person</summary>
      <Form
        button="Remove"
        dangerous
        done="The person is removed."
        send={() =>
          order({ do: 'remove', room: name, person: known?.id ?? person.trim(), ...(text.trim() ? { text: text.trim() } : {}) })
        }
      >
        <label>
          Nick or address
          <input required list="people-inside" value={person} onInput={event => setPerson(event.currentTarget.value)} />
        </label>
        <datalist id="people-inside">
          {participants.map(({ id, nick }) => (
            <option key={id} value={nick} />
          ))}
        </datalist>
        <Reason text={text} onText={setText} />
      </Form>
    </details>
  );
}

function CloseRoom({ view: { name, people } }: { readonly view: RoomView }) {
  const [text, setText] = useState('');
  const [sure, setSure] = useState('');
  return (
    <details name="order">
      <summary>Close the room</summary>
      <Form
        button="Close the room"
        dangerous
        done="The room is closed."
        send={async () => {
          if (sure.trim() !== name) throw new Error(`Write ${name} to close it: everybody inside (${people}) is sent out.`);
          await order({ do: 'close', room: name, ...(text.trim() ? { text: text.trim() } : {}) });
        }}
      >
        <Reason text={text} onText={setText} />
        <label>
          The room's name, to be sure
          <input
            required
            autocomplete="off"
            placeholder={name}
            value={sure}
            onInput={event => setSure(event.currentTarget.value)}
          />
        </label>
      </Form>
    </details>
  );
}

function Reason({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  return (
    <label>
      What they are told (may be empty)
      <input value={text} onInput={event => onText(event.currentTarget.value)} />
    </label>
  );
}
