// The word that is needed to enter.
import { equal, is, match } from 'uvu/assert';
import { secret } from '../../../machines/behaviours/secret.ts';
import type { Refusal } from '../../../machines/refusal.ts';
import type { Enter } from '../../../machines/request.ts';
import { suite } from '../../suite.ts';
import { asked } from '../made-floor.ts';
import { scopeOf } from './scope.ts';

/** What is ruled on an entry with a word, in a room with a word. */
function ruled(word: string | undefined, brought: string | undefined): Refusal | undefined {
  const request = asked<Enter>('buzz', buzz => buzz.enter('den', brought === undefined ? {} : { secret: brought }));
  return secret.rules!.enter!(scopeOf({ word }, { word }), request) as Refusal | undefined;
}

suite('the secret', test => {
  test('is the room’s, or what its creator asked for', () => {
    equal(secret.data!({}), { word: undefined });
    equal(secret.data!({ word: 'andy' }), { word: 'andy' });
    equal(secret.data!({ word: 'andy' }, { privacy: false }), { word: 'andy' });
    equal(secret.data!({ word: 'andy' }, { privacy: false, secret: 'sid' }), { word: 'sid' });
  });

  test('lets in whoever knows it, letter for letter', () => {
    is(ruled('andy', 'andy'), undefined);
    is(ruled('andy', 'Andy')?.condition, 'not-authorized');
    is(ruled('andy', 'andy ')?.condition, 'not-authorized');
  });

  test('says whether it is missing or wrong', () => {
    is(ruled('andy', undefined)?.condition, 'not-authorized');
    match(ruled('andy', undefined)!.text, 'is needed');
    match(ruled('andy', 'sid')!.text, 'not the secret');
  });

  test('must not be brought where there is none', () => {
    is(ruled(undefined, undefined), undefined);
    is(ruled(undefined, 'andy')?.condition, 'conflict');
  });

  test('is asked for where there is one', () => {
    equal(secret.requires!(scopeOf({}, { word: 'andy' })), { secret: true });
    equal(secret.requires!(scopeOf({}, { word: undefined })), { secret: false });
  });
});
