import { equal, is, match, not } from 'uvu/assert';
import { createLog, prettyLine } from '../../adapters/log.ts';
import { suite } from '../suite.ts';

function logTo(lines: string[], pretty = false) {
  return createLog({ level: 'info', pretty }, { write: line => void lines.push(line) });
}

suite('log', test => {
  test('writes lines of JSON with time, the name of the level and the message', () => {
    const lines: string[] = [];
    const log = logTo(lines);
    log.debug('too little');
    log.info({ rooms: 3 }, 'ready');
    is(lines.length, 1);
    const { time, ...rest } = JSON.parse(lines[0]!);
    match(time, /^\d{4}-\d\d-\d\dT/);
    equal(rest, { level: 'info', rooms: 3, msg: 'ready' });
  });

  test('takes secrets out by their name', () => {
    const lines: string[] = [];
    const rooms = [{ name: 'a', secret: 'hunter2' }];
    const all = { secret: 'hunter2', rooms, settings: { secret: 'hunter2', rooms }, config: { settings: { secret: 'hunter2' } } };
    logTo(lines).info(all, 'x');
    not.match(lines[0]!, /hunter2/);
    match(lines[0]!, /\(secret\)/);
  });

  test('writes for people where asked', () => {
    const lines: string[] = [];
    logTo(lines, true).warn({ rooms: 3, domain: 'd' }, 'ready');
    match(lines[0]!, /^\d\d:\d\d:\d\d WARN {2}ready rooms=3 domain=d\n$/);
    logTo(lines, true).error(new Error('oops'));
    match(lines[1]!, /ERROR oops\nError: oops\n +at/);
  });

  test('keeps to one line what has line ends in it', () => {
    is(prettyLine('{"time":"2001-01-01T10:11:12Z","level":"info","msg":"a","nick":"x\\ny"}'), '10:11:12 INFO  a nick="x\\ny"');
  });
});
