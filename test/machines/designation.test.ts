// Whom somebody means by what they write.
import { equal, is, match, ok } from 'uvu/assert';
import { stage } from '../../adapters/testing/testing.ts';
import { moderation } from '../../machines/behaviours/moderation.ts';
import { meantInside, meantWaiting, namesOfWaiting, nickOf, writtenText } from '../../machines/designation.ts';
import type { Hold } from '../../machines/holds.ts';
import { isRefusal } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';

/** Who is meant in a room with people of these nicks. */
function inside(nicks: readonly string[], person: string, reason?: string): string | readonly (string | undefined)[] {
  const room = stage(moderation);
  for (const [i, nick] of nicks.entries()) room.person(`guest${i}`).enters({ nick });
  const idOf = (text: string) => text.replace(/#(\d)/u, (_, i: string) => room.person(`guest${i}`).person!.id);
  const meant = meantInside(room.floor!, { person: idOf(person), reason });
  return isRefusal(meant) ? `${meant.condition}: ${meant.text}` : [meant.one.nick, meant.reason];
}

/** A request to enter that is held: `nick bare`. */
function hold(text: string, at: number): Hold {
  const [bare = '', ...nick] = text.split(' ').reverse();
  const nicks = nick.length === 0 ? [] : [{ text: nick.reverse().join(' '), key: '' }];
  return { stay: `${at}`.padStart(24, 'a'), request: { type: 'enter', nicks, bare, from: `${bare}/home` } } as unknown as Hold;
}

function waiting(holds: readonly Hold[], person: string, reason?: string): string | readonly (string | undefined)[] {
  const meant = meantWaiting(holds, { person, reason });
  return isRefusal(meant) ? `${meant.condition}: ${meant.text}` : [meant.one.request.bare, meant.reason];
}

suite('who is meant', test => {
  test('is somebody inside, by nick in any case or by id', () => {
    equal(inside(['Woody', 'Buzz'], 'woody'), ['Woody', undefined]);
    equal(inside(['Woody', 'Buzz'], '#1'), ['Buzz', undefined]);
    match(inside(['Woody'], 'Rex') as string, /item-not-found/);
  });

  test('is found by letters that are compared by other rules in addresses', () => {
    equal(inside(['Woody', 'Strauß'], 'strauß'), ['Strauß', undefined]);
  });

  test('may have a nick of several words, before a reason of several', () => {
    const nicks = ['Buzz Lightyear', 'Woody'];
    equal(inside(nicks, 'buzz', 'lightyear'), ['Buzz Lightyear', undefined]);
    equal(inside(nicks, 'buzz', 'lightyear   too far '), ['Buzz Lightyear', 'too far']);
    equal(inside(nicks, 'woody', 'too near'), ['Woody', 'too near']);
    match(inside(nicks, 'too', 'buzz lightyear') as string, /item-not-found/);
  });

  test('is never guessed', () => {
    const said = inside(['Buzz', 'Buzz Lightyear'], 'Buzz', 'Lightyear') as string;
    match(said, /conflict: Several may be meant: Buzz \([0-9a-f]{24}\), Buzz Lightyear \([0-9a-f]{24}\)\. Say which by the id/);
    equal(inside(['Buzz', 'Buzz Lightyear'], '#1', 'is late'), ['Buzz Lightyear', 'is late']);
  });

  test('is somebody who waits, by the nick that was asked for, the address or the id of the stay', () => {
    const holds = [hold('Woody woody@x', 1), hold('Buzz Lightyear buzz@x', 2), hold('rex@x', 3)];
    equal(waiting(holds, 'WOODY'), ['woody@x', undefined]);
    equal(waiting(holds, 'buzz', 'lightyear so far'), ['buzz@x', 'so far']);
    equal(waiting(holds, 'Rex@X'), ['rex@x', undefined]);
    equal(waiting(holds, 'rex@x/home'), ['rex@x', undefined]);
    equal(waiting(holds, holds[1]!.stay), ['buzz@x', undefined]);
    match(waiting(holds, 'sid') as string, /item-not-found: .*!waiting/);
    match(waiting([], 'sid') as string, /item-not-found/);
    equal(waiting([hold('buzz@x is buzz@x', 1)], 'buzz@x', 'is rude'), ['buzz@x', 'rude']);
  });

  test('is not the one who takes the name or the address of another', () => {
    const holds = [hold('Woody woody@x', 1), hold('woody sid@x', 2), hold('woody@x zurg@x', 3)];
    match(waiting(holds, 'woody') as string, /conflict: .*woody@x \(a+1\), sid@x \(a+2\)\./);
    match(waiting(holds, 'woody@x') as string, /conflict/);
    const nameOf = namesOfWaiting(holds);
    equal(holds.map(nameOf), ['woody@x/home', 'sid@x', 'zurg@x']);
    for (const one of holds) equal(waiting(holds, nameOf(one)), [one.request.bare, undefined]);
  });

  test('is told apart by the id, and by no address of who hides it', () => {
    const shy = (one: Hold): Hold => ({ ...one, request: { ...one.request, privacy: true } }) as Hold;
    const holds = [shy(hold('Woody bo@x', 1)), hold('woody sid@x', 2)];
    match(waiting(holds, 'woody') as string, /conflict: Several may be meant: Woody \(a+1\), sid@x \(a+2\)\./);
    const nameless = { ...shy(hold('bo@x', 3)), stay: 'woody' };
    match(waiting([...holds, nameless], 'woody') as string, /, Somebody protected \(woody\)\./);
  });

  test('is called by the id where every other name is taken', () => {
    const holds = [hold('x@x/home x@x', 1), hold('x@x y@x', 2), hold('X@X/Home z@x', 3)];
    is(namesOfWaiting(holds)(holds[0]!), holds[0]!.stay);
  });

  test('is listed only so far', () => {
    const holds = Array.from({ length: 13 }, (_, i) => hold(`Woody woody${i}@x`, i));
    match(waiting(holds, 'woody') as string, /woody9@x \(a+9\) and 3 more\. Say/);
  });

  test('has no nick where none was asked for', () => {
    is(nickOf(hold('Woody woody@x', 1)), 'Woody');
    is(nickOf(hold('woody@x', 1)), undefined);
    is(nickOf({ request: { type: 'say' } } as unknown as Hold), undefined);
  });

  test('is written in a text that XML can carry', () => {
    ok(writtenText.safeParse('Woody').success);
    for (const text of ['', 'a\u0000', 'a'.repeat(501)]) is(writtenText.safeParse(text).success, false);
  });
});
