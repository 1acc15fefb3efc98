// Why somebody may not do what they want: how requests to a room were ruled on lately, latest first.
import type { Floor } from '../../machines/floor.ts';
import type { Discreet } from './discreet.ts';
import type { Why } from './protocol.ts';
import { ruledInWords } from './ruled.ts';
import { secretsOf } from './secrets.ts';

/** @param who only those of this one, as they are called here: a nick, a pseudonym, an address where it is shown */
export function whyIn(floor: Floor, discreet: Discreet, who = ''): readonly Why[] {
  discreet.secrets = secretsOf(floor);
  return floor.rulings.all().flatMap((ruled): Why[] => {
    const { at, from, bare, by, request, outcome } = ruled;
    const name = from === undefined ? by : discreet.who(from, () => floor.roster.byReal(from)?.nick);
    const names = [name, ...(discreet.shows.addresses ? [from, bare] : [])];
    if (who !== '' && !names.includes(who as never)) return [];
    const said = ruledInWords(ruled, discreet, true);
    return [{ at, ...(name === undefined ? {} : { who: name }), request, outcome, said }];
  });
}
