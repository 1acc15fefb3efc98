// A behaviour from a file, for a test.
import { is, match } from 'uvu/assert';
import { newBehaviour } from '../../../adapters/scaffold.ts';
import { readBehaviour } from '../../../adapters/testing/read-behaviour.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { rejectionOf } from '../thrown.ts';

suite('reading a behaviour', test => {
  const folder = temporaryFolder();
  const [chart] = newBehaviour('hush', 'json');

  test('gives the one in a file, by path or URL', async () => {
    const path = folder.write('hush.json', chart!.text);
    is((await readBehaviour(path)).name, 'hush');
    is((await readBehaviour(new URL(`file://${path}`))).name, 'hush');
  });

  test('says what is wrong with it', async () => {
    const wrong = folder.write('wrong.json', chart!.text.replace('"to": "silent"', '"to": "silence"'));
    match((await rejectionOf(readBehaviour(wrong))).message, /wrong\.json.*silence/);
    match((await rejectionOf(readBehaviour(folder.at('none.json')))).message, /there is no such file/);
    const two = folder.write(
      'two.mjs',
      'const b = name => ({ name, about: "x", rules: {} }); export const a = b("a"), c = b("c");',
    );
    match((await rejectionOf(readBehaviour(two))).message, /has several behaviours: import the one that is meant|rules/);
  });
});
