// A text into a file, or why not.
import { readFileSync } from 'node:fs';
import { is, match } from 'uvu/assert';
import { writeText } from '../../adapters/written-file.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { thrownBy } from './thrown.ts';

const folder = temporaryFolder();

suite('a written file', test => {
  test('has the text', () => {
    writeText(folder.at('a.svg'), 'é');
    is(readFileSync(folder.at('a.svg'), 'utf8'), 'é');
  });

  test('that cannot be written is a sentence with what to do', () => {
    match(thrownBy(() => writeText(folder.at('no/a.svg'), '')).message, /no\/a\.svg cannot be written: make its folder first\.$/);
    match(thrownBy(() => writeText(folder.at('a.svg/b'), '')).message, /what should be its folder is a file\.$/);
    match(thrownBy(() => writeText(folder.path, '')).message, /is a folder: name the file in it\.$/);
  });
});
