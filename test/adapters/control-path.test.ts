import { tmpdir } from 'node:os';
import { equal, is, match } from 'uvu/assert';
import { controlFolder, controlPath, controlPathProblem, knownControlPaths } from '../../adapters/control-path.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

suite('control path', test => {
  test('lies in the folder that systemd made, in /run/confab for root, in the user\u2019s, or in a temporary one', () => {
    const xdg = { XDG_RUNTIME_DIR: '/run/user/5' };
    equal(
      [
        controlFolder({ ...xdg, RUNTIME_DIRECTORY: '/run/confab:/run/other' }, 5),
        controlFolder(xdg, 0),
        controlFolder(xdg, 5),
        controlFolder({}, 5),
      ],
      ['/run/confab', '/run/confab', '/run/user/5/confab', `${tmpdir()}/confab-5`],
    );
  });

  test('is named after the domain', () => {
    is(controlPath('Rooms.example.org', { RUNTIME_DIRECTORY: '/r' }), '/r/rooms.example.org.sock');
    is(controlPath('../x', { RUNTIME_DIRECTORY: '/r' }), '/r/.._x.sock');
  });

  test('lists the sockets that there are', () => {
    for (const name of ['b.sock', 'a.sock', 'other']) folder.write(name, '');
    equal(knownControlPaths({ RUNTIME_DIRECTORY: folder.path }), [folder.at('a.sock'), folder.at('b.sock')]);
    equal(knownControlPaths({ RUNTIME_DIRECTORY: folder.at('none') }), []);
  });

  test('has a length that sockets can have', () => {
    is(controlPathProblem('/run/confab/x.sock'), undefined);
    match(controlPathProblem(`/${'x'.repeat(200)}`)!, /has 201 bytes.*choose a shorter path/);
  });
});
