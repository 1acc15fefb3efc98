// A moderator removes a person. Who was removed may come back where nothing else stands against it.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import { meantInside, writtenText } from '../designation.ts';
import { isRefusal, refuse } from '../refusal.ts';

interface Removal {
  readonly person: string;
  readonly reason?: string;
}

const isModerator = refuse('not-allowed', 'This is a moderator: only those who run the service may remove moderators.');

export const moderation = behaviour({
  name: 'moderation',
  about: 'A moderator removes a person.',
  requests: {
    remove: {
      about: 'Removes somebody who is inside.',
      who: 'moderator',
      word: 'remove',
      fields: z.strictObject({ person: writtenText, reason: writtenText.optional() }),
    },
  },
  hears: {
    remove({ room }, { fields, who }: { readonly fields: Removal; readonly who?: object }) {
      const meant = meantInside(room, fields);
      if (isRefusal(meant)) return { reply: meant };
      const { one: person, reason } = meant;
      if (who && room.isModerator(person)) return { reply: isModerator };
      const by = who ? 'A moderator' : 'Those who run this service';
      const text = reason === undefined ? `${by} removed you from this room.` : `${by} removed you from this room: ${reason}`;
      return { remove: [[person, text]], reply: `${person.nick} was removed.` };
    },
  },
});
