// A player that never complains would make every scenario pass: here is everything that it has to complain about.
import { is, match, ok } from 'uvu/assert';
import { suite } from '../suite.ts';
import { play } from './play.ts';
import { readScript } from './script.ts';
import type { Connection, World } from './world.ts';
import { readStanzas, type Xml } from './xml.ts';

type Answer = (stanza: Xml, from: string) => string[];

/** A world whose service is one function: each answer goes to the client that its `to` names. */
class AnsweringWorld implements World {
  readonly server = 'disney';
  readonly service = 'rooms';
  readonly patience = 1;
  readonly #answer: Answer;
  readonly #clients = new Map<string, (stanza: Xml) => void>();
  shuts = 0;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  jid = (client: string): string => `${client}@disney/home`;
  async open(): Promise<void> {}
  async settle(): Promise<void> {}
  async timePasses(): Promise<void> {}
  async vanish(): Promise<void> {}
  async restartServer(): Promise<void> {}
  async loseLink(): Promise<void> {}
  async restoreLink(): Promise<void> {}
  async answerEffect(): Promise<void> {}
  async program(): Promise<void> {}
  invite(): void {}
  closeRoom(): void {}
  removePerson(): void {}
  async close(): Promise<void> {}
  async shut(): Promise<void> {
    this.shuts++;
  }

  async connect(client: string, receive: (stanza: Xml) => void): Promise<Connection> {
    this.#clients.set(client, receive);
    const send = (text: string): void => {
      for (const stanza of readStanzas(text)) {
        for (const answer of this.#answer(stanza, this.jid(client)).flatMap(readStanzas)) {
          this.#clients.get((answer.attrs.to ?? '').split('@', 1)[0] as string)?.(answer);
        }
      }
    };
    return { send, disconnect: async () => {}, drop: async () => {} };
  }
}

async function complaint(steps: string, answer: Answer): Promise<string> {
  const world = new AnsweringWorld(answer);
  try {
    await play(readScript('a.txt', `A title\n# a rule\n${steps}`), world);
  } catch (thrown) {
    is(world.shuts, 1, 'the world is shut after a failure');
    return (thrown as Error).message;
  }
  is(world.shuts, 1, 'the world is shut at the end');
  return 'no complaint';
}

const ask = "woody connects\nwoody sends:\n  <iq type='get' to='a@rooms'><q xmlns='x'/></iq>\n";
const result = (id: string, rest = ''): string => `<iq type='result' from='a@rooms' to='woody@disney/home' id='${id}'${rest}/>`;
const expectResult = "woody receives:\n  <iq type='result' from='a@rooms'/>\n";

