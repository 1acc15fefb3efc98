import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { equal, instance, is, match, not, ok, throws } from 'uvu/assert';
import { type Config, ConfigError, type ConfigSources, readConfig } from '../../adapters/config.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { thrownBy } from './thrown.ts';

const folder = temporaryFolder();
const enough = { server: 'localhost:5347', domain: 'rooms.example.org', secret: 'hunter2' };
const env = { RUNTIME_DIRECTORY: '/run/confab' };

function read(sources: ConfigSources): Config {
  return readConfig({ env, cwd: folder.path, ...sources });
}

function problemsOf(sources: ConfigSources): readonly string[] {
  const error = thrownBy(() => read(sources));
  instance(error, ConfigError);
  const { problems } = error as ConfigError;
  for (const problem of problems) not.match(problem, /hunter/);
  return problems;
}

/** The problems of a file which, but for them, is enough. */
function problemsOfFile(text: string): readonly string[] {
  folder.write('f.toml', text);
  return problemsOf({ file: 'f.toml', flags: enough });
}

suite('config', test => {
  test('takes server, domain and secret from flags, the rest from defaults', () => {
    const config = read({ flags: enough });
    equal(config.server, { host: 'localhost', port: 5347 });
    is(config.domain, 'rooms.example.org');
    is(config.secret, 'hunter2');
    is(config.control, '/run/confab/rooms.example.org.sock');
    equal(config.log, { level: 'info', pretty: false, stanzas: 'off' });
    is(config.settings.limits.rooms, 10_000);
    equal(config.warnings, []);
    not.ok('secret' in config.settings);
  });

  test('takes everything from the environment, where empty is not set', () => {
    const config = readConfig({
      env: { ...env, CONFAB_SERVER: '[::1]', CONFAB_DOMAIN: 'd', CONFAB_SECRET: 's', CONFAB_CONTROL: '', CONFAB_SECRET_FILE: '' },
    });
    equal([config.server.host, config.domain, config.secret, config.control], ['::1', 'd', 's', '/run/confab/d.sock']);
  });

  test('takes everything from a file, whose paths are relative to it', () => {
    folder.write('secret.txt', 'from a file\n');
    folder.write(
      'all.toml',
      `server = "h:1"\ndomain = "d"\nsecretFile = "secret.txt"\ncontrol = "c.sock"\ncreate = ["example.org", "a@b"]
       log = { level = "warn", pretty = true }\n[timers]\npending = 0.5\n[[rooms]]\nname = "lobby"\nsecret = "in the file"`,
    );
    const config = readConfig({ file: 'all.toml', env, cwd: folder.path });
    equal([config.secret, config.control], ['from a file', folder.at('c.sock')]);
    equal([config.log.level, config.settings.timers.pending], ['warn', 0.5]);
    is(config.settings.rooms[0]?.name, 'lobby');
    is(readConfig({ env: { ...env, CONFAB_CONFIG: folder.at('all.toml') } }).domain, 'd');
  });

  test('lets flags win over --set over environment over file over defaults', () => {
    folder.write(
      'order.toml',
      'server = "file:1"\ndomain = "file"\ntitle = "file"\nhistory = 1\n[limits]\nrooms = 1\npeople = 1',
    );
    const config = readConfig({
      file: 'order.toml',
      cwd: folder.path,
      env: { ...env, CONFAB_SERVER: 'env:1', CONFAB_DOMAIN: 'env', CONFAB_SECRET: 'env' },
      sets: ['domain=set', 'title=set', 'limits.rooms=2', 'secret=set'],
      flags: { secret: 'flag' },
    });
    const { server, domain, secret, settings } = config;
    equal([server.host, domain, secret, settings.title, settings.history], ['env', 'set', 'flag', 'set', 1]);
    equal([settings.limits.rooms, settings.limits.people, settings.limits.nicks], [2, 1, 10]);
  });

  test('lets a secret in a stronger place win over a secret file in a weaker one', () => {
    folder.write('s.toml', 'secretFile = "nowhere"');
    is(read({ file: 's.toml', flags: enough }).secret, 'hunter2');
  });

  test('takes the values of --set as TOML, or as text where they are not or only text can be meant', () => {
    const sets = ['create=["example.org"]', 'title=Big Rooms', 'notices=true', 'limits={ people = 7 }'];
    const { settings } = read({ flags: enough, sets });
    equal([settings.create, settings.title, settings.notices, settings.limits.people], [['example.org'], 'Big Rooms', true, 7]);
    is(read({ flags: enough, sets: ['title=2001'] }).settings.title, '2001');
    is(read({ flags: enough, sets: ['title="2001"'] }).settings.title, '2001');
    is(read({ flags: enough, sets: ['title=a=b'] }).settings.title, 'a=b');
    equal(
      read({ flags: enough, sets: ['rooms[0].name=a', 'rooms[0].title=A', 'rooms[1].name=b'] }).settings.rooms.map(r => r.name),
      ['a', 'b'],
    );
  });

  test('prepares the domain as addresses are', () => {
    is(read({ flags: { ...enough, domain: 'Rooms.Example.ORG' } }).settings.domain, 'rooms.example.org');
  });

  test('names every mistake at once, with its place', () => {
    folder.write(
      'many.toml',
      'limits = { room = 3, people = "many" }\nhistory = -1\n[[rooms]]\nkind = "pubic"\n[[rooms]]\nname = "x"\nsecret = 5\n',
    );
    equal(
      [
        ...problemsOf({
          file: 'many.toml',
          flags: { server: 'x:y' },
          sets: ['colour=red', 'timers.relay=0'],
          env: { ...env, CONFAB_DOMAIN: 'a b' },
        }),
      ].sort(),
      [
        '--server: server must be HOST:PORT, such as localhost:5347',
        '--set colour: colour is not known: at the top there are server, domain, secret, secretFile, control, behaviours, effects, deadLetters, log, http, inspector, record, title, create, history, notices, hideRealJids, rooms, moderators, kinds, patterns, limits, timers, flood, overload',
        '--set timers.relay: timers.relay must be a number above 0, at most 86400, not 0',
        'CONFAB_DOMAIN: domain must be a host name, such as rooms.example.org',
        'many.toml: history must be a whole number from 0 to 1000, not -1',
        'many.toml: limits.people must be a whole number from 1 to 10000000, not this text',
        'many.toml: limits.room is not known: did you mean limits.rooms?',
        'many.toml: rooms[0].kind names no kind that there is: did you mean public?',
        'many.toml: rooms[0].name is missing: every entry of rooms needs one',
        'many.toml: rooms[1].secret must be text, not empty, not a number: put it in quotes',
        'secretFile is missing: give --secret-file FILE, or --secret, CONFAB_SECRET_FILE, CONFAB_SECRET',
      ].sort(),
    );
  });

  test('says what is missing and how to give it', () => {
    const problems = problemsOf({});
    is(problems.length, 3);
    match(problems[0]!, /^server is missing: give --server HOST:PORT, CONFAB_SERVER or server = "HOST:PORT"/);
    match(problems[1]!, /^domain is missing: give --domain NAME/);
  });

  test('suggests the key that was meant', () => {
    const pairs: [string, string][] = [
      ['people = 3', 'people is not known: did you mean limits.people?'],
      ['secret-file = "x"', 'secret-file is not known: did you mean secretFile?'],
      ['[limit]\nrooms = 3', 'limit is not known: did you mean limits?'],
      [
        '[[rooms]]\nname="a"\n[[rooms]]\nname="b"\nsecert="hunter3"',
        'rooms[1].secert is not known: did you mean rooms[1].secret?',
      ],
      ['[log]\nlevle = "info"', 'log.levle is not known: did you mean log.level?'],
      ['__proto__ = 3', '__proto__ is not known'],
    ];
    for (const [text, problem] of pairs) {
      const [found, ...others] = problemsOfFile(text);
      equal(others, []);
      ok(found?.startsWith(`f.toml: ${problem}`), found);
    }
  });

  test('explains values of the wrong sort', () => {
    const pairs: [string, string][] = [
      ['create = "example.org"', 'create must be "anyone" or "nobody", or a list of text, not empty, not this text'],
      ['create = []', 'create must be "anyone" or "nobody", or a list of text, not empty, not an empty list'],
      ['create = ["a b"]', 'create[0] must be a host name or a bare JID, such as example.org or romeo@example.org'],
      ['create = ["a@b/c"]', 'create[0] must be a host name or a bare JID, such as example.org or romeo@example.org'],
      ['title = 2001-01-05', 'title must be text, not a date: put it in quotes'],
      ['notices = "yes"', 'notices must be true or false, not this text'],
      ['limits = 3', 'limits must be a table, not 3'],
      ['rooms = "lobby"', 'rooms must be a list of tables, not this text'],
      [
        'log.level = "inof"',
        'log.level must be one of "trace", "debug", "info", "warn", "error", "fatal", "silent", not this text: did you mean "info"?',
      ],
      ['limits.rooms = 1.5', 'limits.rooms must be a whole number from 1 to 10000000, not 1.5'],
    ];
    for (const [text, problem] of pairs) equal(problemsOfFile(text), [`f.toml: ${problem}`]);
  });

  test('finds two rooms with one address, and a name that cannot be in one', () => {
    equal(problemsOfFile('[[rooms]]\nname = "Lobby"\n[[rooms]]\nname = "ｌobby"\n[[rooms]]\nname = "a b"'), [
      'f.toml: rooms[1].name is the same address as rooms[0].name (lobby): rename or remove one',
      'f.toml: rooms[2].name cannot be in an address: leave out spaces and the signs " & \' / : < > @',
    ]);
  });

  test('takes kinds, patterns and settings of behaviours', () => {
    folder.write(
      'kinds.toml',
      `[[kinds]]\nname = "seminar"\nabout = "x"\nbehaviours = ["lobby", { name = "history", count = 5 }]
       [[patterns]]\nnames = "s-*"\nkind = "seminar"\nbehaviours = { lobby = { seconds = 3 } }
       [[rooms]]\nname = "hall"\nkind = "seminar"\n[rooms.behaviours.lobby]\nseconds = 60`,
    );
    const { settings } = read({ file: 'kinds.toml', flags: enough });
    equal([settings.kinds[0]?.behaviours.length, settings.patterns[0]?.kind], [2, 'seminar']);
    equal(settings.rooms[0]?.behaviours, { lobby: { seconds: 60 } });
    const sets = ['rooms[0].name=hall', 'rooms[0].kind=lecture', 'rooms[0].behaviours.lobby.seconds=5'];
    equal(read({ flags: enough, sets }).settings.rooms[0]?.behaviours, { lobby: { seconds: 5 } });
  });

  test('finds kinds and behaviours that are not there, and settings that cannot be', () => {
    equal(
      problemsOfFile(
        `[[kinds]]\nname = "seminar"\nabout = "x"\nbehaviours = ["loby", "topic"]
         [[kinds]]\nname = "talk"\nabout = "x"\nbehaviours = ["topic", { name = "history", count = -1 }]
         [[kinds]]\nname = "plain"\nabout = "x"\nbehaviours = ["topic", "lobby"]
         [[rooms]]\nname = "a"\nkind = "seminar"
         [[rooms]]\nname = "b"\nkind = "plian"
         [[rooms]]\nname = "c"\nkind = "plain"\nbehaviours = { topics = {}, lobby = { secnds = 3, seconds = "hunter2" } }
         [[patterns]]\nnames = "*"\nkind = "plain"\nbehaviours = { lobby = { seconds = 0 } }`,
      ),
      [
        'f.toml: kinds[0]: The kind seminar lists the behaviour loby, which is not known: did you mean lobby?',
        'f.toml: kinds[1]: The kind talk, behaviour history: count must be at least 0, not -1.',
        'f.toml: rooms[1].kind names no kind that there is: did you mean plain?',
        'f.toml: rooms[2].behaviours.topics is no behaviour of the kind plain: did you mean topic?',
        'f.toml: rooms[2].behaviours.lobby.secnds is not known: did you mean seconds?',
        'f.toml: rooms[2].behaviours.lobby.seconds must be a number, not a text',
        'f.toml: patterns[0].behaviours.lobby.seconds must be at least 1, not 0',
      ],
    );
  });

  test('explains kinds, patterns and behaviours of the wrong shape', () => {
    const pairs: [string, string[]][] = [
      ['behaviours = "x.js"', ['behaviours must be a list of text, not this text']],
      ['behaviours = [""]', ['behaviours[0] must be text, not empty, not empty']],
      [
        '[[kinds]]\nname = "k"\nabout = "x"\nbehaviours = [5]',
        ['kinds[0].behaviours[0] must be text, not empty, or a table, not 5'],
      ],
      [
        '[[kinds]]\nname = "k"\nabout = "x"\nbehaviours = [{ nam = "topic" }]\n[[rooms]]\nname = "a"\nkind = "k"',
        ['kinds[0].behaviours[0].name is missing: every entry of kinds[0].behaviours needs one'],
      ],
      [
        '[[rooms]]\nname = "a"\nkind = "pubic"\nfoo = 1',
        ['rooms[0].foo is not known: in rooms[0] there are', 'rooms[0].kind names no kind that there is: did you mean public?'],
      ],
      ['[[rooms]]\nname = "a"\nbehaviours = { topic = 3 }', ['rooms[0].behaviours.topic must be a table, not 3']],
      ['[[patterns]]\nnames = "*"', ['patterns[0].kind is missing: every entry of patterns needs one']],
      ['patterns = "all"', ['patterns must be a list of tables, not this text']],
    ];
    for (const [text, problems] of pairs) {
      const found = problemsOfFile(text);
      is(found.length, problems.length, found.join());
      for (const [i, problem] of problems.entries()) ok(found[i]?.startsWith(`f.toml: ${problem}`), found[i]);
    }
  });

  test('leaves kinds and rooms for later where behaviours come from outside, and knows from where', () => {
    const file = folder.write('out.toml', 'behaviours = ["./a.js", "@acme/b"]\n[[rooms]]\nname = "a"\nkind = "acme"');
    const config = read({ file, flags: enough, cwd: '/elsewhere' });
    equal(config.outside, { list: [folder.at('a.js'), '@acme/b'], from: folder.path });
    equal(config.check({}).problems, [
      `${file}: rooms[0].kind names no kind that there is: there are ${[...config.check({}).kinds.keys()].join(', ')}`,
    ]);
    is(config.problemAt(['behaviours', 1], 'is odd'), `${file}: behaviours[1] is odd`);
    is('behaviours' in config.settings, false);
    const sets = ['behaviours=["../c.js", "/d.js"]'];
    equal(read({ flags: enough, sets, cwd: '/else/where' }).outside, { list: ['/else/c.js', '/d.js'], from: '/else/where' });
    equal(read({ file, flags: enough, sets: ['behaviours[0]=./e.js'], cwd: '/elsewhere' }).outside.list[0], '/elsewhere/e.js');
  });

  test('reports a file that cannot be read alone, not its values as missing', () => {
    equal(problemsOf({ file: 'none.toml' }), ['none.toml: there is no such file: check the path']);
    folder.write('broken.toml', 'domain = rooms\n');
    equal(problemsOf({ file: 'broken.toml', sets: ['x'] }), [
      '--set: needs key=value, such as --set limits.rooms=100',
      'broken.toml, line 1, column 10: not TOML: invalid value: put text in quotes',
    ]);
  });

  test('refuses two secrets from one place, and a secret file that cannot be used', () => {
    const both = { ...enough, secretFile: 'x' };
    equal(problemsOf({ flags: both }), ['--secret: secret and secretFile are both given: keep one of them']);
    const { secret: _, ...without } = enough;
    equal(problemsOf({ flags: { ...without, secretFile: 'none' } }), [
      `--secret-file: secretFile ${folder.at('none')}: there is no such file: check the path`,
    ]);
    match(problemsOf({ flags: { ...enough, secret: '' } })[0]!, /--secret: secret must be text, not empty/);
  });

  test('says what is wrong with a place in a list', () => {
    equal(problemsOf({ flags: enough, sets: ['rooms[2].name=x'] }), [
      '--set rooms[2].name: rooms[2] cannot be written: rooms has 0 entries, counted from 0',
    ]);
    match(
      problemsOf({ flags: enough, sets: ['rooms[0].name=a', 'rooms.name=x'] })[0]!,
      /rooms is a list: write rooms\[0\]\.name/,
    );
  });

  test('warns of secrets that others may read', () => {
    const path = folder.write('open.toml', 'secret = "x"', 0o644);
    const { secret: _, ...flags } = enough;
    match(read({ file: path, flags }).warnings[0]!, /others on this machine may read the secrets in it: chmod 600/);
    equal(read({ file: path, flags: enough }).warnings, []);
    chmodSync(path, 0o600);
    equal(read({ file: path, flags }).warnings, []);
    folder.write('open.txt', 's', 0o644);
    match(
      read({ flags: { ...flags, secretFile: 'open.txt' } }).warnings[0]!,
      /others on this machine may read the secret: chmod 600/,
    );
  });

  test('refuses a control path that no socket can have', () => {
    match(
      problemsOf({ flags: { ...enough, control: join('/tmp', 'x'.repeat(120)) } })[0]!,
      /^--control: control is too long for a socket/,
    );
  });

  test('takes where to listen for HTTP, and says what is wrong with it and what others may read', () => {
    const flags = { server: 'h', domain: 'd', secret: 's' };
    const of = (...sets: string[]) => readConfig({ flags, env: {}, sets });
    equal([of().http, of().warnings], [undefined, []]);
    equal(of('http.listen=[::1]:0').http, { host: '::1', port: 0 });
    equal(of('http.listen=127.0.0.1:9105').warnings, []);
    match(of('http.listen=0.0.0.0:9105').warnings.join(), /whoever reaches this address may read the metrics/);
    throws(() => of('http.listen=9105'), /--set http\.listen: http\.listen must be ADDRESS:PORT, such as 127\.0\.0\.1:9105/);
  });

  test('warns of a log of stanzas that shows nothing, or everything', () => {
    const of = (...sets: string[]) => readConfig({ flags: { server: 'h', domain: 'd', secret: 's' }, env: {}, sets }).warnings;
    match(of('log.stanzas=addresses').join(), /nothing is written of them at log\.level = "info": use log\.level = "debug"/);
    equal(of('log.stanzas=addresses', 'log.level=debug'), []);
    match(of('log.stanzas=everything', 'log.level=trace').join(), /what people say to each other is written into the log/);
  });
});
