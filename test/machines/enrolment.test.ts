// A new stay: written down as waiting, with an actor that begins only when the step has succeeded.
import { equal, is } from 'uvu/assert';
import { enrol } from '../../machines/enrolment.ts';
import { suite } from '../suite.ts';
import { makeFloor, nobody } from './made-floor.ts';
import { presenceOf } from './visitor.ts';

function enrolled() {
  const floor = makeFloor();
  const step = floor.begin(7, 'fresh');
  const person = enrol(floor, nobody('woody').asker('presence', floor.jid), presenceOf('here'));
  return { floor, step, person };
}

suite('to enrol somebody', test => {
  test('is to write down who they are, under a fresh id, without a nick', () => {
    const { floor, person } = enrolled();
    const { actor, ...rest } = person;
    equal(rest, {
      id: 'fresh',
      real: 'woody@disney/home',
      bare: 'woody@disney',
      host: 'disney',
      dialect: 'conference',
      order: 0,
      nick: '',
      nickKey: '',
      privacy: false,
      hidden: false,
      presence: presenceOf('here'),
      heard: 7,
      asked: 0,
    });
    is(actor.id, 'fresh');
    is(floor.roster.waitingFor(person.real), person);
    is(floor.roster.size, 0);
  });

  test('has the actor begin when the step is carried out', () => {
    const { step, person } = enrolled();
    const seen: unknown[] = [];
    person.actor.on('*', fact => seen.push(fact));
    person.actor.send({ type: 'depart', fact: { type: 'withdrawn' } as never });
    equal(seen, []);
    step.carryOut(() => {});
    equal(seen, [{ type: 'withdrawn' }]);
  });

  test('is as if it had not been when the step is taken back', () => {
    const { floor, step, person } = enrolled();
    step.takeBack();
    step.carryOut(() => {});
    is(floor.roster.waitingFor(person.real), undefined);
    is(floor.roster.nextOrder, 0);
    is(person.actor.getSnapshot().value, 'presence-pending');
  });
});
