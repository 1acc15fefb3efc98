// Who is asked whether somebody may enter the example room `club`: a made-up backend that lets in all but one.
import type { Effect } from '../effects/effect.ts';

/** The nick that is turned away, so that one can see how that looks. */
export const turnedAway = 'Sid';

/** Lets everybody in who is not called Sid. */
export const exampleGatekeeper: Effect = async ({ input }) => {
  const nicks = Array.isArray(input.nicks) ? input.nicks : [];
  const isMeant = nicks.some(nick => String(nick).trim().toLowerCase() === turnedAway.toLowerCase());
  if (!isMeant) return { allow: true };
  return { allow: false, text: `The made-up backend of this example lets everybody in but ${turnedAway}. Come by another nick.` };
};
