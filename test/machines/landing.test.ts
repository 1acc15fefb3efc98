// To which room a lead leads, by the configuration of a service.
import { equal, is, throws } from 'uvu/assert';
import { z } from 'zod';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { landingOf, leadFeatures } from '../../machines/landing.ts';
import { isRefusal, refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';
import { Conversation, type Settings } from './conversation.ts';

/** Rooms of days, with a prefix that is set. */
const rota = {
  name: 'rota',
  about: 'x',
  settings: z.strictObject({ prefix: z.string().default('day') }),
  leads: {
    day: {
      about: 'Finds the room of a day.',
      fields: z.strictObject({ number: z.string().max(3) }),
      to: ({ prefix }: { prefix: string }, { number }: { number: string }) =>
        number === '0' ? refuse('not-allowed', 'There is no such day.') : { room: `${prefix}-${number}` },
    },
  },
} as unknown as Behaviour;
const kinds = [kind({ name: 'daily', about: 'x', listed: true }, [rota])];
const grounds = (settings: Settings) => new Conversation(settings, { kinds }).service.getSnapshot().context.desk;
const landed = (settings: Settings, fields: object = { number: '3' }) => {
  const found = landingOf(grounds(settings), 'rota', 'day', fields);
  return isRefusal(found) ? `${found.condition}: ${found.text}` : found.name;
};

const nowhere = 'item-not-found: No room can have what this leads to: the rooms here of such names are of another kind.';
const unknown = 'service-unavailable: This is not done here.';

suite('a lead', test => {
  test('leads to the room whose name is of a pattern of its kind', () => {
    is(landed({ patterns: [{ names: 'day-*', kind: 'daily' }] }), 'day-3');
    const own = { names: 'd-*', kind: 'daily', behaviours: { rota: { prefix: 'd' } } };
    is(landed({ patterns: [own] }), 'd-3');
    is(landed({ patterns: [{ names: 'x', kind: 'daily' }, own] }), 'd-3');
  });

  test('leads nowhere where such names are of another kind, and is not known where no rooms are of its kind', () => {
    is(landed({ patterns: [{ names: 'x-*', kind: 'daily' }] }), nowhere);
    const taken = [{ names: 'day-*', kind: 'public' }];
    is(landed({ patterns: [...taken, { names: '*', kind: 'daily' }] }), nowhere);
    is(landed({ patterns: taken }), unknown);
    is(landed({}), unknown);
    const desk = grounds({ patterns: [{ names: '*', kind: 'daily' }] });
    for (const [behaviour, lead] of [
      ['rota', 'week'],
      ['rota', 'toString'],
      ['topic', 'day'],
    ] as const)
      equal(landingOf(desk, behaviour, lead, {}), refuse('service-unavailable', 'This is not done here.'));
  });

  test('leads to rooms of the configuration, by their own settings', () => {
    const rooms = [{ name: 'day-3', kind: 'daily' }];
    is(landed({ rooms }), 'day-3');
    is(landed({ rooms }, { number: '4' }), nowhere);
    is(landed({ rooms: [{ name: 'd-3', kind: 'daily', behaviours: { rota: { prefix: 'd' } } }] }), 'd-3');
    // what is set where it leads counts, and not where it was found
    const other = { rooms: [{ name: 'day-3', kind: 'daily', behaviours: { rota: { prefix: 'd' } } }] };
    is(landed({ ...other, patterns: [{ names: '*', kind: 'daily' }] }), nowhere);
    is(landed({ rooms: [{ name: 'day-3', kind: 'public' }], patterns: [{ names: '*', kind: 'daily' }] }), nowhere);
  });

  test('is refused by what it is asked with', () => {
    const patterns = [{ names: '*', kind: 'daily' }];
    is(landed({ patterns }, { number: '0' }), 'not-allowed: There is no such day.');
    is(
      landed({ patterns }, { number: '1234' }),
      "bad-request: <day xmlns='urn:confab:rota'/> is not understood (number: Too big: expected string to have <=3 characters). Its attributes are: number.",
    );
    is(
      landed({ patterns }, { number: '1', year: '2' }),
      `bad-request: <day xmlns='urn:confab:rota'/> is not understood (Unrecognized key: "year"). Its attributes are: number.`,
    );
  });

  test('gives a name that addresses have', () => {
    const patterns = [{ names: '*', kind: 'daily' }];
    for (const number of ['A', ' ', '@', '/', 'ä', "'"])
      throws(() => landed({ patterns }, { number }), /leads to “day-.*”, which is no name as addresses have it/);
    is(landed({ patterns }, { number: '=~!' }), 'day-=~!');
  });

  test('is shown where there may be rooms of its kind', () => {
    const features = (settings: Settings) => leadFeatures(grounds(settings));
    equal(features({}), []);
    equal(features({ patterns: [{ names: 'x', kind: 'public' }] }), []);
    const rooms = [{ name: 'day-3', kind: 'daily' }];
    equal(features({ rooms, patterns: [{ names: '*', kind: 'daily' }] }), ['urn:confab:rota']);
    equal(features({ rooms }), ['urn:confab:rota']);
  });
});
