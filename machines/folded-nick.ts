// A nick as somebody writes it in a sentence, in the form by which nicks are compared. The letters that only
// stringprep knows are left to those who prepare whole addresses.

import { normalForm } from './normal-form.ts';

/** The key of a nick that is written anyhow: case and width do not count. */
export function foldedNick(text: string): string {
  return normalForm(text).toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}
