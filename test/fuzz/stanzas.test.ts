// The fuzz test over sequences of stanzas would be of no use if it let something pass: what each judge is there for is shown
// to it. And a service that many have left remembers nothing of them.
import { ok, throws } from 'uvu/assert';
import { boundedParser } from '../../adapters/bounded-parser.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';
import { oneAnswerEach } from './answers.ts';
import { bent } from './bending.ts';
import { discretion } from './discretion.ts';
import { growth } from './growth.ts';
import { type Judge, knownAddresses, wellFormed } from './judgement.ts';
import { seedOf } from './parts.ts';
import { limits } from './places.ts';
import type { Heard, Moment } from './play.ts';
import { usual } from './sequence.ts';
import { judged } from './stanzas.ts';

const room = 'grp@rooms.disney';
const bo = 'bo.peep@disney/lamp';
const woody = 'woody@disney/home';

function elementsOf(xml: string): XmlElement[] {
  const found: XmlElement[] = [];
  const parser = new (boundedParser({ stanzaBytes: 20_000, depth: 30 }))();
  parser.on('element', (element: XmlElement) => found.push(element));
  parser.write(`<stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:component:accept'>${xml}`);
  return found;
}

/** What is sent, and what is heard of it. */
function moment(sends: string, xml = '', more: Partial<Moment> = {}): Moment {
  const heard = elementsOf(xml).map((element): Heard => {
    const { from = '', to = '', type, id } = element.attrs as Record<string, string>;
    return { from, to, type, id, kind: element.name, element };
  });
  return { step: { sends }, sent: elementsOf(sends)[0], heard, xml, isLossy: false, isIgnored: false, ...more };
}

/** Plays moments, of which a judge lets all pass but the last. */
function notices(judge: Judge, ...moments: readonly Moment[]): void {
  for (const one of moments.slice(0, -1)) judge.after(one);
  throws(() => judge.after(moments.at(-1)!));
}

const asks = `<iq type='get' id='1' from='${woody}' to='${room}'><ping xmlns='urn:xmpp:ping'/></iq>`;
const answer = `<iq type="result" id="1" from="${room}" to="${woody}"/>`;

suite('fuzzing: the judge of answers', test => {
  test('notices a question without an answer', () => {
    const judge = oneAnswerEach();
    judge.after(moment(asks));
    throws(() => judge.end!());
    judge.after(moment('', answer));
    judge.end!();
  });

  test('notices a second answer, one to somebody else, from elsewhere, or with another id', () => {
    notices(oneAnswerEach(), moment(asks, answer), moment('', answer));
    for (const [one, other] of [
      [woody, 'woody@disney/Home'],
      [room, 'rooms.disney'],
      ['id="1"', 'id="2"'],
    ] as const)
      notices(oneAnswerEach(), moment(asks, answer.replace(one, other)));
  });

  test('excuses what was lost with the link, or not heard, and nothing else', () => {
    for (const more of [{ isLossy: true }, { isIgnored: true }]) {
      const judge = oneAnswerEach();
      judge.after(moment(asks, '', more));
      judge.end!();
      judge.after(moment(asks));
      throws(() => judge.end!());
    }
  });

  test('notices an answer to an error', () => {
    const error = `<message type='error' from='${woody}' to='${room}'/>`;
    notices(oneAnswerEach(), moment(error, `<message type="error" from="${room}" to="${woody}"/>`));
  });
});

suite('fuzzing: the judge of discretion', test => {
  const enters = (flag: string) =>
    `<iq type='set' id='1' from='${bo}' to='${room}'><query xmlns='jabber:iq:conference'><nick>bo</nick>${flag}</query></iq>`;
  const tells = (jid: string) =>
    moment('', `<message from="${room}" to="${woody}"><x xmlns="urn:x"><y jid="${jid}"/></x></message>`);

  test('notices the address of somebody hidden, in whatever letters', () => {
    for (const jid of [bo, 'BO.Peep@Disney', 'bo.peep%40disney', 'ｂｏ.peep@disney'])
      notices(discretion(usual), moment(enters('<privacy/>')), tells(jid));
    notices(discretion(usual), moment(`<presence from='${bo}' to='${room}/bo'/>`), tells(bo));
  });

  test('lets pass what its owner or another has told', () => {
    const says = (from: string) => moment(`<message from='${from}' to='${room}'><body>bo.peep@disney</body></message>`);
    for (const told of [moment(enters('')), moment(enters(`<privacy xmlns='urn:x'/>`)), says(bo), says(woody)]) {
      const judge = discretion(usual);
      judge.after(moment(enters('<privacy/>')));
      judge.after(told);
      judge.after(tells(bo));
    }
    const judge = discretion({ ...usual, hideRealJids: false });
    judge.after(moment(`<presence from='${bo}' to='${room}/bo'/>`));
    judge.after(tells(bo));
  });

  test('does not take for told what a client adds by itself', () => {
    const adds = `<message from='${bo}' to='${room}' id='${bo}'><body>hi</body><thread>bo.peep@disney</thread></message>`;
    notices(discretion(usual), moment(adds), tells(bo));
  });
});

suite('fuzzing: the judges of form', test => {
  test('notice what is not well-formed, too large, or an iq without an id', () => {
    notices(wellFormed(), moment('', '<message to="a"><body>&</body></message>'));
    notices(wellFormed(), moment('', `<message to="a"><body>${'x'.repeat(limits.stanzaBytes + 2_000)}</body></message>`));
    notices(wellFormed(), moment('', '<iq type="result" to="a" from="b"/>'));
  });

  test('notice a sender that is not ours, and a recipient that nobody knows', () => {
    notices(knownAddresses(), moment(asks, `<message from="disney" to="${woody}"/>`));
    notices(knownAddresses(), moment(asks, `<message from="${room}" to="${bo}"/>`));
  });
});

suite('fuzzing: sequences', test => {
  test('are played with all holes filled, on either way in', async () => {
    const steps = [
      { sends: `<presence from='${woody}' to='${room}/{x*3}'/>` },
      { sends: `<message from='${woody}' to='${room}/{nick:woody}'><body>{nick:woody}</body></message>` },
      { sends: 'not XML at all' },
      { restarts: true },
      { lost: 1 },
    ] as const;
    for (const door of ['engine', 'component'] as const) {
      const { wrong, story } = await judged({ circumstances: { ...usual, door }, steps });
      ok(wrong === undefined, `${wrong}\n${story}`);
    }
  });

  test('are bent one way after another', () => {
    for (let what = 0; what < 18; what++)
      for (let how = 0; how < 20; how++)
        ok(
          bent(asks, [
            { what, at: how, how },
            { what: 12, at: 0, how },
          ]).startsWith('<'),
        );
  });

  test('leave nothing in memory when all have gone', async () => {
    const seed = seedOf();
    for (const door of ['engine', 'component'] as const) {
      const bytes = await growth({ seed, runs: 60 }, { ...usual, door });
      ok(bytes < 2_000_000, `${bytes} bytes more after 60 sequences, with the seed ${seed}`);
    }
  });
});
