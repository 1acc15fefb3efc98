// The metrics of the process, on both runtimes.
import { equal, match, not } from 'uvu/assert';
import { processMetrics } from '../../../adapters/metrics/process-metrics.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { onDeno, runProgram } from '../program.ts';

suite('process metrics', test => {
  test('are those that everybody knows, and only of the process, however often they are asked for', async () => {
    await processMetrics();
    const text = await processMetrics();
    for (const name of ['process_resident_memory_bytes', 'process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds']) {
      match(text, new RegExp(`^${name} [\\d.e+-]+$`, 'm'));
    }
    not.match(text, /confab_/);
  });

  test('are there on Deno, too', async () => {
    const source = new URL('../../../adapters/metrics/process-metrics.ts', import.meta.url).href;
    const text = `import { processMetrics } from ${JSON.stringify(source)};\nconsole.log(await processMetrics());\n`;
    const { code, out, err } = await runProgram([], { runtime: onDeno(temporaryFolder().write('metrics.ts', text)) });
    equal([code, err], [0, '']);
    match(out, /^process_resident_memory_bytes \d+$/m);
  });
});
