// The kinds of one service: those that come with Confab, those that are brought, and those that are put together.
import { equal, is, ok, throws } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { catalogue, stock } from '../../machines/catalogue.ts';
import { kind, settingsIn } from '../../machines/kind.ts';
import { shippedKinds } from '../../machines/kinds/all.ts';
import { KindSettings } from '../../machines/settings.ts';
import { suite } from '../suite.ts';
import { roomSettings } from './made-floor.ts';

const echo: Behaviour<{ times: number }> = {
  name: 'echo',
  about: 'Says it again.',
  settings: z.strictObject({ times: z.int().max(9).default(1) }),
};
const configured = (name: string, behaviours: unknown[]) => KindSettings.parse({ name, about: 'Is configured.', behaviours });
const brought = (name: string) => kind({ name, about: 'Is brought.', listed: true }, [echo]);

suite('the catalogue of kinds', test => {
  test('has those that come with Confab', () => {
    equal([...catalogue([]).values()], shippedKinds);
  });

  test('puts kinds together from behaviours by name, in the order of the list, with settings', () => {
    const kinds = catalogue([configured('hall', ['topic', { name: 'echo', times: 3 }])], { behaviours: [echo] });
    const { parts, about, listed } = kinds.get('hall')!;
    equal([about, listed, parts.map(({ behaviour }) => behaviour.name)], ['Is configured.', false, ['topic', 'echo']]);
    equal(settingsIn(parts[1]!, roomSettings()), { times: 3 });
  });

  test('has those that a program brings, also in place of one that there is', () => {
    const kinds = catalogue([], { kinds: [brought('hall'), brought('public')] });
    equal([kinds.get('hall')!.about, kinds.get('public')!.about], ['Is brought.', 'Is brought.']);
    is(catalogue([configured('public', [])]).get('public')!.about, 'Is configured.');
  });

  test('says what is not known, and where it stands', () => {
    throws(
      () => catalogue([configured('attic', []), configured('hall', ['topic', 'ecco'])], { behaviours: [echo] }),
      /kinds\[1\]: The kind hall lists the behaviour ecco, which is not known/,
    );
  });

  test('says what is wrong with settings of a behaviour', () => {
    throws(
      () => catalogue([configured('hall', [{ name: 'echo', times: 10 }])], { behaviours: [echo] }),
      /kinds\[0\]: The kind hall, behaviour echo: times/,
    );
  });

  test('has no name twice', () => {
    throws(
      () => catalogue([], { behaviours: [{ ...echo, name: 'topic' }] }),
      /behaviour topic has the name of one that comes with Confab/,
    );
    throws(() => catalogue([], { behaviours: [echo, { ...echo }] }), /There are two behaviours echo/);
    throws(() => catalogue([], { kinds: [brought('hall'), brought('hall')] }), /There are two kinds hall/);
    throws(() => catalogue([configured('hall', [])], { kinds: [brought('hall')] }), /kinds\[0\]: There is another kind hall/);
    throws(() => catalogue([configured('hall', []), configured('hall', [])]), /kinds\[1\]: There is another kind hall/);
    ok(catalogue([], { behaviours: [echo, echo] }), 'the same one twice is one');
  });

  test('says all that is wrong, and has those that are right', () => {
    const { kinds, faults, broken } = stock([undefined, configured('hall', ['none']), configured('attic', ['topic'])], {
      behaviours: [{ ...echo, about: undefined as never }],
    });
    equal([kinds.has('hall'), kinds.has('attic'), [...broken]], [false, true, ['hall']]);
    ok(faults.length >= 2, faults.join());
    ok(faults.some(fault => fault.startsWith('kinds[1]: ')));
  });
});
