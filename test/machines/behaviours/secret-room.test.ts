// The secret, in a room with people of both dialects.
import { equal } from 'uvu/assert';
import { stage } from '../../../adapters/testing/testing.ts';
import { secret } from '../../../machines/behaviours/secret.ts';
import { suite } from '../../suite.ts';

suite('a room with a secret', test => {
  for (const dialect of ['conference', 'groupchat'] as const) {
    test(`lets in who knows it, by ${dialect}`, () => {
      const room = stage([secret, { word: 'buried' }]);
      const woody = room.person('woody', { dialect });
      woody.enters().isRefused('not-authorized', 'A secret is needed to enter this room.').isOutside();
      woody
        .enters({ secret: 'moth' })
        .isRefused('not-authorized', /not the secret/)
        .isOutside();
      woody.enters({ secret: 'buried' }).isNotRefused().isInside();
      equal(
        room.explain(woody).map(({ outcome }) => outcome),
        ['allowed', 'refused', 'refused'],
      );
    });
  }

  test('says that it has one to who asks', () => {
    const woody = stage([secret, { word: 'buried' }]).person('woody');
    woody.asks(`<query xmlns='jabber:iq:conference'/>`);
    woody.hears(({ element }) => element.getChild('query')?.getChild('secret') !== undefined);
  });

  test('has the one that its creator brings, and keeps it when the program ends', () => {
    const room = stage(secret, { standing: false });
    room.person('woody').enters({ secret: 'mine' }).isInside();
    equal(room.data(secret), { word: 'mine' });
    room.restarts();
    room.person('rex').enters().isRefused('not-authorized');
    room.person('buzz').enters({ secret: 'mine' }).isInside();
  });

  test('without one turns away who brings one: that person believes to be among others', () => {
    const room = stage(secret);
    room
      .person('woody')
      .enters({ secret: 'moth' })
      .isRefused('conflict', /no secret/);
    room.person('rex').enters().isInside();
  });
});
