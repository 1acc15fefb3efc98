// Finding out who is still there over all rooms of a service: everybody once, at a pace, first where people talk.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { isDue } from '../../machines/open-survey.ts';
import { unasked } from '../../machines/survey.ts';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import type { Visitor } from './visitor.ts';

interface Rooms {
  /** How many people are in each. */
  readonly [name: string]: number;
}

/** Rooms full of people, who came a minute ago; they are called by the name of the room and a number. */
function service(questions: number, rooms: Rooms) {
  const limits = { questions };
  const talk = new Conversation({ limits, rooms: Object.keys(rooms).map(name => ({ name })), timers: { silence: 600 } });
  const people = new Map<string, Visitor>();
  for (const [room, size] of Object.entries(rooms)) {
    for (let i = 1; i <= size; i++) {
      const visitor = talk.visitor(`${room}${i}`);
      visitor.join(room);
      people.set(`${room}${i}`, visitor);
    }
  }
  talk.wait(60);
  const of = (name: string): Visitor => people.get(name)!;
  return { talk, of };
}

/** Of lines that are told, whom is asked. */
const asked = (lines: readonly string[]) => lines.flatMap(line => (line.startsWith('asked ') ? [line.slice(6)] : []));
const numbered = (room: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${room}${from + i}`);

suite('a survey', test => {
  test('asks no more in a second than it may, in the order of arrival, and everybody once', () => {
    const { talk } = service(4, { hall: 10 });
    equal(asked(talk.survey()), numbered('hall', 1, 4));
    is(unasked(talk.desk), 6);
    equal(asked(talk.wait(0.5)), numbered('hall', 5, 6));
    equal(asked(talk.wait(1)), numbered('hall', 7, 10));
    is(unasked(talk.desk), 0);
    equal(talk.wait(1), []);
    is(talk.entry('hall')!.floor.survey, undefined);
  });

  test('does not make up for time in which the clock did not come to speak', () => {
    const { talk } = service(2, { hall: 9 });
    is(asked(talk.survey()).length, 2);
    is(asked(talk.wait(60)).length, 2);
    is(asked(talk.wait(0.001)).length, 0);
    is(asked(talk.wait(0.999)).length, 2);
  });

  test('comes on however short the steps of the clock are', () => {
    const { talk } = service(1, { hall: 3 });
    const times = [asked(talk.survey()).length];
    for (let i = 0; i < 20; i++) times.push(asked(talk.wait(0.1)).length);
    is(
      times.reduce((sum, count) => sum + count),
      3,
    );
    ok(times.every(count => count <= 1));
  });

  test('does not ask who was heard of since, who came since, or who waits', () => {
    const { talk, of } = service(1, { hall: 5 });
    talk.visitor('rex').present('hall');
    equal(asked(talk.survey()), ['hall1']);
    talk.at += 1;
    of('hall2').present('hall');
    talk.visitor('hamm').join('hall');
    equal(asked(talk.wait(1)), ['hall3']);
    of('hall5').say('hall', 'here I am');
    talk.visitor('rex').enter('hall');
    of('hall4').leave('hall');
    equal(asked(talk.wait(1)), []);
    is(talk.entry('hall')!.floor.survey, undefined);
  });

  test('takes those out whose question comes back, and tells nobody anything else', () => {
    const { talk, of } = service(500, { hall: 3 });
    equal(asked(talk.survey()), numbered('hall', 1, 3));
    equal(of('hall2').bounce('hall', 'service-unavailable'), ['left hall2: bounced']);
    equal(talk.wait(1), []);
    equal(talk.inside('hall'), ['hall1', 'hall3']);
  });

  test('keeps its pace where other things bounce meanwhile', () => {
    const { talk, of } = service(1, { hall: 3 });
    equal(asked(talk.survey()), ['hall1']);
    equal(of('hall3').bounce('hall', 'service-unavailable', 'hall1'), []);
    equal(talk.inside('hall'), numbered('hall', 1, 3));
    equal(asked(talk.wait(1)), ['hall2']);
    equal(asked(talk.wait(1)), ['hall3']);
    // when they were asked and no answer came in time, they are again
    talk.wait(10);
    equal(of('hall3').bounce('hall', 'service-unavailable', 'hall1'), ['asked hall3']);
  });

  test('keeps its pace after a silence in which everybody would be asked', () => {
    const { talk } = service(2, { hall: 5 });
    talk.at += 590_000;
    equal(asked(talk.survey()), ['hall1', 'hall2']);
    equal(asked(talk.wait(1)), ['hall3', 'hall4']);
    equal(asked(talk.wait(1)), ['hall5']);
    equal(talk.wait(100), []);
  });

  test('gives a small room its turn beside a large one', () => {
    const { talk } = service(6, { hall: 20, den: 2, attic: 3 });
    equal(asked(talk.survey()), ['hall1', 'hall2', 'den1', 'den2', 'attic1', 'attic2']);
    equal(asked(talk.wait(1)), [...numbered('hall', 3, 7), 'attic3']);
    equal(asked(talk.wait(1)), numbered('hall', 8, 13));
  });

  test('asks first where somebody spoke lately, also where that was long before the link came back', () => {
    const { talk, of } = service(3, { hall: 4, den: 3, attic: 1 });
    of('den2').say('den', 'hello');
    talk.at += 100_000;
    of('attic1').say('attic', 'hello');
    talk.at += 300_000;
    equal(asked(talk.survey()), ['den1', 'den2', 'attic1']);
    equal(asked(talk.wait(1)), ['den3', 'hall1', 'hall2']);
  });

  test('asks in a room next where somebody has begun to speak since', () => {
    const { talk, of } = service(2, { hall: 9, den: 4 });
    equal(asked(talk.survey()), ['hall1', 'den1']);
    talk.at += 10;
    of('den4').say('den', 'hello');
    equal(asked(talk.wait(1)), ['den2', 'den3']);
    equal(asked(talk.wait(1)), ['hall2', 'hall3']);
  });

  test('finds its way through more rooms than it may ask people', () => {
    const { talk } = service(2, { hall: 2, den: 1, attic: 2 });
    const all = [talk.survey(), talk.wait(1), talk.wait(1), talk.wait(1)].map(asked);
    equal(all, [['hall1', 'den1'], ['hall2', 'attic1'], ['attic2'], []]);
  });

  test('begins anew where the link is lost again, and does not ask at twice the pace', () => {
    const { talk } = service(4, { hall: 10 });
    equal(asked(talk.survey()), numbered('hall', 1, 4));
    talk.at += 250;
    // those who were asked have to be asked again: the question may be lost
    equal(asked(talk.survey()), ['hall1']);
    is(unasked(talk.desk), 9);
    equal(asked(talk.wait(1)), numbered('hall', 2, 5));
    equal(asked(talk.wait(1)), numbered('hall', 6, 9));
    equal(asked(talk.wait(1)), ['hall10']);
    equal(talk.wait(1), []);
  });

  test('ends in a room that everybody leaves, and does not come back in the next', () => {
    const { talk, of } = service(1, { hall: 3 });
    talk.survey();
    for (const name of numbered('hall', 1, 3)) of(name).leave('hall');
    is(unasked(talk.desk), 0);
    equal(asked(talk.wait(1)), []);
    is(talk.entry('hall')!.floor.survey, undefined);
    of('hall1').join('hall');
    equal(asked(talk.wait(1)), []);
  });

  test('goes on where it was put away, at the same pace', () => {
    const { talk, of } = service(3, { hall: 5, den: 4 });
    of('den1').say('den', 'hello');
    equal(asked(talk.survey()), numbered('den', 1, 3));
    const again = talk.resume();
    equal(again.keep(), talk.keep());
    equal(asked(again.send({ type: 'tick' })), []);
    for (const one of [talk, again]) {
      equal(asked(one.wait(1)), ['den4', 'hall1', 'hall2']);
      equal(asked(one.wait(1)), numbered('hall', 3, 5));
    }
    equal(again.keep(), talk.keep());
  });
});

suite('whatever happens during a survey', test => {
  const sizes = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 5 });
  const steps = fc.array(fc.record({ seconds: fc.constantFrom(0, 0.3, 1, 5), who: fc.nat(30), does: fc.nat(3) }), {
    maxLength: 30,
  });

  test('everybody who is not heard of is asked once, and nobody twice, and never too many in a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), sizes, steps, fc.nat(30), (questions, counts, moves, lostAgain) => {
        const rooms = Object.fromEntries(counts.map((size, i) => ['abcde'[i]!, size]));
        const names = Object.entries(rooms).flatMap(([room, size]) => numbered(room, 1, size));
        const { talk, of } = service(questions, rooms);
        const questionsAt: { readonly at: number; readonly to: string }[] = [];
        const note = (lines: readonly string[]) => questionsAt.push(...asked(lines).map(to => ({ at: talk.at, to })));
        const isHeard = new Set<string>();
        let begun = 0;
        const lose = () => {
          isHeard.clear();
          begun = questionsAt.length;
          note(talk.survey());
        };
        lose();
        moves.forEach(({ seconds, who, does }, i) => {
          note(seconds > 0 ? talk.wait(seconds) : []);
          if (i === lostAgain) lose();
          const name = names[who % names.length];
          if (name === undefined) return;
          talk.at += 1;
          const room = name[0]!;
          if (does === 0) of(name).present(room);
          else if (does === 1) of(name).say(room, 'hello');
          else if (does === 2) of(name).leave(room);
          else {
            const { survey, people } = talk.entry(room)!.floor;
            const isLeft = Array.from(people.joined()).some(one => one.nick === name && isDue(survey, one));
            const lines = of(name).bounce(room, 'service-unavailable', name);
            if (isLeft) equal(lines, []);
          }
          if (does < 3) isHeard.add(name);
        });
        for (let left = 60; left > 0; left--) note(talk.wait(1));
        is(unasked(talk.desk), 0);
        const since = questionsAt.slice(begun).map(({ to }) => to);
        is(new Set(since).size, since.length);
        for (const name of names) {
          const { people } = talk.entry(name[0]!)!.floor;
          const isInside = Array.from(people.joined(), ({ nick }) => nick).includes(name);
          if (isInside && !isHeard.has(name)) ok(since.includes(name), `${name} is asked`);
        }
        for (const { at } of questionsAt)
          ok(questionsAt.filter(one => one.at > at - 1000 && one.at <= at).length <= questions * 2, 'no storm');
      }),
    );
  });
});
