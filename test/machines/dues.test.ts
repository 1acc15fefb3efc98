// What is due, looked for in a list of times: against the plainest way to do it.
import fc from 'fast-check';
import { equal } from 'uvu/assert';
import { Dues, type Place } from '../../machines/dues.ts';
import { suite } from '../suite.ts';

suite('what is due', test => {
  test('is found in the order of arrival, whoever went in between', () => {
    const dues = new Dues<string>();
    const places = ['woody', 'jessie', 'buzz'].map(name => dues.add(name));
    for (const place of places) dues.set(place, 5);
    dues.remove(places[0]!);
    dues.set(dues.add('rex'), 5);
    equal(dues.at(5), ['jessie', 'buzz', 'rex']);
    equal(dues.at(4), []);
  });

  test('is nothing where nobody said when', () => {
    const dues = new Dues<string>();
    const place = dues.add('woody');
    dues.set(place, 1);
    dues.remove(place);
    dues.add('jessie');
    equal(dues.at(Number.MAX_SAFE_INTEGER), []);
  });

  test('is the same as of a list that is searched', () => {
    const deed = fc.oneof(
      fc.record({ does: fc.constant('add' as const), time: fc.nat(20) }),
      fc.record({ does: fc.constant('set' as const), which: fc.nat(), time: fc.nat(20) }),
      fc.record({ does: fc.constant('remove' as const), which: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 300 }), fc.nat(20), (deeds, now) => {
        const dues = new Dues<number>();
        let list: { one: number; place: Place; time: number }[] = [];
        for (const [one, deed] of deeds.entries()) {
          if (deed.does === 'add') {
            const place = dues.add(one);
            dues.set(place, deed.time);
            list.push({ one, place, time: deed.time });
            continue;
          }
          const which = list[deed.which % Math.max(1, list.length)];
          if (!which) continue;
          if (deed.does === 'set') {
            which.time = deed.time;
            dues.set(which.place, deed.time);
          } else {
            dues.remove(which.place);
            list = list.filter(other => other !== which);
          }
        }
        equal(
          dues.at(now),
          list.filter(({ time }) => time <= now).map(({ one }) => one),
        );
      }),
    );
  });
});
