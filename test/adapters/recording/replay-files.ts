// A program that replays the recordings that it is given, one after the other, and writes their facts to stdout: for tests
// of what time zone, language and runtime must not change.
import { recordingLines } from '../../../adapters/recording/recording-lines.ts';
import { replay } from '../../../adapters/recording/replay.ts';

// what would be seen if anything asked for it
process.stderr.write(`${new Intl.DateTimeFormat().resolvedOptions().timeZone} ${new Date(0).getTimezoneOffset()}\n`);
for (const file of process.argv.slice(2)) {
  const facts: string[] = [];
  const { different, problem } = replay(recordingLines(file), { onFact: line => facts.push(line) });
  if (different > 0 || problem) throw new Error(`${file}: ${different} ${problem?.message}`);
  process.stdout.write(facts.map(line => `${line}\n`).join(''));
}
