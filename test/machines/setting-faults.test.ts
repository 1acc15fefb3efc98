import { equal, not } from 'uvu/assert';
import { z } from 'zod';
import { settingFaults } from '../../machines/setting-faults.ts';
import { suite } from '../suite.ts';

const settings = z.strictObject({
  seconds: z.int().min(1).max(3600).default(60),
  pace: z.number().gt(0).lt(5).optional(),
  word: z.string().min(2).max(10).optional(),
  words: z.array(z.string()).min(1).max(2).optional(),
  mode: z.enum(['open', 'closed']).optional(),
  quiet: z.boolean().optional(),
  floor: z.strictObject({ hands: z.int() }).optional(),
  even: z
    .number()
    .refine(n => n % 2 === 0, 'must be even')
    .optional(),
  host: z.email().optional(),
});

function faultsOf(given: object): string[] {
  return settingFaults({ settings }, given).map(({ path, text }) => `${path.join('.')} ${text}`);
}

suite('setting faults', test => {
  test('are none in settings that are right', () => equal(faultsOf({ seconds: 5, mode: 'open', floor: { hands: 3 } }), []));

  test('say what each must be, and what it is', () => {
    const pairs: [object, string][] = [
      [{ seconds: 4000 }, 'seconds must be at most 3600, not 4000'],
      [{ seconds: 0 }, 'seconds must be at least 1, not 0'],
      [{ seconds: 1.5 }, 'seconds must be a whole number, not 1.5'],
      [{ seconds: 'hunter2' }, 'seconds must be a number, not a text'],
      [{ pace: 0 }, 'pace must be more than 0, not 0'],
      [{ pace: 5 }, 'pace must be less than 5, not 5'],
      [{ word: 'h' }, 'word must have 2 characters or more'],
      [{ word: 'hunter hunter' }, 'word must have 10 characters at most'],
      [{ words: [] }, 'words must have 1 entries or more'],
      [{ words: ['a', 'b', 'c'] }, 'words must have 2 entries at most'],
      [{ words: [3] }, 'words.0 must be a text, not 3'],
      [{ mode: 'opn' }, 'mode must be "open" or "closed", not a text: did you mean open?'],
      [{ mode: true }, 'mode must be "open" or "closed", not true'],
      [{ quiet: 'yes' }, 'quiet must be true or false, not a text'],
      [{ floor: { hands: 3, knees: 2 } }, 'floor.knees is not known: leave it out'],
      [{ floor: {} }, 'floor.hands is missing: it must be a number'],
      [{ floor: [] }, 'floor must be a table, not a list'],
      [{ even: 3 }, 'even must be even'],
      [{ secnds: 3 }, 'secnds is not known: did you mean seconds?'],
      [{ host: 'hunter2' }, 'host is wrong: Invalid email address'],
    ];
    for (const [given, fault] of pairs) {
      equal(faultsOf(given), [fault]);
      not.match(faultsOf(given).join(), /hunter/);
    }
  });

  test('say everything at once', () => equal(faultsOf({ secnds: 1, seconds: 0, quiet: 3 }).length, 3));

  test('name unknown keys also where the schema would drop them, and none where it takes all', () => {
    const loose = (schema: z.ZodType) => settingFaults({ settings: schema }, { b: 1 }).map(({ text }) => text);
    equal(loose(z.object({ abc: z.number().optional() })), ['is not known: there are abc']);
    equal(loose(z.looseObject({})), []);
    equal(loose(z.record(z.string(), z.number())), []);
    equal(
      settingFaults({}, { b: 1 }).map(({ text }) => text),
      ['is not known: the behaviour has no settings'],
    );
    equal(settingFaults({}, {}), []);
  });

  test('tell what is missing from what is wrong', () => {
    const needy = z.strictObject({ word: z.string() });
    equal(settingFaults({ settings: needy }, {}), [{ path: ['word'], text: 'is missing: it must be a text', isMissing: true }]);
    equal(settingFaults({ settings: needy }, { word: null })[0]?.isMissing, false);
  });

  test('are about all of them where the schema says so', () => {
    const both = z.strictObject({ a: z.number(), b: z.number() }).refine(({ a, b }) => a < b, 'must have a below b');
    equal(settingFaults({ settings: both }, { a: 2, b: 1 }), [{ path: [], text: 'must have a below b', isMissing: false }]);
  });

  test('name sorts that no file can have as the schema does', () => {
    const odd = { settings: z.strictObject({ when: z.date(), who: z.set(z.string()).min(1) }) };
    equal(
      settingFaults(odd, { when: 'now', who: new Set() }).map(({ text }) => text),
      ['must be date, not a text', 'must have 1 entries or more'],
    );
    equal(settingFaults(odd, { who: new Set('a') })[0]?.text, 'is missing: it must be date');
  });
});
