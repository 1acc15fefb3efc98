import { is } from 'uvu/assert';
import { behaviourTable, kindTable, partTable } from '../../../adapters/drawing/behaviour-table.ts';
import type { Behaviour } from '../../../machines/behaviour.ts';
import { kind } from '../../../machines/kind.ts';
import { suite } from '../../suite.ts';
import { gate, hall, lamp, wall } from './hall.ts';

const echo: Behaviour = { name: 'echo', about: 'Everything comes back.', hears: { said: () => undefined } };
const cellar = kind({ name: 'cellar', about: 'Dark.', listed: false }, [echo]);

suite('behaviour table', test => {
  test('lists the kinds with their behaviours', () =>
    is(
      kindTable([hall, cellar], 'pages'),
      `| Kind | Meaning | In lists | Behaviours, in order |
| --- | --- | --- | --- |
| [\`hall\`](#hall) | A gate, a lamp and a wall. | yes | [\`gate\`](pages/gate.md), [\`lamp\`](pages/lamp.md), [\`wall\`](pages/wall.md) |
| [\`cellar\`](#cellar) | Dark. | no | [\`echo\`](pages/echo.md) |
`,
    ));

  test('lists the behaviours of a kind in order, with what it sets', () =>
    is(
      partTable(hall, 'pages'),
      `|  | Behaviour | Meaning | Set by the kind |
| --- | --- | --- | --- |
| 1 | [\`gate\`](pages/gate.md) | Lets people in while it is open. | \`seconds = 30\`, \`word = "friend"\` |
| 2 | [\`lamp\`](pages/lamp.md) | It is on or off, at each end. |  |
| 3 | [\`wall\`](pages/wall.md) | Nobody whispers. |  |
`,
    ));

  test('lists behaviours with what they take, where they rule, and what they hear in any state', () =>
    is(
      behaviourTable([gate, lamp, wall, echo], 'pages'),
      `| Behaviour | Meaning | Takes | Rules on | Hears |
| --- | --- | --- | --- | --- |
| [\`gate\`](pages/gate.md) | Lets people in while it is open. | \`!open\`, \`seal\`, \`!knock\` | \`enter\`, \`create\` | \`held\`, \`said\`, \`left\`, \`entered\`, \`due\` |
| [\`lamp\`](pages/lamp.md) | It is on or off, at each end. |  |  | \`said\`, \`due\` |
| [\`wall\`](pages/wall.md) | Nobody whispers. |  | \`whisper\` |  |
| [\`echo\`](pages/echo.md) | Everything comes back. |  |  | \`said\` |
`,
    ));
});
