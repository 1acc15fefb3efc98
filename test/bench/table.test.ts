// The table: figures from lines, ratios to the servers, and a remark for everything that is not whole.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { isSound, type Line } from './line.ts';
import { sampleLine } from './sample-line.ts';
import { table } from './table.ts';

const LINE: Line = {
  ...sampleLine,
  work: 'small',
  title: '10 in a room',
  done: 3_000,
  deliveries: 30_000,
  seconds: 2,
  cpuSeconds: 1.5,
  p50: 1.234,
  p99: 12.6,
};
const RIVAL: Line = { ...LINE, contestant: 'prosody', dialect: 'xep-0045', done: 1_000, deliveries: 10_000, cpuSeconds: 2 };

suite('bench table', test => {
  test('shows what was done a second and a CPU second, and how it compares', () => {
    const [title, head, first, second] = table([LINE, RIVAL], ['prosody']).split('\n');
    assert.is(title, 'small: 10 in a room');
    assert.match(head!, /done\/s +stanzas\/s +stanzas\/CPU-s +p50 ms +p99 ms +load +to prosody/);
    assert.match(first!, /confab conference +1,500 +15,000 +20,000 +1\.23 +13 +25 % +3\.00x time, 4\.00x CPU/);
    assert.match(second!, /prosody xep-0045 +500 +5,000 +5,000 .* 25 %$/);
  });

  test('shows memory by person, and the ratio of what is resident', () => {
    const weighed = { ...LINE, unit: 'entries', done: 100, resident: 2_048, heap: 1_024 } as const;
    const text = table([weighed, { ...weighed, contestant: 'prosody', resident: 4_096, heap: null }], ['prosody']);
    assert.match(text, /confab conference +100 +2\.0 +1\.0 +2\.0 +1\.5 +0\.50x/);
    assert.match(text, /prosody conference +100 +4\.0 +- /);
  });

  test('says what cannot be told with a dash', () => {
    assert.match(table([{ ...LINE, cpuSeconds: null }], []), /15,000 +- +1\.23/);
  });

  test('remarks on everything that is wrong, and only then', () => {
    assert.not.match(table([LINE], []), /!/);
    const wrong = { ...LINE, missing: 1, twice: 2, strays: 3, unlike: 4, errors: 5, error: '<presence/>' };
    const remarks = table([wrong], [])
      .split('\n')
      .filter(line => line.includes('!'));
    assert.is(remarks.length, 5);
    assert.match(remarks[4]!, /confab conference: 5 stanza errors; the first: <presence\/>/);
  });

  test('takes a line for sound when all came, or when entry was cut short', () => {
    assert.ok(isSound(LINE));
    assert.not(isSound({ ...LINE, missing: 1, note: '1 copy did not come' }));
    assert.ok(isSound({ ...LINE, unit: 'entries', missing: 9, note: '3 of 10 people got in' }));
    assert.not(isSound({ ...LINE, twice: 1 }));
  });
});
