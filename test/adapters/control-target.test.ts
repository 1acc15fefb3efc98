import { instance, is, match, not } from 'uvu/assert';
import { findControl } from '../../adapters/control-target.ts';
import { CommandError, exitCode } from '../../adapters/exit-code.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { thrownBy } from './thrown.ts';

const folder = temporaryFolder();
const env = { RUNTIME_DIRECTORY: folder.path };
const file = folder.write('f.toml', 'domain = "in.the.file"\nnonsense = true\n');
const fileWithControl = folder.write('g.toml', 'domain = "d"\ncontrol = "sub/c.sock"\n');

function refusal(target: Parameters<typeof findControl>[0]): CommandError {
  const error = thrownBy(() => findControl(target));
  instance(error, CommandError);
  return error as CommandError;
}

suite('control target', test => {
  test('is the socket that is named: by flag, environment or file', () => {
    is(findControl({ control: '/a', domain: 'd', file: fileWithControl, env }), '/a');
    is(findControl({ env: { ...env, CONFAB_CONTROL: '/b' }, file: fileWithControl }), '/b');
    is(findControl({ env, file: fileWithControl }), folder.at('sub/c.sock'));
    is(findControl({ env: { ...env, CONFAB_CONFIG: fileWithControl } }), folder.at('sub/c.sock'));
  });

  test('is else that of the named domain', () => {
    is(findControl({ domain: 'd', env, file }), folder.at('d.sock'));
    is(findControl({ env: { ...env, CONFAB_DOMAIN: 'e' }, file }), folder.at('e.sock'));
    is(findControl({ env, file }), folder.at('in.the.file.sock'));
  });

  test('is else the only one that there is', () => {
    match(refusal({ env }).message, /No Confab is running .* start one with `confab serve`/);
    folder.write('one.sock', '');
    is(findControl({ env }), folder.at('one.sock'));
    folder.write('two.sock', '');
    match(refusal({ env }).message, /Several services are running: say which with --domain \(one, two\)/);
  });

  test('cannot be had from a file that cannot be read', () => {
    const error = refusal({ env, file: folder.at('none') });
    is(error.code, exitCode.config);
    match(error.message, /no such file/);
    not.match(error.message, /ENOENT/);
  });
});
