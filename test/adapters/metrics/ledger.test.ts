// The books of an engine, held against what happened: real stanzas through a real engine.
import { parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { Ledger } from '../../../adapters/metrics/ledger.ts';
import { suite } from '../../suite.ts';
import { realContext } from '../real-service.ts';

const room = 'hall@rooms.example.org';

function setUp() {
  const { engine, enters } = realContext();
  const sends = (xml: string) => engine.take(parse(xml) as never);
  return { engine, enters, sends, ledger: engine.ledger };
}

suite('ledger', test => {
  test('counts stanzas by kind and by what came of them', () => {
    const { enters, sends, ledger } = setUp();
    enters('romeo', 'Romeo');
    enters('rex', 'Rex');
    enters('ghost', 'Boo');
    sends(`<message type="groupchat" from="romeo@disney/home" to="${room}"><body>hi</body></message>`);
    sends(`<message type="groupchat" from="nobody@disney/home" to="${room}"><body>hi</body></message>`);
    sends(`<iq type="result" id="1" from="romeo@disney/home" to="${room}"/>`);
    sends(`<iq type="get" id="2" from="romeo@disney/home" to="${room}"><ping xmlns="urn:xmpp:ping"/></iq>`);
    const none = { taken: 0, held: 0, refused: 0, failed: 0, ignored: 0 };
    equal(ledger.received, {
      message: { ...none, taken: 1, refused: 1 },
      presence: { ...none, taken: 1, held: 1, refused: 1 },
      iq: { ...none, taken: 1, ignored: 1 },
    });
  });

  test('counts what is said, one for each recipient', () => {
    const { enters, sends, ledger } = setUp();
    enters('romeo', 'Romeo');
    const before = { ...ledger.sent };
    enters('juliet', 'Juliet');
    // each is shown the other, and Juliet herself
    is(ledger.sent.presence - before.presence, 3);
    const { message } = ledger.sent;
    sends(`<message type="groupchat" from="romeo@disney/home" to="${room}"><body>hi</body></message>`);
    is(ledger.sent.message - message, 2);
    const { iq } = ledger.sent;
    sends(`<iq type="get" id="2" from="romeo@disney/home" to="${room}"><ping xmlns="urn:xmpp:ping"/></iq>`);
    is(ledger.sent.iq - iq, 1);
  });

  test('knows who refused: a behaviour, the room itself, or the service', () => {
    const { engine, enters, sends, ledger } = setUp();
    enters('ghost', 'Boo');
    engine.command('hall', 'guard', 'close', {});
    enters('late', 'Late');
    enters('later', 'Later');
    sends(`<message type="groupchat" from="nobody@disney/home" to="${room}"><body>hi</body></message>`);
    sends(`<presence from="a@disney/home" to="nowhere@rooms.example.org/A"/>`);
    equal(
      ledger.refusals().map(({ condition, by, count }) => [condition, by, count]),
      [
        ['internal-server-error', 'guard', 1],
        ['forbidden', 'guard', 2],
        ['not-allowed', 'base', 1],
        ['not-allowed', 'service', 1],
      ],
    );
  });

  test('names who held a request that is refused later, and not the stanza of whoever decided', () => {
    const { engine, enters, ledger } = setUp();
    enters('rex', 'Rex');
    equal(ledger.refusals(), []);
    // nobody decided in time
    engine.service.send({ type: 'tick', at: Date.UTC(2001, 0, 16) + 61_000, fresh: 'f'.repeat(24) });
    equal(ledger.refusals(), [{ condition: 'forbidden', by: 'guard', count: 1 }]);
    is(ledger.received.presence.held, 1);
    is(ledger.received.presence.refused, 0);
  });

  test('counts what fails, and what became of the behaviour', () => {
    const { enters, ledger } = setUp();
    for (const name of ['a', 'b', 'c']) enters(name, 'Boo');
    equal(ledger.failures, { hearing: 0, step: 0, behaviour: 3, saying: 0 });
    equal(ledger.faults(), [
      { behaviour: 'guard', now: 'kept', count: 2 },
      { behaviour: 'guard', now: 'closed', count: 1 },
    ]);
    const alone = new Ledger();
    const receipt = { kind: 'message', sentTo: 'x' } as const;
    alone.hears('message');
    alone.asks({ receipt });
    alone.tells({ type: 'told', fact: { type: 'failed', request: 'say', error: new Error('oops') } });
    alone.tells({
      type: 'told',
      fact: {
        type: 'refused',
        refusal: { condition: 'internal-server-error', type: 'wait', code: 500, text: '' },
        reply: { to: 'a@b/c' as never, dialect: 'conference', receipt },
      },
    });
    alone.done();
    alone.hears('iq');
    alone.fails('hearing');
    alone.done();
    equal([alone.failures.step, alone.failures.hearing], [1, 1]);
    equal([alone.received.message.failed, alone.received.iq.failed], [1, 1]);
    equal(alone.refusals(), [{ condition: 'internal-server-error', by: 'service', count: 1 }]);
  });

  test('does not take the refusal of somebody else for what came of a stanza', () => {
    const ledger = new Ledger();
    const refusal = { condition: 'forbidden', type: 'auth', code: 403, text: '' } as const;
    const refused = (receipt: object) =>
      ledger.tells({
        type: 'told',
        fact: { type: 'refused', refusal, reply: { to: 'a@b/c', dialect: 'conference', receipt } } as never,
      });
    const own = { kind: 'message', sentTo: 'x' } as const;
    ledger.hears('message');
    ledger.asks({ receipt: own });
    refused({ ...own });
    ledger.done();
    equal([ledger.received.message.taken, ledger.received.message.refused], [1, 0]);
    ledger.hears('message');
    ledger.asks({ receipt: own });
    refused(own);
    ledger.done();
    equal([ledger.received.message.taken, ledger.received.message.refused], [1, 1]);
    equal(ledger.refusals(), [{ condition: 'forbidden', by: 'service', count: 2 }]);
  });

  test('knows since when a broadcast is under way, and since when nothing happened', () => {
    const ledger = new Ledger();
    const said = { type: 'told', fact: { type: 'said' } } as never;
    ledger.hears('message');
    ledger.tells(said);
    ok(ledger.broadcastSince > 0 && ledger.broadcastSince <= performance.now());
    ledger.done();
    is(ledger.broadcastSince, 0);
    // an operator's words: nobody's stanza was heard
    ledger.tells(said);
    is(ledger.broadcastSince, 0);
    ledger.ticks();
    ok(ledger.sinceTick >= 0);
  });
});
