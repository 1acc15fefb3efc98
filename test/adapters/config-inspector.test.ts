import { mkdirSync } from 'node:fs';
import { equal, instance, is, match, not } from 'uvu/assert';
import { ConfigError, readConfig } from '../../adapters/config.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { thrownBy } from './thrown.ts';

const folder = temporaryFolder();
const flags = { server: 'h', domain: 'd', secret: 'hunter2' };
const env = { RUNTIME_DIRECTORY: '/run/confab' };
const read = (...sets: string[]) => readConfig({ flags, env, cwd: folder.path, sets });
const at = '127.0.0.1:7350';

function problemsOf(...sets: string[]): readonly string[] {
  const error = thrownBy(() => read(...sets));
  instance(error, ConfigError);
  return (error as ConfigError).problems;
}

suite('config of the inspector', test => {
  test('is off unless it listens somewhere', () => {
    is(read().inspector, undefined);
    is(read('inspector.texts=true', 'inspector.tokenFile=t').inspector, undefined);
  });

  test('shows nothing private, and lets nobody change anything, unless asked', () => {
    const { inspector, warnings } = read(`inspector.listen=${at}`, 'inspector.tokenFile=token');
    equal(inspector, {
      listen: { host: '127.0.0.1', port: 7350 },
      tokenFile: folder.at('token'),
      hosts: [],
      shows: { texts: false, addresses: false },
      admins: new Map(),
    });
    equal(warnings, []);
  });

  test('takes all of it from a file, whose paths are relative to it', () => {
    mkdirSync(folder.at('etc'));
    folder.write('etc/woody', 'woody-woody-woody\n');
    folder.write(
      'etc/c.toml',
      `[inspector]\nlisten = "${at}"\ntokenFile = "token"\nhosts = ["inspect.example.org"]\ntexts = true\naddresses = true\nadmins = { woody = "woody" }`,
    );
    const { inspector } = readConfig({ flags, env, cwd: folder.path, file: 'etc/c.toml' });
    is(inspector?.tokenFile, folder.at('etc/token'));
    equal(inspector?.shows, { texts: true, addresses: true });
    equal([...inspector!.admins], [['woody-woody-woody', 'woody']]);
    equal(inspector?.hosts, ['inspect.example.org']);
  });

  test('names what is wrong, and how to mend it', () => {
    folder.write('short', 'hunter2');
    folder.write('buzz', 'buzz-buzz-buzz-buzz');
    const [token, ...more] = problemsOf(`inspector.listen=${at}`);
    equal(more, []);
    match(token!, /inspector\.tokenFile is missing: name a file; it is made/);
    const all = problemsOf(
      'inspector.listen=nowhere',
      'inspector.tokenFile=short',
      'inspector.hosts=["https://x"]',
      'inspector.admins={a="none",b="short",c="buzz",d="buzz"}',
    );
    const [listen, host, file, ...admins] = all;
    match(listen!, /inspector\.listen must be ADDRESS:PORT/);
    match(host!, /inspector\.hosts\[0\] must be HOST or HOST:PORT without a scheme/);
    match(file!, /inspector\.tokenFile .*short: must hold from 16 to 200 letters/);
    match(admins[0]!, /inspector\.admins\.a .*none: there is no such file/);
    match(admins[1]!, /inspector\.admins\.b .*short: must hold from 16/);
    match(admins[2]!, /inspector\.admins\.d has the token of c: give each their own/);
    is(all.length, 6);
    not.match(all.join(), /hunter2|buzz-buzz/);
    match(problemsOf('inspector.listn=1')[0]!, /did you mean inspector\.listen\?/);
  });

  test('lets nobody change something with the token of the URL', () => {
    folder.write('url', 'abcdefghijklmnop');
    const [one, ...more] = problemsOf(`inspector.listen=${at}`, 'inspector.tokenFile=url', 'inspector.admins.woody=url');
    match(one!, /inspector\.admins\.woody has the token of the URL: give them one of their own/);
    equal(more, []);
  });

  test('listens for other machines only where it is said by which names', () => {
    const sets = ['inspector.listen=0.0.0.0:7350', 'inspector.tokenFile=token'];
    match(problemsOf(...sets)[0]!, /inspector\.hosts is missing: .* put a proxy with TLS before it; or listen at 127\.0\.0\.1/);
    const { inspector, warnings } = read(...sets, 'inspector.hosts=["inspect.example.org"]');
    is(inspector?.listen.host, '0.0.0.0');
    is(warnings.length, 1);
    match(warnings[0]!, /inspector\.listen: .* nothing is encrypted/);
  });

  test('warns of a token that others may read', () => {
    folder.write('open', 'abcdefghijklmnop', 0o644);
    const { warnings } = read(`inspector.listen=${at}`, 'inspector.tokenFile=open');
    match(warnings[0]!, /open: others on this machine may read the secret: chmod 600/);
  });
});
