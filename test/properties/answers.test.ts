// Every question has one answer, and no answer has any.
import { equal, ok } from 'uvu/assert';
import { parseNick } from '../../streams/address.ts';
import { suite } from '../suite.ts';
import { holds } from './holds.ts';
import { count, type Question, questionIn } from './questions.ts';
import { type Heard, prepared, type World } from './world.ts';

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
