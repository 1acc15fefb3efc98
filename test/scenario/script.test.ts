// What a script may say, and the complaints of its reader: each names the line and what to do.
import { equal, is, match, throws } from 'uvu/assert';
import { suite } from '../suite.ts';
import { readScript } from './script.ts';

const head = 'A title\n\n# Practice: a rule.\n\n';
const read = (steps: string) => readScript('a.txt', head + steps);
const complaint = (source: string): string => {
  try {
    readScript('a.txt', source);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return 'no complaint';
};

suite('a script', test => {
  test('has a title, a rule, settings and steps with their lines', () => {
    const script = read("settings:\n  history = 2\n\nwoody connects\nwoody sends:\n  <presence to='a@{service}'/>\n");
    equal(script.title, 'A title');
    equal(script.rule, 'Practice: a rule.');
    equal(script.settings, 'history = 2');
    equal(
      script.steps.map(step => [step.kind, step.line]),
      [
        ['connects', 8],
        ['sends', 9],
      ],
    );
    equal(script.clients, ['woody']);
    is(script.memoryOnly, undefined);
  });

  test('names one client, several or everyone', () => {
    const [several, all] = read('woody, buzz and rex/phone connect\neveryone receives nothing').steps;
    equal(several && 'clients' in several && several.clients, ['woody', 'buzz', 'rex/phone']);
    equal(all && 'clients' in all && all.clients, ['everyone']);
  });

  test('takes a block apart into stanzas, each with its line', () => {
    const [, step] = read(
      "woody connects\nwoody sends:\n  <iq to='a@b'>\n    <query xmlns='x'/>\n  </iq>\n  <presence to='c@d'/>",
    ).steps;
    if (step?.kind !== 'sends') throw new Error('a step that sends');
    equal(
      step.stanzas.map(({ pattern, line }) => [pattern.name, line]),
      [
        ['iq', 7],
        ['presence', 10],
      ],
    );
  });

  test('reads the short form of entering', () => {
    const [plain, full] = read('woody enters grp as The Sheriff\nbuzz enters grp as B by groupchat with the secret foo').steps;
    equal(plain, {
      kind: 'enters',
      client: 'woody',
      room: 'grp',
      nick: 'The Sheriff',
      groupchat: false,
      privacy: false,
      line: 5,
    });
    equal(full?.kind === 'enters' && [full.nick, full.groupchat, full.secret], ['B', true, 'foo']);
  });

  test('is for memory only when time passes, somebody vanishes, comes from elsewhere, or it says so', () => {
    match(read('time passes 2 min').memoryOnly ?? '', 'time passes');
    match(read('woody connects\nwoody vanishes').memoryOnly ?? '', 'vanishes');
    match(read('hopper@ants.example connects').memoryOnly ?? '', 'another server');
    is(read('memory only: because\nwoody connects').memoryOnly, 'because');
  });

  test('knows an error by its code and condition together', () => {
    match(complaint(`${head}woody receives:\n  <iq>{error 404 conflict}</iq>`), 'a.txt:5: the stanza of line 6');
    match(complaint(`${head}woody receives:\n  <iq>{error 404 conflict}</iq>`), 'conflict has the code 409, not 404');
  });

  test('complains with file, line and what to do', () => {
    match(complaint('# no title\n'), 'a.txt:1: the first line has to be the title');
    match(complaint('A title\nwoody connects'), 'a.txt:2: a comment (#) has to say which rule');
    match(complaint(`${head}`), 'the scenario has no steps');
    match(complaint(`${head}woody dances`), 'a.txt:5: "woody dances" is no step');
    match(complaint(`${head}woody sends:`), 'a.txt:5: nothing is indented under this line');
    match(complaint(`${head}woody sends:\n  <iq>`), 'a.txt:5: the stanza of line 6 cannot be read');
    match(complaint(`${head}woody connects\n  <iq/>`), 'a.txt:6: an indented line belongs under');
    match(complaint(`${head}woody sends:\n  <iq/><iq/>`), 'one stanza begins on each line');
    match(complaint(`${head}settings:\n  a = \nwoody connects`), 'a.txt:5:');
  });

  test('uses no name before it is given, and no hole that does not exist', () => {
    match(complaint(`${head}woody sends:\n  <iq to='a/{buzz}'/>`), 'a.txt:6: {buzz} is named by nothing before it');
    match(complaint(`${head}woody receives:\n  <iq to='a/{any of them}'/>`), '{any of them} is no hole');
    read("woody receives:\n  <iq from='a/{id:buzz}'/>\nwoody sends:\n  <iq to='a/{buzz}' x='{woody.jid}{é*3}'/>");
    throws(() => read("woody sends:\n  <iq to='{any}'/>"));
  });
});
