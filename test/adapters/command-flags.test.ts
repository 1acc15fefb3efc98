import { equal, is } from 'uvu/assert';
import { configFlags, configOf, controlOf } from '../../adapters/command-flags.ts';
import { flagNames } from '../../adapters/config-flags.ts';
import { suite } from '../suite.ts';
import { capture } from './capture.ts';

const context = (values: Record<string, string[]>) => ({ ...capture({ RUNTIME_DIRECTORY: '/r' }).io, values });

suite('command flags', test => {
  test('have one for each key that has one', () => {
    equal(
      Object.values(flagNames).filter(name => !(name in configFlags)),
      [],
    );
  });

  test('become a configuration', () => {
    const set = ['title=x', 'limits.rooms=3'];
    const config = configOf(context({ server: ['h:1'], domain: ['d'], secret: ['s'], control: ['/c'], set }));
    equal([config.server.port, config.domain, config.secret, config.control], [1, 'd', 's', '/c']);
    equal([config.settings.title, config.settings.limits.rooms], ['x', 3]);
  });

  test('name a control socket', () => {
    is(controlOf(context({ control: ['/c'] })), '/c');
    is(controlOf(context({ domain: ['d'] })), '/r/d.sock');
  });
});
