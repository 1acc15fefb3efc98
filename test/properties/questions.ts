// The questions of a conversation, and what answers them.
import { ok } from 'uvu/assert';
import { parseAddress } from '../../streams/address.ts';
import { service } from './cast.ts';
import { type Moment, prepared } from './world.ts';

/** An iq get or set that somebody sent. */
export interface Question {
  readonly from: string;
  readonly id: string | undefined;
  readonly to: string;
  readonly shown: string;
  readonly at: number;
  answers: number;
}

export function questionIn({ sent }: Moment, at: number): Question | undefined {
  const { type, id, from, to } = (sent?.attrs ?? {}) as Record<string, string>;
  if (sent?.name !== 'iq' || type === 'result' || type === 'error') return undefined;
  return { from: from!, id, to: answererOf(to), shown: String(sent), at, answers: 0 };
}

/** Who answers what was sent there: whoever is meant, or the service where nobody of ours is. */
function answererOf(to: string | undefined): string {
  const address = parseAddress(to ?? '');
  return address?.host === service ? address.full : service;
}

/** Finds the question of each answer, and counts it there. */
export function count(questions: readonly Question[], moment: Moment, now: number): void {
  for (const { kind, type, id, from, to, element } of moment.heard) {
    if (kind !== 'iq' || (type !== 'result' && type !== 'error')) continue;
    const asked = questions.find(one => one.answers === 0 && one.from === to && one.id === id && one.to === prepared(from));
    ok(asked, `an answer to nothing, or a second one: ${element}`);
    const isLate = element.getChild('error')?.getChild('remote-server-timeout') !== undefined;
    ok(!isLate || now - asked.at >= 60_000, 'nobody is given up before the time');
    asked.answers++;
  }
}
