import { is, ok } from 'uvu/assert';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { stateTable, transitionTable } from '../../../adapters/drawing/chart-table.ts';
import { participant } from '../../../machines/participant.ts';
import { room } from '../../../machines/room.ts';
import { service } from '../../../machines/service.ts';
import { suite } from '../../suite.ts';

suite('chart table', test => {
  test('lists the states', () =>
    is(
      stateTable(chartOf(participant)),
      `| State |  | Meaning |
| --- | --- | --- |
| \`presence-pending\` | first | Sent presence to the room; not inside yet. |
| \`joined\` |  | Inside: hears everything that is said and is heard by all. |
| \`nick-change\` |  | Inside, and asked for another nick that has not been ruled on yet. |
| \`departed\` | final | Gone. The id is not used again. |
`,
    ));

  test('lists the transitions, those of every state first', () => {
    const lines = transitionTable(chartOf(room)).split('\n');
    is(lines[0], '| In | On | If | Does | Goes to |');
    is(lines[2], '| every state | `refuse` |  | `refuse` |  |');
    ok(lines.includes('| `opening` | always | `isPermanent` |  | `empty` |'));
    ok(lines.includes('| `reserved` | `enter` |  | `found`, `admit` | `occupied` |'));
    ok(lines.includes('| `occupied` | `vacated` | else | `dissolve` | `ended` |'));
  });

  test('says in words what is not the name of an event', () =>
    ok(transitionTable(chartOf(service)).includes('| `open` | any other |  | `pass` |  |')));
});
