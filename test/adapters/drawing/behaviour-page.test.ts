import { is, match, ok } from 'uvu/assert';
import { type AnyStateMachine, createMachine } from 'xstate';
import { behaviourPage, picture } from '../../../adapters/drawing/behaviour-page.ts';
import { chartOf } from '../../../adapters/drawing/chart.ts';
import { behaviourConfig, roomConfig } from '../../../adapters/drawing/room-config.ts';
import { suite } from '../../suite.ts';
import { gate, hall, wall } from './hall.ts';

const chart = (config: object) => chartOf(createMachine(config as never) as unknown as AnyStateMachine);
const page = behaviourPage(gate, 'gate.svg', chart(behaviourConfig(gate)));

suite('behaviour page', test => {
  test('lists settings with bounds, defaults and meaning', () => {
    match(page, '| `seconds` | a whole number from 1 to 600 | `60` | how long somebody waits |');
    match(page, '| `word` | text, not empty |  | the word \\| that opens it |');
  });

  test('says how each request is written, in both ways, and who may', () => {
    match(
      page,
      "| `!open PERSON [TIMES]` | `<open xmlns='urn:confab:gate' person='…' times='…'/>` | moderators | Opens the gate. |",
    );
    match(page, "|  | `<seal xmlns='urn:confab:gate'/>` | those who run the service | Closes it for good. |");
    match(page, "| `!knock` | `<tap xmlns='urn:gate'/>` | anybody inside | Knocks. |");
    match(page, '| `open` | `person` | text | for whom |');
    match(page, '| `open` | `times` | a whole number');
  });

  test('says where it rules, what it holds, hears and tells', () => {
    match(page, '| Rules on | `enter`, `create` |');
    match(page, '| May hold | `enter` until `open` or time |');
    match(page, '| Hears in every state | `held`, `said` |');
    match(page, '| Tells | `gate.opened` by, `gate.sealed` |');
    match(page, '| Shows in discovery | `urn:gate` |');
    match(page, '| Shares with other behaviours | yes |');
  });

  test('has the chart as picture and tables', () => {
    match(page, /!\[Statechart of gate, with the states closed, open;[^\]]+\]\(gate\.svg\)/);
    match(page, '| `open.ajar` |  |  |');
    match(page, '| `closed` | `open` | `mayOpen` | `ring`, `tell` | `open` |');
  });

  test('leaves out what there is not', () => {
    const bare = behaviourPage(wall, 'wall.svg');
    match(bare, 'There is nothing to set.');
    for (const heading of ['## Requests', '## Chart', 'May hold', 'Hears', 'Tells', 'wall.svg'])
      is(bare.includes(heading), false, heading);
  });

  test('has pictures of whole rooms with words for their regions', () => {
    ok(picture(chart(roomConfig(hall)), 'x.svg').startsWith('![Statechart of hall, side by side base, gate, lamp, wall;'));
  });
});
