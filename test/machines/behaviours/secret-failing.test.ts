// What if the secret itself is broken? Nobody enters, by any dialect, until somebody has looked after it.
import { parse } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { makeEngine } from '../../../adapters/engine.ts';
import { secret } from '../../../machines/behaviours/secret.ts';
import { kind } from '../../../machines/kind.ts';
import { conversation } from '../../../machines/kinds/conversation.ts';
import { suite } from '../../suite.ts';

let isBroken = true;
/** The secret as it is, on data that cannot be read. */
const broken = {
  ...secret,
  rules: {
    enter: (scope: never, request: never) => {
      const unread = Object.create(scope, {
        data: {
          get() {
            if (isBroken) throw new Error('the word is unreadable');
            return (scope as { data: object }).data;
          },
        },
      }) as never;
      return secret.rules!.enter!(unread, request);
    },
  },
};

/** How somebody asks to come in by each dialect, with the word. */
const ways: Record<string, (name: string) => string[]> = {
  'jabber:iq:conference': name => [
    `<presence from='${name}@disney/home' to='hall@rooms.disney'/>`,
    `<iq type='set' id='in' from='${name}@disney/home' to='hall@rooms.disney'><query xmlns='jabber:iq:conference'><nick>${name}</nick><secret>andy</secret></query></iq>`,
  ],
  'groupchat 1.0': name => [`<presence from='${name}@disney/home' to='hall@rooms.disney/${name}'/>`],
  'groupchat 1.0 with what XEP-0045 adds': name => [
    `<presence from='${name}@disney/home' to='hall@rooms.disney/${name}'><x xmlns='http://jabber.org/protocol/muc'><password>andy</password></x></presence>`,
  ],
};

function start(word: object) {
  const list = conversation.map(one => (one === secret ? broken : one));
  const hall = kind({ name: 'hall', about: 'Has a secret that is broken.', listed: true }, list as never);
  const failures: string[] = [];
  const written: string[] = [];
  let given = 0;
  const engine = makeEngine({ domain: 'rooms.disney', rooms: [{ name: 'hall', kind: 'hall', ...word }] }, {
    kinds: [hall],
    write: (bytes: Uint8Array) => void written.push(new TextDecoder().decode(bytes)),
    clock: { now: () => 1e12, every: () => () => {} },
    fresh: () => (++given).toString(16).padStart(24, '0'),
    onFailure: (error: unknown) => void failures.push(String(error)),
  } as never);
  const enter = (name: string, way: string) => {
    written.length = 0;
    for (const stanza of ways[way]!(name)) engine.take(parse(stanza) as never);
    return written.join('');
  };
  return { engine, enter, failures };
}

suite('a secret that throws', test => {
  test.before.each(() => {
    isBroken = true;
  });

  for (const way of Object.keys(ways)) {
    for (const word of [{ secret: 'andy' }, {}]) {
      test(`lets nobody in by ${way}${'secret' in word ? '' : ', even where there is no word'}`, () => {
        const { engine, enter, failures } = start(word);
        const answer = enter('woody', way);
        match(answer, 'internal-server-error');
        is(engine.room('hall')!.people, 0);
        ok(
          failures.some(failure => failure.includes('secret, a ruling on enter: the word is unreadable')),
          failures.join(),
        );
      });
    }
  }

  test('is closed after three faults, also for those with the right word, until it is reopened', () => {
    const { engine, enter } = start({ secret: 'andy' });
    const way = 'jabber:iq:conference';
    for (const name of ['woody', 'buzz', 'rex']) match(enter(name, way), 'internal-server-error');
    isBroken = false;
    for (const [i, each] of Object.keys(ways).entries()) match(enter(`hamm-${i}`, each), 'service-unavailable');
    is(engine.room('hall')!.people, 0);
    engine.reopen('hall', 'secret');
    match(enter('hamm', way), 'type="result"');
    is(engine.room('hall')!.people, 1);
    equal(engine.explain('hall', 'hamm@disney')[0]!.outcome, 'allowed');
  });
});
