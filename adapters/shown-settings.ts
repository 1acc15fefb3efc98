// Settings of a behaviour as those who run the service see them: all but what lets somebody in, wherever it stands.
import type { Behaviour } from '../machines/behaviour.ts';
import { redactedBy } from './recording/data-redaction.ts';
import { Discretion } from './recording/discretion.ts';
import { Pseudonyms } from './recording/pseudonyms.ts';

/** What is shown in the place of a word that only some may know. */
export const hidden = '(hidden)';

class ButSecrets extends Discretion {
  constructor() {
    super(new Pseudonyms(true), true);
  }

  override secret(): string {
    return hidden;
  }

  override secretNumber(): unknown {
    return hidden;
  }
}

/** Settings without the words that only some may know: those that their schema marks as `secret`, or whose names say so. */
export function shownSettings({ settings: schema }: Pick<Behaviour, 'settings'>, settings: unknown): unknown {
  return redactedBy(schema, settings, new ButSecrets());
}
