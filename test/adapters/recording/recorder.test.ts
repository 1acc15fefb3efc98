// The recorder on a running engine: which rooms it writes down from when, one at a time, and what it does not disturb.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'ltx';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { makeEngine } from '../../../adapters/engine.ts';
import { replay } from '../../../adapters/recording/replay.ts';
import type { KeptService } from '../../../machines/service-actor.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';

const domain = 'rooms.example.org';

function begin(dir?: string, kept?: KeptService, ring = 20) {
  const failures: string[] = [];
  const engine = makeEngine(
    { domain, create: 'anyone', limits: { ring } },
    {
      write: () => {},
      clock: { now: () => Date.UTC(2001, 0, 16), every: () => () => {} },
      onFailure: error => failures.push((error as Error).message),
      ...(kept ? { kept } : {}),
      ...(dir === undefined ? {} : { record: { dir } }),
    },
  );
  const enters = (name: string, room = 'hall') =>
    engine.take(parse(`<presence from="${name}@disney/home" to="${room}@${domain}/${name}"/>`) as never);
  const says = (name: string, body: string, room = 'hall') =>
    engine.take(
      parse(
        `<message type="groupchat" from="${name}@disney/home" to="${room}@${domain}"><body>${body}</body></message>`,
      ) as never,
    );
  return { engine, enters, says, failures };
}

const readAll = (dir: string) =>
  readdirSync(dir)
    .sort()
    .map(name => readFileSync(join(dir, name), 'utf8'));

function isWhole(text: string, requests: number): void {
  const { different, problem, requests: made } = replay(text);
  equal([different, problem, made], [0, undefined, requests]);
}

suite('the recorder', test => {
  test('writes a file for each room, and one more for the next room of that name', async () => {
    const dir = temporaryFolder().path;
    const { engine, enters, says } = begin(dir);
    enters('woody');
    enters('buzz', 'den');
    says('woody', 'hello');
    engine.take(parse(`<presence type="unavailable" from="woody@disney/home" to="hall@${domain}/woody"/>`) as never);
    enters('woody');
    await engine.recorded();
    const [den, first, second] = readAll(dir).sort((one, other) =>
      one.includes('"den@') ? -1 : other.includes('"den@') ? 1 : 0,
    );
    isWhole(den!, 1);
    const whole = [first!, second!].sort((one, other) => other.length - one.length);
    isWhole(whole[0]!, 3);
    ok(whole[0]!.endsWith('{"end":"closed"}\n') && whole[1]!.endsWith('{"end":"stopped"}\n'));
    engine.stop();
  });

  test('begins with how a room stands, where that was there before', async () => {
    for (const ring of [0, 20]) {
      const dir = temporaryFolder().path;
      const { engine, enters, says } = begin(undefined, undefined, ring);
      enters('woody');
      says('woody', 'before');
      const stop = engine.record({ dir });
      throws(() => engine.record({ dir }), /recorded already/);
      says('woody', 'after');
      enters('buzz');
      enters('buzz', 'den');
      await stop();
      await stop();
      says('woody', 'later');
      const texts = readAll(dir);
      equal(texts.map(text => text.includes('"kept":')).sort(), [false, true]);
      for (const text of texts) isWhole(text, text.includes('"kept":') ? 2 : 1);
      engine.stop();
    }
  });

  test('goes on with rooms that were put away, and their rings say that something is missing', async () => {
    const first = begin();
    first.enters('woody');
    const kept = JSON.parse(JSON.stringify(first.engine.keep())) as KeptService;
    first.engine.stop();
    const dir = temporaryFolder().path;
    const { engine, says } = begin(dir, kept);
    says('woody', 'hello');
    match(engine.recording('hall'), /"cut":true/);
    await engine.recorded();
    const [text] = readAll(dir);
    ok(text!.includes('"kept":'));
    isWhole(text!, 1);
    engine.stop();
  });

  test('tells who runs it that a recording has ended, and the room goes on', async () => {
    const dir = join(temporaryFolder().path, 'recordings');
    const { engine, enters, says, failures } = begin(dir);
    rmSync(dir, { recursive: true });
    enters('woody');
    await engine.recorded();
    is(failures.length, 1);
    match(failures[0]!, /the recording of a room has ended/);
    mkdirSync(dir);
    says('woody', 'hello');
    is(engine.room('hall')?.people, 1);
    engine.stop();
  });

  test('says what is wrong with its options', () => {
    const { engine } = begin();
    throws(() => engine.record({ dir: temporaryFolder().path, bytes: 1 }), /options of a recording are wrong.*bytes/s);
    throws(() => engine.recording('nowhere'), /There is no room nowhere@/);
    engine.stop();
    const without = begin(undefined, undefined, 0);
    without.enters('woody');
    throws(() => without.engine.recording('hall'), /limits\.ring is 0/);
    without.engine.stop();
  });
});
