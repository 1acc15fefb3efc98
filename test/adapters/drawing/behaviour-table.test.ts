import { is } from 'uvu/assert';
import { behaviourTable, kindTable } from '../../../adapters/drawing/behaviour-table.ts';
import type { Behaviour } from '../../../machines/behaviour.ts';
import { kind, part } from '../../../machines/kind.ts';
import { suite } from '../../suite.ts';

const quiet: Behaviour = {
  name: 'quiet',
  about: 'Nobody speaks.',
  data: () => ({}),
  rules: { speak: () => undefined, topic: () => undefined },
};
const echo: Behaviour = { name: 'echo', about: 'Everything comes back.', data: () => ({}), hears: { said: () => undefined } };
const settings = () => ({});
const kinds = [
  kind({ name: 'library', about: 'Hush.', listed: true }, [part(quiet, settings), part(echo, settings)]),
  kind({ name: 'cellar', about: 'Dark.', listed: false }, [part(echo, settings)]),
];

suite('behaviour table', test => {
  test('lists the kinds with their behaviours', () =>
    is(
      kindTable(kinds),
      `| Kind | Meaning | In lists | Behaviours, in order |
| --- | --- | --- | --- |
| \`library\` | Hush. | yes | \`quiet\`, \`echo\` |
| \`cellar\` | Dark. | no | \`echo\` |
`,
    ));

  test('lists each behaviour once, with where it rules and what it hears', () =>
    is(
      behaviourTable(kinds),
      `| Behaviour | Meaning | Rules on | Hears |
| --- | --- | --- | --- |
| \`quiet\` | Nobody speaks. | \`speak\`, \`topic\` |  |
| \`echo\` | Everything comes back. |  | \`said\` |
`,
    ));
});
