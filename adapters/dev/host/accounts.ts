// Who may log in: everybody. A name has the password that it came with first, for as long as the host runs; nothing is
// written anywhere. Of SASL it knows PLAIN (RFC 4616) and ANONYMOUS (RFC 4505), as far as what they carry.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseAddress } from '../../../streams/address.ts';

/** A login: the part before the @ of who it is, or why not (RFC 6120, 6.5). */
export type Login = { readonly local: string } | { readonly refused: LoginCondition; readonly text: string };

type LoginCondition =
  | 'incorrect-encoding'
  | 'invalid-authzid'
  | 'malformed-request'
  | 'not-authorized'
  | 'temporary-auth-failure';

export interface Accounts {
  /** Somebody with a name and a password, as PLAIN has them in base64. */
  plain(message: string): Login;
  /** Somebody without. */
  anonymous(): Login;
  /** Forgets somebody who came without a name, and has gone. */
  release(local: string): void;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const guest = 'anonymous';

/** @param most names with a password at a time */
export function accounts(domain: string, most: number): Accounts {
  const key = randomBytes(32);
  const digest = (password: string) => createHmac('sha256', key).update(password).digest();
  const known = new Map<string, Buffer | typeof guest>();
  const no = (refused: LoginCondition, text: string): Login => ({ refused, text });

  return {
    plain(message) {
      const said = decoded(message);
      if (said === undefined) return no('incorrect-encoding', 'What PLAIN says is UTF-8 in base64.');
      const [authzid = '', authcid = '', password = '', ...more] = said.split('\0');
      if (more.length > 0 || authcid === '' || said.split('\0').length < 3)
        return no('malformed-request', 'PLAIN takes a name and a password, with a zero before each.');
      const address = parseAddress(`${authcid}@${domain}`);
      if (address?.host !== domain || address.local === '' || address.resource !== undefined)
        return no('malformed-request', 'This name cannot stand in an address: choose another.');
      if (authzid !== '' && parseAddress(authzid)?.full !== address.full)
        return no('invalid-authzid', 'Nobody logs in here for somebody else.');
      if (password === '') return no('not-authorized', 'A password is needed; the first time any will do.');
      const { local } = address;
      const kept = known.get(local);
      if (kept === undefined) {
        if (known.size >= most) return no('temporary-auth-failure', 'Too many names were used: start the host again.');
        known.set(local, digest(password));
      } else if (kept === guest || !timingSafeEqual(kept, digest(password)))
        return no('not-authorized', 'This name came with another password before: use that one, or another name.');
      return { local };
    },

    anonymous() {
      let local: string;
      do local = `guest-${randomBytes(4).toString('hex')}`;
      while (known.has(local));
      known.set(local, guest);
      return { local };
    },

    release(local) {
      if (known.get(local) === guest) known.delete(local);
    },
  };
}

function decoded(message: string): string | undefined {
  if (!base64.test(message)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(message, 'base64'));
  } catch {
    return undefined;
  }
}
