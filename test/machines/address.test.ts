// How an occupant's address is put together.
import { is } from 'uvu/assert';
import { occupantJid } from '../../machines/address.ts';
import { suite } from '../suite.ts';
import { roomJid } from './visitor.ts';

suite('an address', test => {
  test('of an occupant is the room with something behind the slash', () => {
    is(occupantJid(roomJid('den'), 'a32d'), 'den@conference.disney/a32d');
  });
});
