// Files of recordings: their modes and sizes, how many there are, and what becomes of them when the disk is full or slow.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { type Append, append } from '../../../adapters/recording/append.ts';
import { Archive, type ArchiveOptions, type ArchiveSettings } from '../../../adapters/recording/archive.ts';
import { fileName, readFileName } from '../../../adapters/recording/recording-name.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';

const at = Date.UTC(2001, 0, 16);
const plain = { bytes: 10_000, files: 3, total: 1_000_000 };

function archive(options: Partial<ArchiveSettings & Omit<ArchiveOptions, 'warn'>> = {}) {
  const { bytes, files, total, dir = join(temporaryFolder().path, 'deep', 'recordings'), ...means } = { ...plain, ...options };
  const warnings: string[] = [];
  const made = new Archive({ dir, bytes, files, total }, { warn: text => warnings.push(text), pause: 1_000_000, ...means });
  return { made, dir, warnings };
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

suite('the folder of recordings', test => {
  test('is made for its user alone, and so are the files', async () => {
    const { made, dir, warnings } = archive();
    const file = made.open('hall', at);
    file.begin('{}');
    file.add('"hä"');
    file.end('closed');
    await made.drain();
    equal([modeOf(dir), modeOf(file.path)], [0o700, 0o600]);
    is(readFileSync(file.path, 'utf8'), '{}\n"hä"\n{"end":"closed"}\n');
    is(file.bytes, statSync(file.path).size);
    equal(warnings, []);
  });

  test('is complained about where others may look into it, and used', () => {
    const { path } = temporaryFolder();
    chmodSync(path, 0o755);
    const { warnings } = archive({ dir: path });
    match(warnings.join(), /others on this machine may look into the folder of recordings: chmod 700/);
  });

  test('is refused with a sentence where it cannot be one', () => {
    const dir = temporaryFolder().write('file', '');
    throws(() => archive({ dir }), /cannot be written to .*: there is a file of that name, and no folder\. Choose another/);
  });

  test('lets the oldest files of a room go, and nobody else’s', async () => {
    const { made, dir } = archive({ files: 2 });
    const other = made.open('hall2', at);
    other.end('closed');
    const paths: string[] = [];
    for (const more of [1, 2, 3, 4]) {
      await made.drain();
      const file = made.open('hall', at + more);
      file.end('full');
      paths.push(file.path);
    }
    await made.drain();
    equal(
      paths.map(path => existsSync(path)),
      [false, false, true, true],
    );
    is(readdirSync(dir).length, 3);
  });

  test('has so many bytes at most, those of earlier runs too', async () => {
    const dir = temporaryFolder().path;
    const old = join(dir, fileName('den', at));
    const foreign = join(dir, 'notes.jsonl');
    writeFileSync(old, 'x'.repeat(60_000));
    writeFileSync(foreign, 'x'.repeat(200_000));
    const { made } = archive({ dir, total: 100_000 });
    for (const more of [1, 2]) {
      const file = made.open('hall', at + more);
      file.add('y'.repeat(45_000));
      file.end('closed');
      await made.drain();
    }
    equal([existsSync(old), existsSync(foreign), readdirSync(dir).length], [false, true, 3]);
  });

  test('says once that what is being written is too much', async () => {
    const { made, warnings } = archive({ total: 100_000 });
    const file = made.open('hall', at);
    for (let more = 0; more < 3; more++) {
      file.add('y'.repeat(60_000));
      await made.drain();
    }
    equal(warnings, ['the recordings that are being written take more than record.total together']);
  });

  test('tells files of the same moment apart, and begins none in the place of another', async () => {
    const { made, dir } = archive();
    made.open('hall', at).end('closed');
    made.open('hall', at).end('closed');
    await made.drain();
    equal(readdirSync(dir).sort(), ['hall~20010116T000000.000Z-2.jsonl', 'hall~20010116T000000.000Z.jsonl']);
  });
});

suite('the name of a recording', test => {
  test('is one for every file system, whatever the room is called', () => {
    for (const room of ['hall', '../../etc/passwd', '.hidden', '-rf', 'a~b', 'Zürich & Söhne', '日'.repeat(200), 'a b\n']) {
      const name = fileName(room, at);
      match(name, /^[\w+%][\w.+%-]*~20010116T000000\.000Z\.jsonl$/);
      ok(name.length < 200);
      is(readFileName(name)!.at, '20010116T000000.000Z-000001');
    }
    ok(fileName('a~b', at) !== fileName('a%b', at));
    is(readFileName('notes.jsonl'), undefined);
  });
});

suite('a recording', test => {
  test('ends with a clear line when the disk is full for a while, and says so; the lines are whole', async () => {
    const error = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    let isFull = false;
    const tight: Append = async (path, lines, size) => {
      if (!isFull) return append(path, lines, size);
      isFull = false;
      // half of it was written before
      await append(path, lines.subarray(0, lines.length / 2), size);
      throw error;
    };
    const { made, warnings } = archive({ append: tight });
    const [file, other] = [made.open('hall', at), made.open('den', at)];
    file.add('"one"');
    await made.drain();
    isFull = true;
    file.add('"two, which is long"');
    const writing = made.flush();
    file.add('"three"');
    await writing;
    file.add('"four"');
    other.add('"there"');
    await made.drain();
    is(readFileSync(file.path, 'utf8'), '"one"\n{"end":"stopped"}\n');
    is(readFileSync(other.path, 'utf8'), '"there"\n');
    equal(warnings, ['the recording of a room has ended: the disk is full']);
    ok(file.hasEnded && file.isDone && file.waiting === 0);
  });

  test('is given up when the disk stays full, and holds nothing in memory', async () => {
    const { made, warnings } = archive({
      append: async () => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    });
    const file = made.open('hall', at);
    file.add('"one"');
    await made.drain();
    equal([file.waiting, warnings.length], [0, 1]);
  });

  test('ends when the disk is too slow, with what there was space for', async () => {
    let go = () => {};
    const gate = new Promise<void>(resolve => {
      go = resolve;
    });
    const slow: Append = async (path, lines, size) => {
      await gate;
      return append(path, lines, size);
    };
    const { made, warnings } = archive({ append: slow, waiting: { all: 100, one: 60 } });
    const file = made.open('hall', at);
    file.add(`"${'a'.repeat(17)}"`);
    const writing = made.flush();
    for (const letter of 'bcdefgh') file.add(`"${letter.repeat(17)}"`);
    equal(warnings, ['the recording of a room has ended: the disk is too slow']);
    const other = made.open('den', at);
    other.add('"b"');
    other.end('closed');
    go();
    await writing;
    await made.drain();
    ok(file.isDone && other.isDone);
    equal(readFileSync(file.path, 'utf8').split('\n').slice(-3), ['"ccccccccccccccccc"', '{"end":"stopped"}', '']);
    is(readFileSync(other.path, 'utf8'), '"b"\n{"end":"closed"}\n');
  });

  test('ends when somebody else has changed its file', async () => {
    const { made, warnings } = archive();
    const file = made.open('hall', at);
    file.add('"one"');
    await made.drain();
    writeFileSync(file.path, '');
    file.add('"two"');
    await made.drain();
    match(warnings.join(), /has ended: somebody else has changed the file/);
  });

  test('never goes where somebody has put something in its place', async () => {
    const { made, dir, warnings } = archive();
    const file = made.open('hall', at);
    mkdirSync(file.path);
    file.add('"one"');
    await made.drain();
    is(warnings.length, 1);
    ok(statSync(join(dir, fileName('hall', at))).isDirectory());
  });
});