suite('playing a script', test => {
  test('is content when everything comes as written', async () => {
    is(await complaint(ask + expectResult, ({ attrs }) => [result(attrs.id ?? '')]), 'no complaint');
  });

  test('gives iqs an id, and lets an answer answer it only once', async () => {
    match(await complaint(ask + expectResult, () => [result('other')]), "id='other' answers no iq of woody that is still open");
    const twice = await complaint(ask + expectResult + expectResult, ({ attrs }) => [
      result(attrs.id ?? ''),
      result(attrs.id ?? ''),
    ]);
    match(twice, 'answers no iq of woody that is still open');
  });

  test('says file, line, what was expected, what came and why that does not do', async () => {
    const said = await complaint(ask + expectResult, ({ attrs }) => [result(attrs.id ?? '', " by='x'")]);
    match(said, /^a\.txt:7: woody expected\n {2}<iq type='result' from='a@rooms'\/>\nbut received\n {2}<iq .*\nbecause\n {2}- /);
    match(said, "by='x' was not expected");
  });

  test('complains of what does not come', async () => {
    match(await complaint(ask + expectResult, () => []), 'but received nothing more');
    match(await complaint(ask, () => []), 'the iq that woody sent in line 5 is still not answered at the end');
  });

  test('complains of what nobody expected, at once or at the end', async () => {
    const answer: Answer = ({ attrs }) => [result(attrs.id ?? ''), "<message to='woody@disney/home'/>"];
    match(await complaint(ask + expectResult, answer), /^a\.txt:7: woody received what was not expected\n {2}<message/);
    match(await complaint(`${ask + expectResult}woody receives nothing\nwoody drops`, answer), /^a\.txt:8: /);
    is(await complaint(`${ask + expectResult}woody ignores messages`, answer), 'no complaint');
    match(await complaint(`${ask + expectResult}woody ignores presence`, answer), 'was not expected');
  });

  test('keeps to the order unless any order will do', async () => {
    const answer: Answer = () => ["<message to='woody@disney/home'/>", "<presence to='woody@disney/home'/>"];
    const say = "woody connects\nwoody sends:\n  <message to='a@rooms'/>\n";
    const patterns = '\n  <presence/>\n  <message/>';
    match(await complaint(`${say}woody receives:${patterns}`, answer), 'expected <presence>, received <message>');
    is(await complaint(`${say}woody receives in any order:${patterns}`, answer), 'no complaint');
  });

  test('takes several of a sort, two at least', async () => {
    const say = "woody connects\nwoody sends:\n  <message to='a@rooms'/>\n";
    const several = 'woody receives several:\n  <message/>\nwoody receives nothing';
    const times =
      (count: number): Answer =>
      () =>
        Array(count).fill("<message to='woody@disney/home'/>");
    match(await complaint(say + several, times(1)), 'nothing more');
    is(await complaint(say + several, times(2)), 'no complaint');
    is(await complaint(say + several, times(5)), 'no complaint');
  });

  test('complains of a stanza for somebody else and of an iq without an id', async () => {
    const say = "woody connects\nwoody sends:\n  <message to='a@rooms'/>\nwoody receives:\n";
    match(await complaint(`${say}  <message/>`, () => ["<message to='woody@disney/desk'/>"]), 'addressed to woody@disney/desk');
    match(await complaint(`${say}  <message/>`, () => ["<message to='woody@disney'/>"]), 'addressed to woody@disney,');
    const push = "<iq type='set' from='a@rooms' to='woody@disney/home'/>";
    match(await complaint(`${say}  <iq type='set' from='a@rooms'/>`, () => [push]), 'every iq carries an id');
  });

  test('complains when somebody sees what is hidden, even in what is ignored', async () => {
    const steps =
      "nobody but buzz sees {buzz.bare}\nwoody connects\nwoody ignores everything\nwoody sends:\n  <message to='a@rooms'/>\n";
    const leak = await complaint(steps, () => ["<message to='woody@disney/home'><error by='buzz@disney/home'/></message>"]);
    match(leak, 'woody can see "buzz@disney" in');
    is(await complaint(steps, () => ["<message to='woody@disney/home'/>"]), 'no complaint');
  });

  test('uses what it has captured', async () => {
    const steps = `woody connects
woody sends:
  <message to='a@rooms'><body>1</body></message>
woody receives:
  <message><body>{any:word}</body></message>
woody sends:
  <message to='a@rooms'><body>{word}</body></message>
woody receives:
  <message><body>&lt;1&gt;</body></message>`;
    const seen: string[] = [];
    const answer: Answer = stanza => {
      seen.push(JSON.stringify(stanza.children));
      return ["<message to='woody@disney/home'><body>&lt;1&gt;</body></message>"];
    };
    is(await complaint(steps, answer), 'no complaint');
    ok(seen[1]?.includes('<1>'));
  });

  test('enters by the short form, learns the id, and complains when that is refused', async () => {
    const id = '0123456789abcdef01234567';
    const steps = "woody enters a as Woody\nwoody sends:\n  <message to='a@rooms/{woody}'/>";
    const inside =
      (from: string): Answer =>
      stanza =>
        stanza.name === 'iq'
          ? [
              `<iq type='result' from='${from}' to='woody@disney/home' id='${stanza.attrs.id}'>
             <query xmlns='jabber:iq:conference'><id>a@rooms/${id}</id><nick>Woody</nick></query></iq>`,
            ]
          : [];
    is(await complaint(steps, inside('a@rooms')), 'no complaint');
    match(await complaint(steps, () => []), 'a.txt:3: woody asked to enter and was not answered');
    const refuse: Answer = ({ attrs }) => [`<iq type='error' to='woody@disney/home' id='${attrs.id}'/>`];
    match(await complaint(steps, refuse), 'a.txt:3: woody may not enter\n  <iq');
  });
});
