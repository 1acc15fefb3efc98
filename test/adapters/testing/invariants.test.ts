// What must hold of any conversation, asked of moments that are made up: each thing that is wrong is found.
import { parse } from 'ltx';
import { match, throws } from 'uvu/assert';
import { rooms } from '../../../adapters/testing/cast.ts';
import type { Talk } from '../../../adapters/testing/conversation.ts';
import { type Invariant, invariantsOf } from '../../../adapters/testing/invariants.ts';
import { questionBook } from '../../../adapters/testing/question-book.ts';
import { readStanzas } from '../../../adapters/testing/received.ts';
import type { Moment } from '../../../adapters/testing/rehearsal.ts';
import { suite } from '../../suite.ts';

const [hall] = rooms;
const woody = 'woody@toys.example/home';
const buzz = 'buzz@toys.example/Star';

/** A moment in which somebody sends a stanza, and something is written. */
function moment(sent: string, written = '', more: Partial<Moment> = {}): Moment {
  const element = sent === '' ? undefined : (parse(sent) as NonNullable<Moment['sent']>);
  const act = sent === '' ? { waits: 1 } : { stanza: sent };
  return { act, sent: element, written, received: readStanzas(written), facts: [], failures: [], ...more };
}

const actor = (name: string, jid: string, isProtected = false) =>
  ({ name, jid, dialect: 'groupchat', isModerator: false, isProtected }) as const;

/** Woody, who hides, and Buzz; inside the hall are those with these nicks. */
function talkOf(nicks: readonly string[] = []): Talk {
  const people = nicks.map((nick, i) => ({ id: String(i), nick, nickKey: nick, dialect: 'groupchat' }));
  const floor = { people: { joined: () => people.values() } };
  return {
    people: [actor('woody', woody, true), actor('buzz', buzz)],
    floor: (room: string) => (room === hall ? floor : undefined),
    person: (room: string, jid: string) => (room === hall && jid === buzz ? people[0] : undefined),
  } as unknown as Talk;
}

/** What the invariants have against some moments, and the end. */
function found(moments: readonly Moment[], talk = talkOf(), of?: readonly Invariant[]): string {
  const all = of ?? invariantsOf(talk, { hides: true, moderatorsKnow: false });
  try {
    for (const one of moments) for (const { after } of all) after(one);
    for (const { end } of all) end?.();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const asks = `<iq type='get' id='1' from='${buzz}' to='${hall}'/>`;
const answer = `<iq type='result' id='1' from='${hall}' to='${buzz}'/>`;

suite('the invariants of conversations', test => {
  test('have nothing against what is right', () => {
    match(found([moment(asks, answer), moment('')]), /^$/);
  });

  test('find a failure', () => {
    const cause = new Error('ouch');
    match(
      found([moment('', '', { failures: [new Error('door: ouch', { cause })] })]),
      /^Something failed: door: ouch\nError: ouch/,
    );
    match(found([moment('', '', { failures: [new Error('alone')] })]), /^Something failed: alone/);
  });

  test('find two with one nick', () => {
    match(found([moment('')], talkOf(['x', 'y', 'x'])), /^Two in hall=2f@rooms.example hold the nick x/);
  });

  test('find addresses that are not ours, and people who never wrote', () => {
    match(
      found([moment('', `<message from='x@elsewhere.example' to='${buzz}'/>`)]),
      /^This comes from an address that is not ours/,
    );
    match(found([moment('', `<message from='${hall}' to='${buzz}'/>`)]), /^This goes to somebody who never wrote to us/);
    const invites = moment('', `<message from='${hall}' to='${buzz}'/>`, { act: { invites: buzz, room: 'hall' } });
    match(found([invites]), /^$/);
  });

  test('find a hidden address, but where somebody tells it', () => {
    const hello = `<message from='${buzz}' to='${hall}'/>`;
    const leak = `<message from='${hall}' to='${buzz}'><body>WOODY@toys.example</body></message>`;
    match(found([moment(hello, leak)]), /^woody hides the real address, and here others learn it/);
    const told = `<message from='${woody}' to='${hall}'><body>I am woody@toys.example</body></message>`;
    match(found([moment(hello), moment(told, leak)]), /^$/);
    const typed = `<message from='${buzz}' to='${hall}'><body>!remove woody woody@toys.example</body></message>`;
    match(found([moment(hello), moment(typed, leak)]), /^$/);
    const shown = talkOf();
    const of = invariantsOf(shown, { hides: false, moderatorsKnow: false });
    match(found([moment(hello, leak)], shown, of), /^$/);
  });

  test('find somebody who cannot know who is inside', () => {
    const hello = `<message from='${buzz}' to='${hall}'/>`;
    match(
      found([moment(hello)], talkOf(['buzz'])),
      /^buzz could not know who is in hall=2f@rooms.example: there are buzz, and known are \./,
    );
    const presence = `<presence from='${hall}/buzz' to='${buzz}'/>`;
    match(found([moment(hello, presence)], talkOf(['buzz'])), /^$/);
  });

  test('find questions without an answer, and answers without a question', () => {
    const book = () => [questionBook()];
    match(found([moment(asks)], undefined, book()), /^This was never answered: <iq/);
    match(
      found([moment(asks, answer), moment('', answer)], undefined, book()),
      /^This answers nothing that was asked, or a second time/,
    );
    match(found([moment(asks, answer.replace('1', '2'))], undefined, book()), /^This answers nothing/);
    match(found([moment(asks, answer.replace(hall, `${hall}/x`))], undefined, book()), /^This answers nothing/);
    const lost = `<iq type='set' id='1' from='${buzz}'/>`;
    match(found([moment(lost, answer.replace(hall, 'rooms.example'))], undefined, book()), /^$/);
    throws(() => questionBook().after(moment('', answer)));
  });
});
