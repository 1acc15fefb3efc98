// The time of day in a zone of the configuration.
import { equal, is, match } from 'uvu/assert';
import { clock, makeClock } from '../../../adapters/effects/clock.ts';
import { suite } from '../../suite.ts';

const at = Date.UTC(2026, 10, 22, 23, 5, 9, 123);
const told = (zone: string, input: object = {}) => makeClock(zone, () => at)({ input: input as Record<string, unknown> });

suite('the effect clock', test => {
  test('tells the time in its zone', async () => {
    equal(await told('UTC'), {
      ...{ at, iso: '2026-11-22T23:05:09+00:00', zone: 'UTC' },
      ...{ year: 2026, month: 11, day: 22, hour: 23, minute: 5, second: 9, weekday: 'sunday', offset: 0 },
    });
    const { iso, weekday, hour, day, offset } = await told('Europe/Berlin');
    equal([iso, weekday, hour, day, offset], ['2026-11-23T00:05:09+01:00', 'monday', 0, 23, 60]);
    is((await told('America/St_Johns')).iso, '2026-11-22T19:35:09-03:30');
    is((await told('Asia/Kathmandu')).iso, '2026-11-23T04:50:09+05:45');
  });

  test('tells it of another moment, where one is asked for', async () => {
    equal((await told('Europe/Berlin', { at: Date.UTC(2026, 6, 1) })).iso, '2026-07-01T02:00:00+02:00');
    for (const odd of ['x', -1, Number.NaN, 1e18]) equal((await told('UTC', { at: odd })).at, at);
  });

  test('is that of now', async () => {
    const effect = clock.make(clock.settings.parse({}), undefined as never);
    const before = Date.now();
    const { at: now, zone } = await effect({ input: {} } as never);
    is((now as number) >= before, true);
    is(zone, 'UTC');
  });

  test('knows which zones there are', () => {
    const fault = (zone: string) => clock.settings.safeParse({ zone }).error?.issues[0]?.message ?? '';
    match(fault('Mars/Olympus'), /must be a time zone such as Europe\/Berlin/);
    is(fault('Europe/Berlin'), '');
  });
});
