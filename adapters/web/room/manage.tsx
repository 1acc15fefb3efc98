// The dialog of somebody who may change something: it asks for the token, then offers what can be done with the room.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RoomView } from '../../inspect/protocol.ts';
import { service } from '../shared/service.ts';
import { AdminLog } from './admin-log.tsx';
import { adminToken, forgetToken, takeToken } from './admin-token.ts';
import { Form } from './form.tsx';
import { ManageRoom } from './manage-room.tsx';

export interface ManageProps {
  readonly view: RoomView;
  readonly onClose: () => void;
}

/** The dialog; it is open as long as it is there. */
export function Manage({ view, onClose }: ManageProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog class="manage" ref={dialog} onClose={onClose} aria-labelledby="manage-title">
      <div class="panel-head">
        <h2 id="manage-title">Manage {view.title ?? view.name}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      {adminToken.value === '' ? (
        <SignIn />
      ) : (
        <>
          <ManageRoom view={view} />
          <AdminLog />
          <p class="quiet">
            What you do is recorded with your name and the time.{' '}
            <button type="button" class="plain" onClick={forgetToken}>
              Forget the token
            </button>
          </p>
        </>
      )}
    </dialog>
  );
}

function SignIn() {
  const [token, setToken] = useState('');
  const [keep, setKeep] = useState(false);
  return (
    <Form button="Go on" send={() => takeToken(token.trim(), keep)}>
      <p>
        Whoever looks may change nothing. To do so, give{' '}
        {service.value?.dev
          ? 'the word that confab dev printed at the start.'
          : 'the token under which you stand in the configuration (inspector.admins).'}
      </p>
      <label>
        Token
        <input type="password" autocomplete="off" required value={token} onInput={event => setToken(event.currentTarget.value)} />
      </label>
      <label class="check">
        <input type="checkbox" checked={keep} onChange={event => setKeep(event.currentTarget.checked)} /> Keep it until this tab
        is closed
      </label>
    </Form>
  );
}
