// What the compiler says of behaviours: nothing of right ones, and of wrong ones the mistake at its word.
import { equal, ok } from 'uvu/assert';
import { suite } from '../../suite.ts';
import { compile, differences, example, marksIn, textOf } from './marked-file.ts';

const names = ['right.ts', 'wrong-region.ts', 'wrong-reaction.ts', 'wrong-ruling.ts', 'wrong-part.ts'];

suite('the types of a behaviour', test => {
  const texts = new Map([...names.map(name => [name, textOf(name)] as const), ['example.ts', example()] as const]);
  let found: ReturnType<typeof compile>;

  test.before(() => {
    found = compile(texts);
  });

  for (const [name, text] of texts)
    test(`say what is wrong at the word, and nothing else: ${name}`, () => {
      equal(differences(text, found.get(name)!), []);
    });

  test('are tried with enough that is wrong', () => {
    ok([...texts.values()].flatMap(marksIn).length > 60);
  });
});
