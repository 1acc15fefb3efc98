// Whose turn is still to come in a survey of one room.
import { equal, is } from 'uvu/assert';
import { countDue, isDue } from '../../machines/open-survey.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays } from './made-floor.ts';

suite('an open survey', test => {
  test('is due to those who came before it and were not heard of since, from the next one on', () => {
    const floor = makeFloor();
    const people = ['woody', 'buzz', 'rex'].map(name => stays(floor, name));
    const { order } = people[1]!;
    const due = (since: number, next: number, end: number) => people.map(person => isDue({ since, next, end }, person));
    equal(due(0, 0, 99), [true, true, true]);
    equal(due(-1, 0, 99), [false, false, false]);
    equal(due(0, order, 99), [false, true, true]);
    equal(due(0, 0, order), [true, false, false]);
    is(isDue(undefined, people[0]!), false);
  });

  test('counts them', () => {
    const floor = makeFloor();
    for (const name of ['woody', 'buzz', 'rex']) stays(floor, name);
    is(countDue(floor), 0);
    floor.survey = { since: 0, next: 0, end: floor.roster.nextOrder };
    is(countDue(floor), 3);
    floor.roster.touch(floor.roster.byNick('rex')!, 1);
    is(countDue(floor), 2);
  });
});
