// What `behaviour({…})` gives when the program runs; what the compiler says of it is in types/.
import { is, ok, throws } from 'uvu/assert';
import { z } from 'zod';
import { behaviour } from '../../machines/define-behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { suite } from '../suite.ts';

const about = { name: 'hall', about: 'A hall.', listed: true };

suite('behaviour', test => {
  test('gives the object itself, which nobody can change any more', () => {
    const written = { name: 'bell', about: 'Rings.', hears: { entered: () => ({ facts: [] }) } } as const;
    const bell = behaviour(written);
    is(bell, written);
    ok(Object.isFrozen(bell));
    throws(() => Object.assign(bell, { name: 'other' }), TypeError);
  });

  test('gives what a kind lists, with settings or without', () => {
    const bell = behaviour({ name: 'bell', about: 'Rings.', settings: z.strictObject({ times: z.int().default(1) }) });
    is(kind(about, [bell]).parts[0]!.behaviour, bell);
    is(kind(about, [[bell, { times: 2 }]]).parts[0]!.behaviour, bell);
  });

  test('takes a behaviour that was made before, with other parts', () => {
    const bell = behaviour({ name: 'bell', about: 'Rings.', hears: { entered: ({ at }) => ({ wake: at + 1 }) } });
    const gong = behaviour({ ...bell, name: 'gong' });
    is(gong.hears, bell.hears);
    is(kind(about, [bell, gong]).parts.length, 2);
  });
});
