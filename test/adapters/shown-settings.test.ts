// Settings as operators see them: secrets are found wherever a schema has them.
import { equal } from 'uvu/assert';
import { z } from 'zod';
import { shownSettings } from '../../adapters/shown-settings.ts';
import { suite } from '../suite.ts';

const secret = z.string().meta({ secret: true });

suite('shown settings', test => {
  test('have no secret, in whatever it is wrapped and however deep it is', () => {
    const settings = z.strictObject({
      seconds: z.int(),
      text: z.string(),
      word: secret.default('none').optional(),
      pins: z.array(z.int()).meta({ secret: true }),
      backend: z.strictObject({ url: z.string(), key: secret }).optional(),
      others: z.array(z.strictObject({ jid: z.string(), key: secret })),
    });
    equal(
      shownSettings(
        { settings },
        {
          ...{ seconds: 5, text: 'Come in.', word: 'sesame', pins: [4711] },
          ...{ backend: { url: 'https://example.org', key: '' }, others: [{ jid: 'woody@disney/home', key: 'sesame' }] },
        },
      ),
      {
        ...{ seconds: 5, text: 'Come in.', word: '(hidden)', pins: ['(hidden)'] },
        ...{ backend: { url: 'https://example.org', key: '(hidden)' }, others: [{ jid: 'woody@disney/home', key: '(hidden)' }] },
      },
    );
  });

  test('without a schema are hidden where their names say so', () => {
    equal(shownSettings({}, { password: 'sesame', text: 'Hello' }), { password: '(hidden)', text: 'Hello' });
  });
});
