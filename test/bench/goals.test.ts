// The goals: what is judged, by which figures, and with which mark.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { bound, goals, judge, withUnit } from './goals.ts';
import type { Line } from './line.ts';
import { others, recordOf } from './record.ts';
import { sampleLine } from './sample-line.ts';
import { growthNames, workNames } from './works.ts';

const LINE = sampleLine;
const ejabberd = (deliveries: number): Line => ({ ...LINE, contestant: 'ejabberd', dialect: 'xep-0045', deliveries });
const splice = (deliveries: number): Line => ({ ...LINE, contestant: 'splice', deliveries });
const marks = (...lines: Line[]) => judge(lines).map(({ work, dialect, mark }) => `${work} ${dialect}: ${mark}`);

suite('bench goals', test => {
  test('are about works that there are', () => {
    const names = [...workNames, ...growthNames];
    assert.equal(
      goals.map(({ work }) => work).filter(work => !names.includes(work)),
      [],
    );
  });

  test('are missed, reached or reached as far as is aimed at', () => {
    assert.equal(marks(LINE, ejabberd(2_900)), ['middle conference: missed']);
    assert.equal(marks(LINE, ejabberd(2_857)), ['middle conference: must']);
    assert.equal(marks(LINE, ejabberd(2_000)), ['middle conference: aim']);
  });

  test('count stanzas, not people: another may have fewer to send for the same entry', () => {
    const entry: Line = { ...LINE, work: 'entry', unit: 'entries' };
    const rival: Line = { ...entry, contestant: 'ejabberd', dialect: 'xep-0045', deliveries: 10_000, done: 5_000 };
    const record = recordOf('now', { node: '', platform: '', cpu: '', versions: [], loadBefore: 0 }, false, [entry, rival]);
    assert.equal(
      record.goals.map(({ value, mark }) => [value, mark]),
      [[10, 'must']],
    );
    assert.equal(record.ratios, [
      { work: 'entry', dialect: 'conference', to: 'ejabberd', perSecond: 0.2, perCpuSecond: 0.2, stanzasPerCpuSecond: 10 },
    ]);
  });

  test('take the share of splicing buffers from the same dialect', () => {
    const groupchat: Line = { ...LINE, dialect: 'groupchat' };
    const lines = [LINE, groupchat, splice(250_000), { ...splice(150_000), dialect: 'groupchat' }];
    assert.equal(marks(...lines), ['middle conference: must', 'middle groupchat: aim']);
    assert.equal(others(lines), ['splice']);
    assert.equal(marks(LINE, { ...splice(1), work: 'large' }), []);
  });

  test('of what should be small are bounds above', () => {
    const weighed: Line = { ...LINE, work: 'memory-people', unit: 'entries', resident: 9_000, heap: 6_144 };
    assert.equal(marks(weighed), ['memory-people conference: must']);
    assert.equal(marks({ ...weighed, heap: 6_145 }), ['memory-people conference: missed']);
    assert.equal(marks({ ...weighed, heap: null }), []);
    assert.equal(marks({ ...LINE, work: 'large-turns', p50: 1.2 }), ['large-turns conference: missed']);
  });

  test('of growth compare the cost of a delivery, however many a message has', () => {
    const small: Line = { ...LINE, work: 'people-1000' };
    const large: Line = { ...LINE, work: 'people-10000', done: 100, beside: 'people-1000' };
    assert.equal(marks(small, large), ['people-10000 conference: must']);
    assert.equal(marks(small, { ...large, cpuSeconds: 1.6 }), ['people-10000 conference: missed']);
    assert.equal(marks(large), []);
  });

  test('are judged only by what was measured', () => {
    assert.equal(marks({ ...LINE, cpuSeconds: null }, ejabberd(1)), []);
    assert.equal(marks({ ...LINE, cpuSeconds: 0 }, ejabberd(1)), []);
    assert.equal(marks(ejabberd(1)), []);
  });

  test('are written with their units', () => {
    assert.equal(
      [withUnit(1.234, 'x'), withUnit(12.34, 'x'), withUnit(41.2, '%'), withUnit(5.44, 'KB')],
      ['1.23x', '12.3x', '41 %', '5.4 KB'],
    );
    assert.equal(
      [bound(35, { unit: 'x' }), bound(6, { unit: 'KB', most: true }), bound(undefined, { unit: 'x' })],
      ['35x', 'at most 6 KB', ''],
    );
  });
});
