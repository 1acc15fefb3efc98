// Files that editors save, each in their way.
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { equal, is, match } from 'uvu/assert';
import { watchFiles } from '../../../adapters/dev/watched-files.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';

/** What is told of the files, and a promise of the next. */
function watched(paths: readonly string[]) {
  const told: string[] = [];
  let wake = () => {};
  const end = watchFiles(
    paths,
    path => {
      told.push(path);
      wake();
    },
    { quiet: 20 },
  );
  const next = async (write: () => void) => {
    const coming = new Promise<void>(resolve => {
      wake = resolve;
    });
    write();
    await coming;
  };
  return { told, next, end };
}

suite('dev: watched files', test => {
  test('tells once of a file that is written in pieces, and of no other', async () => {
    const folder = temporaryFolder();
    const [one, two] = [folder.write('one.js', '1'), folder.write('two.js', '2')];
    const { told, next, end } = watched([one, two]);
    await next(() => {
      folder.write('other.js', 'x');
      writeFileSync(one, '');
      writeFileSync(one, 'whole');
    });
    await next(() => writeFileSync(two, 'next'));
    equal(told, [one, two]);
    end();
  });

  test('sees a file that is put in the place of the old one, again and again', async () => {
    const folder = temporaryFolder();
    const file = folder.write('one.js', '1');
    const { told, next, end } = watched([file]);
    for (const text of ['2', '3']) await next(() => renameSync(folder.write('one.js~', text), file));
    await next(() => rmSync(file));
    await next(() => folder.write('one.js', '4'));
    is(told.length, 4);
    end();
  });

  test('sees what a link leads to', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder.at('real'));
    writeFileSync(folder.at('real/one.js'), '1');
    symlinkSync(folder.at('real/one.js'), folder.at('link.js'));
    const { told, next, end } = watched([folder.at('link.js')]);
    await next(() => writeFileSync(folder.at('real/one.js'), '2'));
    equal(told, [folder.at('link.js')]);
    end();
  });

  test('says so where a folder cannot be watched', () => {
    const failures: string[] = [];
    const end = watchFiles(['/nowhere/at-all/one.js'], () => {}, {
      onFailure: (folder, { message }) => failures.push(folder, message),
    });
    is(failures[0], '/nowhere/at-all');
    match(failures[1]!, /ENOENT/);
    end();
  });
});
