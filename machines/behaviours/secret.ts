// A word that is needed to enter.
import type { Behaviour } from '../behaviour.ts';
import { refuse } from '../refusal.ts';

interface Settings {
  readonly word?: string | undefined;
}

interface Data {
  readonly word?: string | undefined;
}

export const secret: Behaviour<Settings, Data> = {
  name: 'secret',
  about: 'A word is needed to enter.',
  data: (settings, founding) => ({ word: founding?.secret ?? settings.word }),
  rules: {
    enter({ data }, request) {
      if (data.word === undefined) {
        // the loser of a race to create the room must not believe that a secret protects it
        if (request.secret === undefined) return undefined;
        return refuse('conflict', 'This room has no secret. Enter without one, or make a room of another name.');
      }
      if (request.secret === data.word) return undefined;
      return refuse(
        'not-authorized',
        request.secret === undefined ? 'A secret is needed to enter this room.' : 'That is not the secret of this room.',
      );
    },
  },
  requires: ({ data }) => ({ secret: data.word !== undefined }),
};
