import { equal } from 'uvu/assert';
import { textChart } from '../../../adapters/inspect/text-chart.ts';
import { suite } from '../../suite.ts';
import { hall, machine } from './sample-room.ts';

suite('text chart', test => {
  test('is a tree in which the lit states stand out', () => {
    equal(textChart(machine, hall.live), [
      'guarded',
      '├─ base',
      '│  ├─ ○ empty',
      '│  └─ ● occupied  Somebody is inside.',
      '├─ guard',
      '│  ├─ ○ open',
      '│  └─ ● closed',
      '│     ├─ ○ kindly',
      '│     └─ ● firmly',
      '└─ notices',
    ]);
  });

  test('lights nothing where it stands nowhere', () => {
    equal(
      textChart(machine, []).filter(line => line.includes('●')),
      [],
    );
  });
});
