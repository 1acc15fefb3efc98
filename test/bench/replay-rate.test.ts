// What the rate of replays is measured with: a recording that comes out as it was, and a report of it.
import { equal, is, match, ok, throws } from 'uvu/assert';
import { replay } from '../../adapters/recording/replay.ts';
import { suite } from '../suite.ts';
import { rate, report, talk } from './replay-rate.ts';

suite('the rate of replays', test => {
  test('is that of a recording of plain talk, which comes out as it was', () => {
    const recording = talk(50);
    const { requests, facts, different, problem } = replay(recording);
    equal([requests, facts, different, problem], [60, 61, 0, undefined]);
    is(recording.split('\n').filter(line => line.startsWith('[')).length, 50);
    ok(rate(recording) > 0);
    throws(() => rate(recording.replace('"entered ', '"left ')), /different in 1 steps/);
  });

  test('is reported with and without the facts', () => {
    const lines: string[] = [];
    report(20, 3, line => lines.push(line));
    is(lines.length, 3);
    match(lines[1]!, /^replayed: .* thousand requests a second of CPU \(\d+, \d+, \d+\)$/);
    match(lines[2]!, /^with all facts written: .*; [1-9]\d+ characters$/);
  });
});
