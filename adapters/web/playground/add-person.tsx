// Adds somebody to the playground: a name, a dialect, and how they log in.
import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { DevView, ServiceView } from '../../inspect/protocol.ts';
import { type DialectName, dialects } from './dialects.ts';
import { add, freeName, loginAt, usualPassword } from './people.ts';

interface AddProps {
  readonly view: ServiceView;
  readonly dev: DevView;
}

const names = Object.keys(dialects) as DialectName[];

/** A button that opens the form. */
export function AddPerson(props: AddProps) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    open.value = false;
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is in it
    <div class="play-add" onKeyDown={event => event.key === 'Escape' && close()}>
      <button ref={button} type="button" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        Add a person
      </button>
      {open.value && <PersonForm {...props} done={close} />}
    </div>
  );
}

/** The form. */
export function PersonForm({ view, dev, done }: AddProps & { readonly done: () => void }) {
  const id = useId();
  const name = useSignal(freeName());
  const dialect = useSignal<DialectName>('conference');
  const hasAccount = useSignal(!dev.open);
  const username = useSignal('');
  const password = useSignal('');
  const submit = (event: Event) => {
    event.preventDefault();
    const nick = name.value.trim();
    if (nick === '') return;
    const account = { username: username.value.trim() || nick.toLowerCase(), password: password.value || usualPassword };
    add(nick, dialect.value, loginAt(dev, hasAccount.value ? account : undefined), view);
    done();
  };
  return (
    <form class="play-form" onSubmit={submit}>
      <label>
        Name
        <input value={name.value} maxLength={60} required onInput={event => (name.value = event.currentTarget.value)} />
      </label>
      <label>
        Dialect
        <select
          value={dialect.value}
          aria-describedby={`${id}-about`}
          onChange={event => (dialect.value = event.currentTarget.value as DialectName)}
        >
          {names.map(one => (
            <option key={one} value={one}>
              {dialects[one].title}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet" id={`${id}-about`}>
        {dialects[dialect.value].about}
      </p>
      {dev.open && (
        <label class="check">
          <input
            type="checkbox"
            checked={hasAccount.value}
            onChange={event => (hasAccount.value = event.currentTarget.checked)}
          />
          With a name at {dev.host}, as moderators need one
        </label>
      )}
      {hasAccount.value && (
        <>
          <label>
            User name
            <input
              value={username.value}
              placeholder={name.value.toLowerCase()}
              autocomplete="off"
              onInput={event => (username.value = event.currentTarget.value)}
            />
          </label>
          <label>
            Password
            <input
              type="password"
              value={password.value}
              placeholder={dev.open ? 'may be empty' : ''}
              required={!dev.open}
              autocomplete="off"
              onInput={event => (password.value = event.currentTarget.value)}
            />
          </label>
        </>
      )}
      <button type="submit" class="strong">
        Add
      </button>
    </form>
  );
}
