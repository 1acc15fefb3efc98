import { chmodSync, mkdirSync } from 'node:fs';
import { equal, instance, is, match, not } from 'uvu/assert';
import { ConfigFileError, isOpenToOthers, parseTomlValue, readConfigFile, unreadable } from '../../adapters/config-file.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { thrownBy } from './thrown.ts';

const folder = temporaryFolder();

function complaintAbout(path: string): string {
  const error = thrownBy(() => readConfigFile(path));
  instance(error, ConfigFileError);
  return error.message;
}

/** The parser's tables have no prototype, which `equal` minds. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

suite('config file', test => {
  test('reads TOML', () => {
    const path = folder.write('good.toml', 'title = "x"\n[limits]\nrooms = 3\n[[rooms]]\nname = "a"\n');
    equal(plain(readConfigFile(path)), { title: 'x', limits: { rooms: 3 }, rooms: [{ name: 'a' }] });
  });

  test('names line and column of what is no TOML, and quotes nothing of it', () => {
    const path = folder.write('bad.toml', 'title = "x"\nsecret = hunter2\n');
    const complaint = complaintAbout(path);
    is(complaint, `${path}, line 2, column 10: not TOML: invalid value: put text in quotes`);
    not.match(complaintAbout(folder.write('open.toml', 'secret = "hunter2\n')), /hunter2/);
  });

  test('says how to mend a file that is not there or is a folder', () => {
    is(complaintAbout(folder.at('none.toml')), `${folder.at('none.toml')}: there is no such file: check the path`);
    mkdirSync(folder.at('sub'));
    is(complaintAbout(folder.at('sub')), `${folder.at('sub')}: is a folder: name the file in it`);
    match(unreadable(Object.assign(new Error(), { code: 'EACCES' })), /give the user that runs Confab the right/);
    match(unreadable(new Error('EIO')), /cannot be read: EIO/);
  });

  test('parses single values', () => {
    equal(
      ['10', '"x"', '["a", "b"]', 'true', '{ a = 1 }'].map(text => plain(parseTomlValue(text))),
      [10, 'x', ['a', 'b'], true, { a: 1 }],
    );
    equal(
      ['x y', '', '1\nother = 2', '"open'].map(text => parseTomlValue(text)),
      [undefined, undefined, undefined, undefined],
    );
  });

  test('tells whether others may read a file', () => {
    const path = folder.write('mode', '', 0o600);
    is(isOpenToOthers(path), false);
    chmodSync(path, 0o640);
    is(isOpenToOthers(path), false);
    chmodSync(path, 0o644);
    is(isOpenToOthers(path), true);
    is(isOpenToOthers(folder.at('none')), false);
  });
});
