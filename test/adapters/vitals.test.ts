import { is, match } from 'uvu/assert';
import { longestSilence, unhealthy, unready } from '../../adapters/vitals.ts';
import { suite } from '../suite.ts';
import { well } from './well.ts';

suite('vitals', test => {
  test('of a service that is well are no trouble', () => {
    is(unhealthy(well), undefined);
    is(unready(well), undefined);
  });

  test('tell a process that does nothing from one that only has no link', () => {
    match(unhealthy({ ...well, isRunning: false })!, /has stopped/);
    match(unhealthy({ ...well, sinceTick: longestSilence + 1 })!, /has done nothing for 15 s/);
    is(unhealthy({ ...well, link: { ...well.link, isUp: false } }), undefined);
  });

  test('say why nobody can be taken in', () => {
    match(unready({ ...well, isRunning: false })!, /has stopped/);
    match(unready({ ...well, link: { ...well.link, isUp: false } })!, /no link to the server/);
    match(unready({ ...well, overload: { ...well.overload, state: 'refusing' } })!, /more to do than it can/);
    is(unready({ ...well, overload: { ...well.overload, state: 'holding' } }), undefined);
  });
});
