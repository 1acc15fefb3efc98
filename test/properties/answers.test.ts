// Every question has one answer, and no answer has any.
import { equal, ok } from 'uvu/assert';
import { parseAddress, parseNick } from '../../streams/address.ts';
import { suite } from '../suite.ts';
import { service } from './cast.ts';
import { holds } from './holds.ts';
import { type Heard, type Moment, prepared, type World } from './world.ts';

/** An iq get or set that somebody sent. */
interface Question {
  readonly from: string;
  readonly id: string | undefined;
  readonly to: string;
  readonly shown: string;
  readonly at: number;
  answers: number;
}

function questionIn({ sent }: Moment, at: number): Question | undefined {
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
function count(questions: readonly Question[], moment: Moment, now: number): void {
  for (const { kind, type, id, from, to, element } of moment.heard) {
    if (kind !== 'iq' || (type !== 'result' && type !== 'error')) continue;
    const asked = questions.find(one => one.answers === 0 && one.from === to && one.id === id && one.to === prepared(from));
    ok(asked, `an answer to nothing, or a second one: ${element}`);
    const isLate = element.getChild('error')?.getChild('remote-server-timeout') !== undefined;
    ok(!isLate || now - asked.at >= 60_000, 'nobody is given up before the time');
    asked.answers++;
  }
}

/** Whether somebody is who an address in a room means. */
function isAt(world: World, jid: string, address: string): boolean {
  const [room = '', nick = ''] = prepared(address).split(/\/(.*)/su);
  const person = world.person(room, jid);
  return person !== undefined && (nick === person.id || parseNick(nick)?.key === person.nickKey);
}

suite('in any conversation', test => {
  test('every iq get or set has exactly one answer to its sender, with its id and from where it was sent to', () => {
    holds((world, { script }) => {
      const questions: Question[] = [];
      for (const line of [...script, { waits: 61 }, { waits: 61 }]) {
        const moment = world.play(line);
        const question = questionIn(moment, world.now);
        if (question) questions.push(question);
        count(questions, moment, world.now);
      }
      const open = questions.filter(({ answers }) => answers === 0);
      equal(
        open.map(({ shown }) => shown),
        [],
        'nothing is left unanswered',
      );
    });
  });

  test('a question that was passed on is answered by whoever was asked, and by nobody else', () => {
    holds((world, { script }) => {
      const asked = new Set<string>();
      for (const line of script) {
        const { sent, heard } = world.play(line);
        for (const { kind, type, to, id } of heard) {
          if (kind !== 'iq' || type === 'error' || sent?.name !== 'iq') continue;
          if (type === 'result' && sent.attrs.type === 'result')
            ok(asked.has(`${sent.attrs.from} ${sent.attrs.id}`), String(sent));
          if (type !== 'result') asked.add(`${to} ${id}`);
        }
      }
    });
  });

  test('errors and results are never answered', () => {
    holds((world, { script }) => {
      const asked = new Set<string>();
      for (const line of script) {
        const moment = world.play(line);
        const question = questionIn(moment, world.now);
        if (question) asked.add(`${question.from} ${question.id}`);
        const { sent, heard } = moment;
        if (!sent || (sent.attrs.type !== 'error' && (sent.name !== 'iq' || sent.attrs.type !== 'result'))) continue;
        const jid = String(sent.attrs.from);
        const isNoAnswer = ({ kind, id, type, element }: Heard) =>
          // to a question of one's own, by oneself or because one is gone by this
          (kind === 'iq' && asked.has(`${jid} ${id}`)) ||
          // by whoever refuses what they wrote to themselves
          (kind === 'message' && type === 'error' && isAt(world, jid, String(sent.attrs.to))) ||
          // the room asks whether anybody is there
          (kind === 'message' && type === 'groupchat' && element.children.length === 0);
        const back = heard.filter(one => one.to === jid && !isNoAnswer(one));
        equal(
          back.map(({ element }) => String(element)),
          [],
        );
      }
    });
  });
});
