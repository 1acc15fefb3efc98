// The ledger: every copy counts once; what is missing, doubled or astray shows.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { Ledger } from './ledger.ts';

suite('bench ledger', test => {
  test('tells when the last copy has come, and when the message was sent', () => {
    const ledger = new Ledger();
    const seq = ledger.send(10, 3, 42);
    assert.is(ledger.tick(seq, 10), -1);
    assert.is(ledger.tick(seq, 12), -1);
    assert.is(ledger.missing, 1);
    assert.is(ledger.tick(seq, 11), 42);
    assert.is(ledger.missing, 0);
    assert.is(ledger.arrived, 3);
  });

  test('notices a copy that comes twice, before and after the last', () => {
    const ledger = new Ledger();
    const seq = ledger.send(0, 2, 0);
    ledger.tick(seq, 0);
    ledger.tick(seq, 0);
    ledger.tick(seq, 1);
    ledger.tick(seq, 1);
    assert.is(ledger.twice, 2);
    assert.is(ledger.arrived, 2);
  });

  test('notices copies to outsiders and of messages that nobody sent', () => {
    const ledger = new Ledger();
    const seq = ledger.send(5, 2, 0);
    ledger.tick(seq, 4);
    ledger.tick(seq, 7);
    ledger.tick(seq, -1);
    ledger.tick(seq + 1, 5);
    assert.is(ledger.strays, 4);
    assert.is(ledger.missing, 2);
  });

  test('uses its marks again without remembering anybody', () => {
    const ledger = new Ledger();
    for (let round = 0; round < 3; round++) {
      const seq = ledger.send(0, 2, 0);
      ledger.tick(seq, 0);
      ledger.tick(seq, 1);
    }
    assert.equal([ledger.arrived, ledger.twice, ledger.missing], [6, 0, 0]);
  });
});
