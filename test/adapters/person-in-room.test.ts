// Whom an operator means who names somebody in a room.
import { equal, is, throws } from 'uvu/assert';
import { personIn } from '../../adapters/person-in-room.ts';
import type { Floor } from '../../machines/floor.ts';
import type { Listed } from '../../machines/kind.ts';
import { keeper, tryOut } from '../machines/try-out.ts';
import { Visitor } from '../machines/visitor.ts';
import { suite } from '../suite.ts';

function hall(list: readonly Listed[] = []) {
  const { talk, floor } = tryOut(list);
  const come = (name: string, nick: string, resource = 'home') => {
    new Visitor(request => talk.send(request), name, { resource }).join('hall', { nicks: [nick] });
  };
  return { floor: floor(), come };
}

const realOf = (floor: Floor, text: string) => personIn(floor, text).real;

suite('whom an operator means', test => {
  test('is told by nick, by address and by id', () => {
    const { floor, come } = hall();
    come('woody', 'Sheriff');
    come('buzz', 'Buzz Lightyear');
    for (const text of ['sheriff', 'Sheriff', 'woody@disney/home', 'WOODY@disney/home', 'woody@disney'])
      is(realOf(floor, text), 'woody@disney/home', text);
    is(realOf(floor, 'buzz lightyear'), 'buzz@disney/home');
    const { id } = personIn(floor, 'sheriff');
    is(realOf(floor, id), 'woody@disney/home');
  });

  test('may wait to come in', () => {
    const { floor, come } = hall([keeper('enter')]);
    come('woody', 'Sheriff');
    for (const text of ['sheriff', 'woody@disney/home', 'woody@disney', floor.holds.all()[0]!.stay])
      is(realOf(floor, text), 'woody@disney/home', text);
  });

  test('is nobody where it may be several', () => {
    const { floor, come } = hall();
    come('woody', 'Sheriff');
    come('woody', 'Woody', 'barn');
    is(realOf(floor, 'woody@disney/barn'), 'woody@disney/barn');
    throws(
      () => personIn(floor, 'woody@disney'),
      /^Several may be meant by “woody@disney”: woody@disney\/home \(.+\), woody@disney\/barn \(.+\)\. Say which by the id in brackets\.$/,
    );
  });

  test('is nobody where none is near', () => {
    const { floor, come } = hall();
    const why = (text: string) => {
      try {
        personIn(floor, text);
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    };
    equal(why('zurg'), 'There is nobody “zurg” in hall@conference.disney. See who is there with: confab room hall');
    come('woody', 'Sheriff');
    equal(why('Sherif'), 'There is nobody “Sherif” in hall@conference.disney: did you mean Sheriff?');
  });
});
