// How a request was ruled on, in sentences: a sentence for each behaviour that said something, and one for the room itself.
import type { RuledRequest, Said } from '../../machines/ruling-log.ts';
import type { Discreet } from './discreet.ts';

const words: Readonly<Record<Said['ruling'], string>> = {
  allowed: 'allowed by',
  rewritten: 'rewritten by',
  denied: 'refused by',
  held: 'held by',
  granted: 'let go on by',
  failed: 'failed in',
  closed: 'refused, since it is closed, by',
};

/** @param isWhole whether those are named, too, who simply allowed it */
export function ruledInWords({ outcome, said, base }: RuledRequest, discreet: Discreet, isWhole: boolean): readonly string[] {
  const told = isWhole ? said : said.filter(({ ruling }) => ruling !== 'allowed');
  const sentences = told.map(({ behaviour, ruling, text, detail }) =>
    [`${words[ruling]} ${behaviour}`, quoted(text, discreet), detailed(detail, discreet)].join(''),
  );
  return base === undefined ? sentences : [...sentences, `${outcome} by the room${quoted(base, discreet)}`];
}

function quoted(text: string | undefined, discreet: Discreet): string {
  return text === undefined ? '' : `: “${discreet.phrase(text)}”`;
}

/** What was thrown may have in it what somebody wrote. */
function detailed(detail: string | undefined, discreet: Discreet): string {
  return detail === undefined ? '' : discreet.shows.texts ? ` (${discreet.phrase(detail)})` : ' (the log says why)';
}
