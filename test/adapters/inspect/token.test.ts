import { chownSync, lchownSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { is, match, not, throws } from 'uvu/assert';
import {
  freshToken,
  inspectorUrl,
  readAdminToken,
  readOrMakeToken,
  readUrlToken,
  sameToken,
} from '../../../adapters/inspect/token.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';

suite('inspect token', test => {
  test('is made with 192 random bits for its owner alone, and is the same the next time', () => {
    const folder = temporaryFolder();
    const file = folder.at('token');
    const token = readOrMakeToken(file);
    match(token, /^[\w-]{32}$/);
    is(readFileSync(file, 'utf8'), `${token}\n`);
    is(statSync(file).mode & 0o777, 0o600);
    is(readOrMakeToken(file), token);
    is.not(freshToken(), freshToken());
  });

  test('of a URL has no letters that a URL has another meaning for, and is long enough', () => {
    const folder = temporaryFolder();
    is(readUrlToken(folder.write('good', 'abcdefghij_-0123\n')).secret, 'abcdefghij_-0123');
    for (const bad of ['short', 'has/a/slash/in/it/', 'has a space in it too', 'ein-schönes-langes-wort']) {
      throws(() => readOrMakeToken(folder.write('bad', bad)), /bad: must hold from 16 to 200 letters.*remove it/);
    }
    throws(() => readOrMakeToken(folder.at('no/such/folder')), /folder: cannot be written: ENOENT/);
  });

  // only root can give files away
  if (process.geteuid?.() === 0) {
    test('of somebody else on this machine is not taken, nor through a link of theirs', () => {
      const folder = temporaryFolder();
      const [own, theirs] = [folder.write('own', 'abcdefghijklmnop'), folder.write('theirs', 'abcdefghijklmnop')];
      chownSync(theirs, 12_345, 12_345);
      const link = folder.at('link');
      symlinkSync(own, link);
      is(readOrMakeToken(link), 'abcdefghijklmnop');
      lchownSync(link, 12_345, 12_345);
      for (const file of [theirs, link])
        for (const read of [readOrMakeToken, readUrlToken, readAdminToken])
          throws(() => read(file), /(theirs|link): belongs to another user of this machine.*name another file$/);
    });
  }

  test('of an admin has no spaces, and is long enough', () => {
    const folder = temporaryFolder();
    is(readAdminToken(folder.write('good', 'abcdefgh+/=!0123')).secret, 'abcdefgh+/=!0123');
    for (const bad of ['hunter2', 'correct horse battery staple']) {
      const file = folder.write('bad', bad);
      let said = '';
      try {
        readAdminToken(file);
      } catch (error) {
        said = (error as Error).message;
      }
      match(said, /must hold from 16 to 200 characters/);
      not.match(said, bad);
    }
  });

  test('is compared whole', () => {
    is(sameToken('a', 'a'), true);
    for (const other of ['', 'b', 'aa', 'A']) is(sameToken(other, 'a'), false);
  });

  test('makes the URL of the inspector', () => {
    is(inspectorUrl({ host: '127.0.0.1', port: 1 }, 't'), 'http://127.0.0.1:1/~t/');
    is(inspectorUrl({ host: '::1', port: 1 }, 't'), 'http://[::1]:1/~t/');
    is(inspectorUrl({ host: '0.0.0.0', port: 1 }, 't'), 'http://127.0.0.1:1/~t/');
    is(inspectorUrl({ host: '::', port: 1 }, 't'), 'http://[::1]:1/~t/');
  });
});
