// What follows the chart of overload: presence that is kept back and told, and who may come in.
import { equal, is } from 'uvu/assert';
import { OverloadWatch } from '../../adapters/overload-watch.ts';
import type { OverloadState } from '../../machines/overload.ts';
import { OverloadSettings } from '../../machines/settings.ts';
import type { Admission } from '../../streams/admission.ts';
import type { Coalescing } from '../../streams/coalescing.ts';
import { suite } from '../suite.ts';

function watched(own: Partial<OverloadSettings> = {}) {
  const deeds: string[] = [];
  const load = { outbox: 0, mailbox: 0 };
  const coalescing = {
    isOn: false,
    coalesced: 4,
    kept: [] as (() => void)[],
    get isEmpty() {
      return coalescing.kept.length === 0;
    },
    tell(mayTell: () => boolean) {
      while (!coalescing.isEmpty && mayTell()) {
        coalescing.kept.shift()!();
        deeds.push('told');
      }
    },
    clear: () => deeds.push('forgotten'),
  };
  const admission = { heldJoins: 2, follow: (state: OverloadState, at: number) => deeds.push(`${state} at ${at}`) };
  const watch = new OverloadWatch({
    settings: OverloadSettings.parse(own),
    load: () => load,
    coalescing: coalescing as unknown as Coalescing,
    admission: admission as unknown as Admission,
    onChange: ({ from, to }) => deeds.push(`${from} -> ${to}`),
  });
  return { watch, load, coalescing, news: () => deeds.splice(0) };
}

suite('overload watch', test => {
  test('has everything follow the load when it looks', () => {
    const { watch, load, coalescing, news } = watched();
    watch.look(1);
    equal(news(), ['normal at 1']);
    load.outbox = 0.6;
    is(watch.state, 'normal');
    watch.look(2);
    equal(news(), ['normal -> coalescing', 'coalescing -> holding', 'holding at 2']);
    is(coalescing.isOn, true);
    coalescing.kept.push(() => {});
    load.outbox = 0;
    watch.look(3);
    equal(news(), ['holding -> coalescing', 'coalescing -> normal', 'told', 'normal at 3']);
    equal([watch.state, watch.coalesced, watch.heldJoins, coalescing.isOn], ['normal', 4, 2, false]);
  });

  test('tells what is kept back once in an interval, from when it began', () => {
    const { watch, load, coalescing, news } = watched({ interval: 3 });
    load.outbox = 0.3;
    watch.tick(10_000);
    news();
    const told = [11_000, 12_999, 13_000, 14_000, 16_000].map(at => {
      coalescing.kept.push(() => {});
      watch.tick(at);
      return news().filter(deed => deed === 'told').length;
    });
    equal(told, [0, 0, 3, 0, 2]);
    load.outbox = 0;
    watch.tick(17_000);
    load.outbox = 0.3;
    watch.tick(18_000);
    coalescing.kept.push(() => {});
    news();
    watch.tick(20_000);
    equal(news(), ['coalescing at 20000']);
  });

  test('tells no more at once than there is space for, and the rest as soon as there is', () => {
    const { watch, load, coalescing, news } = watched();
    load.outbox = 0.6;
    watch.tick(1_000);
    // each of them brings the load over a mark
    const tellOne = () => {
      load.outbox += 0.2;
      watch.look(2_500);
    };
    coalescing.kept.push(tellOne, tellOne, tellOne, tellOne);
    news();
    watch.tick(2_000);
    equal(news(), ['holding at 2000']);
    load.outbox = 0.1;
    watch.look(2_100);
    equal(
      news().filter(deed => deed === 'told'),
      ['told', 'told'],
    );
    equal([coalescing.kept.length, coalescing.isOn], [2, true]);
    load.outbox = 0;
    watch.look(2_200);
    equal([coalescing.isEmpty, coalescing.isOn, watch.state], [true, true, 'coalescing']);
    load.outbox = 0;
    watch.look(2_300);
    is(coalescing.isOn, false);
  });

  test('lets in whom there is space for, whatever the state is', () => {
    const { watch, load } = watched({ mailbox: 10 });
    const may = (outbox: number, mailbox = 0) => {
      Object.assign(load, { outbox, mailbox });
      return watch.mayEnter();
    };
    equal([may(0.49), may(0.5), may(0, 4), may(0, 5)], [true, false, true, false]);
  });

  test('forgets what is kept back when it stops', () => {
    const { watch, news } = watched();
    watch.stop();
    equal(news(), ['forgotten']);
    is(watch.actor.getSnapshot().status, 'stopped');
  });
});
