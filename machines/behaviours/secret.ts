// A word that is needed to enter.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import { refuse } from '../refusal.ts';

const Settings = z.strictObject({
  word: z
    .string()
    .min(1)
    .optional()
    .describe('the word; without it everybody may enter, unless the creator sets one')
    .meta({ secret: true }),
});

interface Data {
  readonly word?: string | undefined;
}

export const secret = behaviour({
  name: 'secret',
  about: 'A word is needed to enter.',
  settings: Settings,
  defaults: room => ({ word: room.secret }),
  data: (settings, founding): Data => ({ word: founding?.secret ?? settings.word }),
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
  hears: {
    configured: ({ settings }, { behaviour, changes }) =>
      behaviour === 'secret' && 'word' in changes ? { data: { word: settings.word } } : undefined,
  },
  requires: ({ data }) => ({ secret: data.word !== undefined }),
});
