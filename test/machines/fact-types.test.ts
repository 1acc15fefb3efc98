// The names of all facts: that none is missing the compiler sees; here, that they are those that are told.
import { ok } from 'uvu/assert';
import { shown } from '../../machines/fact.ts';
import { factTypes } from '../../machines/fact-types.ts';
import { suite } from '../suite.ts';
import { keeper, tryOut } from './try-out.ts';

suite('the names of facts', test => {
  test('are those of all that is told', () => {
    const { talk, command, configure, reopen, replace } = tryOut([keeper('enter')]);
    talk.visitor('woody').join('hall');
    talk.visitor('woody').say('hall', 'hello');
    command('keeper', 'let', { person: 'woody' });
    configure('keeper', {});
    reopen('keeper');
    replace('public');
    talk.close();
    for (const { fact } of talk.told) ok(factTypes.has(fact.type), fact.type);
    for (const type of shown) ok(factTypes.has(type), type);
    ok(talk.told.length > 10);
  });
});
