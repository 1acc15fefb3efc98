// The nicks that a room gives by itself, and their numbers.
import { equal, is } from 'uvu/assert';
import { guestNick, numberOfGuest } from '../../machines/guest-nick.ts';
import { suite } from '../suite.ts';

suite('guest nick', test => {
  test('has its number in it, and gives it back', () => {
    equal(guestNick(12), { text: 'guest-12', key: 'guest-12' });
    for (const number of [1, 9, 10, 12_345]) is(numberOfGuest(guestNick(number)), number);
  });
});
