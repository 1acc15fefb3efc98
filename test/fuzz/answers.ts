// Every iq that asks has exactly one answer: to who asked, with its id, from where it was sent to. Nothing else is answered.
import { parseAddress } from '../../streams/address.ts';
import { type XmlElement, xmlOf } from '../../streams/tree.ts';
import { type Judge, Wrong } from './judgement.ts';
import { service } from './places.ts';
import type { Heard, Moment } from './play.ts';

interface Question {
  readonly from: string;
  readonly id: string | undefined;
  readonly to: string;
  readonly shown: string;
  isAnswered: boolean;
  /** Whether the answer may have been lost with the link. */
  isExcused: boolean;
}

/** Longer ids are not repeated: without its id an answer would be none. */
const longestId = 8_000;

export function oneAnswerEach(): Judge {
  let open: Question[] = [];
  const asked = new Set<string>();
  return {
    after(moment) {
      const question = questionIn(moment);
      if (question && !moment.isIgnored) {
        open.push(question);
        asked.add(`${question.from} ${question.id}`);
      }
      for (const heard of moment.heard) if (isAnswer(heard)) settle(open, heard);
      if (moment.isLossy) for (const one of open) one.isExcused = true;
      open = open.filter(({ isAnswered }) => !isAnswered);
      neverAnswered(moment, asked);
    },
    end() {
      const [first] = open.filter(({ isExcused }) => !isExcused);
      if (first) throw new Wrong(`never answered: ${first.shown}`);
    },
  };
}

function questionIn({ sent, step }: Moment): Question | undefined {
  const { type, id, to, from } = attrsOf(sent);
  const sender = parseAddress(from ?? '');
  if (sent?.name !== 'iq' || type === 'result' || type === 'error' || !sender || (id?.length ?? 0) > longestId) return undefined;
  const address = parseAddress(to ?? '');
  // of no service of ours
  if (address && address.host !== service) return undefined;
  const shown = JSON.stringify(step);
  return { from: sender.full, id, to: address?.full ?? service, shown, isAnswered: false, isExcused: false };
}

const attrsOf = (element: XmlElement | undefined) => (element?.attrs ?? {}) as Record<string, string | undefined>;
const isAnswer = ({ kind, type }: Heard) => kind === 'iq' && (type === 'result' || type === 'error');

function settle(open: readonly Question[], { from, to, id, element }: Heard): void {
  const sender = parseAddress(from)?.full;
  const meant = open.filter(one => !one.isAnswered && one.from === to && one.id === id && one.to === sender);
  const question = meant.find(({ isExcused }) => !isExcused) ?? meant[0];
  if (!question) throw new Wrong(`an answer to nothing, or a second one: ${xmlOf(element as never)}`);
  question.isAnswered = true;
}

/** Errors and results are never answered. */
function neverAnswered({ sent, heard }: Moment, asked: ReadonlySet<string>): void {
  const { type, from = '', to = '' } = attrsOf(sent);
  const isNews = sent && (type === 'error' || (sent.name === 'iq' && type === 'result'));
  if (!isNews) return;
  const sender = parseAddress(from)?.full;
  for (const one of heard) {
    if (one.to !== sender || one.type !== 'error') continue;
    // to a question of one's own, which can come no more
    if (isAnswer(one) && asked.has(`${sender} ${one.id}`)) continue;
    // somebody gives back what they have written to themselves
    if (one.kind === 'message' && one.from.includes('/') && to.includes('/')) continue;
    throw new Wrong(`an answer to what is never answered: ${xmlOf(one.element as never)}`);
  }
}
