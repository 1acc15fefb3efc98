// What `confab/behaviour` gives to those who write behaviours.
import { equal, is, ok } from 'uvu/assert';
import { z } from 'zod';
import { behaviour } from '../../machines/define-behaviour.ts';
import * as extension from '../../machines/extension.ts';
import { kind } from '../../machines/kind.ts';
import { edited } from '../../machines/passage.ts';
import { isRefusal, refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';

suite('confab/behaviour', test => {
  test('gives what behaviours are written with, and no more', () => {
    equal(Object.keys(extension).sort(), ['behaviour', 'edited', 'isRefusal', 'kind', 'refuse', 'withBody', 'withSubject', 'z']);
  });

  test('gives the things themselves: a schema is read by the zod that made it', () => {
    is(extension.z, z);
    equal(
      [extension.behaviour, extension.kind, extension.refuse, extension.isRefusal, extension.edited],
      [behaviour, kind, refuse, isRefusal, edited],
    );
  });

  test('is enough to make a kind of room', () => {
    const { behaviour, kind, refuse, z } = extension;
    const quiet = behaviour({
      name: 'quiet',
      about: 'Nobody speaks.',
      settings: z.strictObject({ text: z.string().default('Be quiet.') }),
      rules: { speak: ({ settings }) => refuse('not-allowed', settings.text) },
    });
    const made = kind({ name: 'library', about: 'Books.', listed: true }, [[quiet, { text: 'Hush.' }]]);
    ok(made.rules.has('speak'));
  });
});
