// Every iq that asks for something has exactly one answer: from where it was sent to, with its id; and there is no
// answer to anything else.
import { parseAddress } from '../../streams/address.ts';
import { fail } from './assertion.ts';
import type { Invariant } from './invariants.ts';
import { service } from './staging.ts';

interface Question {
  readonly from: string;
  readonly id: string | undefined;
  readonly to: string;
  readonly shown: string;
  answers: number;
}

export function questionBook(): Invariant {
  const questions: Question[] = [];
  return {
    after({ sent, received }) {
      const { type, id, from, to } = (sent?.attrs ?? {}) as Record<string, string>;
      if (sent?.name === 'iq' && (type === 'get' || type === 'set'))
        questions.push({ from: from!, id, to: answererOf(to), shown: String(sent), answers: 0 });
      for (const answer of received) {
        if (answer.kind !== 'iq' || (answer.type !== 'result' && answer.type !== 'error')) continue;
        const asked = questions.find(
          one => one.answers === 0 && one.from === answer.to && one.id === answer.id && one.to === prepared(answer.from),
        );
        if (!asked) fail(`This answers nothing that was asked, or a second time: ${answer.xml}`, answer.xml, undefined);
        asked.answers++;
      }
    },
    end() {
      const open = questions.filter(({ answers }) => answers === 0).map(({ shown }) => shown);
      if (open.length > 0) fail(`This was never answered: ${open.join('\n')}`, open, []);
    },
  };
}

/** Who answers what was sent there: whoever is meant, or the service where nobody of ours is. */
function answererOf(to: string | undefined): string {
  const address = parseAddress(to ?? '');
  return address?.host === service ? address.full : service;
}

function prepared(address: string): string {
  return parseAddress(address)?.full ?? address;
}
