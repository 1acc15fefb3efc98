// The table `effects` of a configuration.
import { statSync } from 'node:fs';
import { equal, is, match, ok } from 'uvu/assert';
import { ConfigError, type ConfigSources, readConfig } from '../../adapters/config.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
folder.write('secret', 'the secret\n');
folder.write('hook.secret', 'a secret of some length\n');
const flags = { server: 'localhost:5347', domain: 'rooms.example.org', secretFile: 'secret' };
const read = (toml: string, more: ConfigSources = {}) => {
  folder.write('confab.toml', toml);
  return readConfig({ file: 'confab.toml', cwd: folder.path, flags, env: {}, ...more });
};
const problems = (toml: string, more: ConfigSources = {}): readonly string[] => {
  try {
    read(toml, more);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};
const hook = (lines: string) => `[effects.door]\nuse = "web-hook"\nurl = "https://backend.example.org/hook"\n${lines}`;
const found = (toml: string, more: ConfigSources = {}) =>
  Object.fromEntries(read(toml, more).calls.effects.map(({ name, provision, settings }) => [name, [provision.use, settings]]));

suite('effects of a configuration', test => {
  test('are what they are, with bounds and defaults, and their secrets read', () => {
    const effects = found(`${hook('secretFile = "hook.secret"')}\n[effects.time]\nuse = "clock"\nzone = "Europe/Berlin"`);
    equal(effects.time, ['clock', { zone: 'Europe/Berlin' }]);
    const [use, settings] = effects.door as [string, Record<string, unknown>];
    is(use, 'web-hook');
    equal([settings.secret, settings.url, settings.tries], ['a secret of some length', 'https://backend.example.org/hook', 3]);
    equal(read('').calls, { effects: [], deadLetters: undefined });
  });

  test('may have their secret in the environment, or in the configuration itself', () => {
    const secretOf = (lines: string, more: ConfigSources = {}) =>
      (found(hook(lines), more).door as [string, { secret: string }])[1].secret;
    is(secretOf('secretVariable = "DOOR"', { env: { DOOR: 'sixteen letters and more' } }), 'sixteen letters and more');
    is(secretOf('secret = "sixteen letters and more"'), 'sixteen letters and more');
    is(secretOf('', { sets: ['effects.door.secretFile=hook.secret'] }), 'a secret of some length');
  });

  test('are wrong in sentences that name the place and the fix', () => {
    const of = (lines: string, more: ConfigSources = {}) => problems(hook(lines), more).join('\n');
    const at = 'confab.toml: effects.door';
    is(of(''), `${at}.secret is missing: give secretFile = "FILE", secretVariable = "NAME" of the environment, or secret itself`);
    match(of('secretFile = "none"'), /^confab\.toml: effects\.door\.secretFile \/.*none: there is no such file: check the path$/);
    is(of('secretFile = ""'), `${at}.secretFile must be the name of a file, in quotes`);
    is(of('secretVariable = 7'), `${at}.secretVariable must be the name of a variable, in quotes`);
    is(of('secretVariable = "DOOR"'), `${at}.secretVariable names DOOR, which is not set in the environment`);
    is(of('secretFile = "hook.secret"\nsecret = "x"'), `${at}.secret and secretFile are given at once: keep one of them`);
    const good = 'secretFile = "hook.secret"\n';
    is(of(`${good}tries = 11`), `${at}.tries must be at most 10, not 11`);
    is(of(`${good}tiemout = 1`), `${at}.tiemout is not known: did you mean timeout?`);
    match(of(`${good}allow = ["10.0.0.0/33"]`), /effects\.door\.allow\[0\] is wrong: “10\.0\.0\.0\/33” is no address/);
    is(of('secret = "short"'), `${at}.secret must have 16 bytes or more, such as those of: openssl rand -base64 32`);
    for (const url of ['nowhere', 'ftp://a.example', 'https://a:b@a.example'])
      match(
        problems(`[effects.door]\nuse = "web-hook"\nsecretFile = "hook.secret"\nurl = "${url}"`)[0]!,
        /^confab\.toml: effects\.door\.url must /,
      );
  });

  test('that are of no sort that there is are named, with the nearest that there is', () => {
    const of = (use: string) => problems(`[effects.door]\nuse = ${use}`).join('\n');
    match(of('"webhook"'), /^confab\.toml: effects\.door\.use must be "web-hook" or .*"clock": did you mean "web-hook"\?$/);
    match(of('"carrier pigeon"'), /effects\.door\.use must be "web-hook" or .*"clock"$/);
    match(of('7'), /effects\.door\.use must be text/);
    match(problems('[effects.door]\nurl = "x"')[0]!, /effects\.door\.use is missing/);
    match(problems('effects = 7')[0]!, /effects must be a table/);
    match(problems('[effects]\ndoor = 7')[0]!, /effects\.door must be a table/);
  });

  test('warn of secrets that others may read', () => {
    folder.write('open.secret', 'a secret of some length', 0o644);
    ok(read(hook('secretFile = "open.secret"')).warnings.some(text => text.includes('open.secret: others on this machine')));
    folder.write('open.toml', hook('secret = "a secret of some length"'), 0o644);
    const { warnings } = readConfig({ file: 'open.toml', cwd: folder.path, flags, env: {} });
    ok(warnings.some(text => text.startsWith('open.toml: others on this machine may read the secrets')));
    equal(read(hook('secretFile = "hook.secret"')).warnings, []);
  });

  test('are missed where a kind that rooms are of calls them', () => {
    const missing = (toml: string) => problems(toml).filter(text => text.includes('is missing: the behaviour'));
    const lines =
      'Add [effects.gatekeeper] with the lines use = "web-hook", url = "https://…" and secretFile = "…" to the configuration';
    for (const [toml, where] of [
      ['[[rooms]]\nname = "hall"\nkind = "gated"', 'the room hall'],
      ['[[patterns]]\nnames = "vip-*"\nkind = "gated"', 'rooms named vip-*'],
      ['[[kinds]]\nname = "mine"\nabout = "Mine."\nbehaviours = ["gatekeeper"]', 'the kind mine'],
      ['[[kinds]]\nname = "private"\nabout = "Mine."\nbehaviours = ["gatekeeper"]', 'the rooms that people make'],
    ] as const) {
      const [fault, ...more] = missing(toml);
      equal(more, []);
      ok(fault?.includes(`of ${where} calls it`) && fault.includes(lines), fault ?? toml);
    }
    const own = '[[rooms]]\nname = "hall"\nkind = "gated"\n[rooms.behaviours.gatekeeper]\neffect = "odd door"';
    match(missing(own)[0]!, /^effects\."odd door" is missing.*\{ "odd door": async/);
    const provided = hook('secretFile = "hook.secret"').replace('door', 'gatekeeper');
    equal(problems(`${provided}\n[[rooms]]\nname = "hall"\nkind = "gated"`), []);
    // what is wrong with settings is said once, and not by this
    equal(missing('[[kinds]]\nname = "mine"\nabout = "Mine."\nbehaviours = [{ name = "gatekeeper", seconds = 0 }]'), []);
    equal(missing('[[rooms]]\nname = "hall"'), []);
  });

  test('have a file for what could not be delivered, beside the configuration', () => {
    const { calls } = read('deadLetters = "dead.jsonl"');
    is(calls.deadLetters, folder.at('dead.jsonl'));
    is(statSync(folder.at('dead.jsonl')).mode & 0o777, 0o600);
    match(problems('deadLetters = "none/dead.jsonl"')[0]!, /^confab\.toml: deadLetters cannot be written: ENOENT/);
    match(problems('deadLetters = 7')[0]!, /deadLetters must be text/);
  });
});
