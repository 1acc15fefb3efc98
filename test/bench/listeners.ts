// Kinds of room for the bench: without behaviours, and with ten of which some rule on every message and hear it.
// What each does is little, so that what is measured is the running of behaviours.
import { behaviour, kind, z } from '../../machines/extension.ts';

/** One behaviour with all that costs: a ruling, data of the room and of each person, and a chart. */
const listener = (number: number) =>
  behaviour({
    name: `listener-${number}`,
    about: 'Counts what is said, by whom.',
    settings: z.strictObject({ most: z.number().default(Number.MAX_SAFE_INTEGER) }),
    data: () => ({ said: 0 }),
    own: () => ({ said: 0 }),
    region: {
      initial: 'counting',
      states: {
        counting: { on: { said: { guard: 'isFew', actions: 'count' } } },
        full: {},
      },
      on: { dissolved: '.full' },
    },
    actions: { count: ({ data, own }) => ({ data: { said: data.said + 1 }, own: { said: own.said + 1 } }) },
    guards: { isFew: ({ data, settings }) => data.said < settings.most },
    rules: {
      speak: ({ data, settings }) =>
        data.said < settings.most ? undefined : { condition: 'forbidden', type: 'auth', code: 403, text: 'Enough.' },
    },
  });

/** One that has nothing to do with messages. */
const idler = (number: number) =>
  behaviour({
    name: `idler-${number}`,
    about: 'Counts who comes.',
    data: () => ({ entered: 0 }),
    hears: { entered: ({ data }) => ({ data: { entered: data.entered + 1 } }) },
    rules: { enter: () => undefined },
  });

const ten = Array.from({ length: 10 }, (_, number) => number);

export const bare = kind({ name: 'bare', about: 'No behaviours.', listed: false }, []);
export const three = kind(
  { name: 'three', about: 'Three of ten listen.', listed: false },
  ten.map(number => (number < 3 ? listener(number) : idler(number))),
);
export const all = kind({ name: 'ten', about: 'Ten of ten listen.', listed: false }, ten.map(listener));
