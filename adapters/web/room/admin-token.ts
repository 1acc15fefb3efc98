// The token of somebody who may change something. It is in memory only, unless that person asks to have it kept until
// the browser's tab is closed; it goes to our own server and nowhere else.
import { signal } from '@preact/signals';
import type { AdminRequest } from '../../inspect/protocol.ts';
import { ApiError, api } from '../shared/api.ts';

const place = 'confab-admin';

/** The token; empty where nobody has given one. */
export const adminToken = signal(kept());

/** Counts what was done here: the log is asked anew. */
export const deeds = signal(0);

/**
 * Takes a token, for this tab where `keep` says so.
 * @throws ApiError where the server knows nobody by it
 */
export async function takeToken(token: string, keep: boolean): Promise<void> {
  await api('admin/log', { headers: { authorization: `Bearer ${token}` } });
  hold(token, keep);
}

/** Forgets it. */
export function forgetToken(): void {
  hold('', false);
}

function hold(token: string, keep: boolean): void {
  adminToken.value = token;
  try {
    if (keep) sessionStorage.setItem(place, token);
    else sessionStorage.removeItem(place);
  } catch {
    // a browser that keeps nothing has it in memory still
  }
}

/**
 * Has something changed, or asks for the log.
 * @throws ApiError; a token that is refused is forgotten
 */
export async function asAdmin<T>(path: string, request?: AdminRequest): Promise<T> {
  const authorization = `Bearer ${adminToken.value}`;
  try {
    return await api<T>(
      path,
      request
        ? { method: 'POST', body: JSON.stringify(request), headers: { authorization, 'content-type': 'application/json' } }
        : { headers: { authorization } },
    );
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) forgetToken();
    throw error;
  }
}

function kept(): string {
  try {
    return sessionStorage.getItem(place) ?? '';
  } catch {
    return '';
  }
}
