// Where a module does not parse: Node does not say it to whoever imports the module, so another one is asked.
import { equal } from 'uvu/assert';
import { importFailure } from '../../adapters/import-failure.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';

suite('import failures', test => {
  test('have a place also where no package.json says that the file is a module', async () => {
    const folder = temporaryFolder();
    const text = "import { behaviour } from 'confab/behaviour';\n\nexport default behaviour({\n  initial 'talking',\n});\n";
    const path = folder.write('quiet-hour.js', text);
    equal(await importFailure(new SyntaxError('Unexpected string'), path), [
      ', line 4, column 11: it is not JavaScript: Unexpected string',
    ]);
  });

  test('have none where the fault is in another file', async () => {
    const path = temporaryFolder().write('above.js', "import './broken.js';\n");
    equal(await importFailure(new SyntaxError('Unexpected string'), path), [': it is not JavaScript: Unexpected string']);
  });
});
