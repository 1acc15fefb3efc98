// A moderator removes a person.
import { throws } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { moderation } from '../../../machines/behaviours/moderation.ts';
import { suite } from '../../suite.ts';

function room() {
  const room = stage(moderation);
  const andy = room.person('andy', { moderator: true });
  const bo = room.person('bo', { moderator: true, dialect: 'groupchat' });
  const woody = room.person('woody');
  const buzz = room.person('buzz', { dialect: 'groupchat' });
  andy.enters();
  bo.enters();
  woody.enters();
  buzz.enters({ nick: 'Buzz Lightyear' });
  return { room, andy, bo, woody, buzz };
}

suite('moderation', test => {
  test('removes a person, and tells them why', () => {
    const { andy, woody, buzz } = room();
    andy.says('!remove BUZZ lightyear Too far');
    buzz.hears('A moderator removed you from this room: Too far', { by: 'room' }).isOutside();
    andy.hears('Buzz Lightyear was removed.', { by: 'room' });
    woody.seesNot('Buzz Lightyear').isInside();
    andy.orders('moderation', 'remove', { person: 'woody' });
    woody.hears('A moderator removed you from this room.').isOutside();
  });

  test('removes whoever it is written to', () => {
    const { andy, bo, woody, buzz } = room();
    bo.whispers(woody, '!remove');
    woody.isOutside();
    andy.whispers('Buzz Lightyear', '!remove');
    buzz.isOutside();
  });

  test('says so where nobody of that name is there', () => {
    const { andy } = room();
    andy.says('!remove rex').isRefused('item-not-found', /nobody of that name/);
    andy.says('!remove').isRefused('not-acceptable', /!remove PERSON REASON/);
  });

  test('lets a removed person come back', () => {
    const { andy, woody } = room();
    andy.says('!remove woody');
    woody.enters().isInside();
  });

  test('is for moderators, and not against them', () => {
    const { andy, bo, woody } = room();
    woody.says('!remove andy').isRefused('forbidden', /moderators/);
    andy.says('!remove bo').isRefused('not-allowed', /those who run the service/);
    andy.says('!remove andy').isRefused('not-allowed');
    bo.isInside();
  });

  test('lets those who run the service remove anybody', () => {
    const { room: there, bo, andy } = room();
    throws(() => there.command('moderation', 'remove', { person: 'rex' }), /nobody of that name/);
    there.command('moderation', 'remove', { person: 'bo', reason: 'Enough' });
    bo.hears('Those who run this service removed you from this room: Enough').isOutside();
    andy.isInside();
    throws(() => there.command('moderation', 'remove', { person: 'andy', reason: '\u0001' }), /XML does not have/);
    andy.isInside();
  });

  test('knows its moderators after a restart', () => {
    const { room: there, andy, woody } = room();
    there.restarts();
    andy.says('!remove woody');
    woody.isOutside();
  });

  test('is the affair of whoever made the room, too', () => {
    const made = stage(moderation, { standing: false });
    const sid = made.person('sid').enters();
    const woody = made.person('woody').enters();
    woody.says('!remove sid').isRefused('forbidden');
    sid.says('!remove woody');
    woody.isOutside();
  });
});
