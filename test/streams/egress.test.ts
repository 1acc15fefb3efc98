// The operator that turns facts into parcels, one for each audience: in marbles what comes when, then who is told what, by
// whose dialect.
import { map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { equal, is } from 'uvu/assert';
import type { RealJid } from '../../machines/address.ts';
import type { Fact, Reply } from '../../machines/fact.ts';
import { refuse } from '../../machines/refusal.ts';
import type { Told } from '../../machines/service-actor.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import type { Audience, Dialect, Speech } from '../../streams/dialect.ts';
import { egress } from '../../streams/egress.ts';
import { fanOut } from '../../streams/fan-out.ts';
import { bytesOf, type Parcel } from '../../streams/parcel.ts';
import { stanza, type Template } from '../../streams/template.ts';
import { suite } from '../suite.ts';
import { ours, person, roomOf } from './people.ts';

const woody = person('Woody', { order: 0 });
const buzz = person('Buzz', { order: 1 });
const rex = person('Rex', { order: 2, dialect: 'groupchat' });
const room = roomOf([woody, buzz, rex]);
const reply = (dialect = 'conference'): Reply => ({
  to: 'andy@disney' as RealJid,
  dialect,
  receipt: { kind: 'iq', sentTo: 'grp@rooms.disney', id: '1' },
});
const entered = (who = woody, dialect = 'conference'): Told => ({
  type: 'told',
  room,
  fact: { type: 'entered', who, held: true, reply: reply(dialect) },
});
const listed = (dialect: string): Told => ({
  type: 'told',
  fact: { type: 'listed', as: 'browse', rooms: [], reply: reply(dialect) },
});
const speech: Speech = {
  service: 'rooms.disney',
  settings: ServiceSettings.parse({ domain: 'rooms.disney' }),
  software: { name: 'Confab', version: '0' },
};

/** Says the audience's name, in that dialect; `said` keeps what it was asked. */
function dialectOf(name: string, said: unknown[][] = []): Dialect {
  const say =
    (audience: Audience) =>
    (...args: unknown[]): Template[] => {
      said.push([audience, ...args]);
      return [stanza('message', { from: ours(`${name}-${audience}`) })];
    };
  const each = { asker: say('asker'), self: say('self'), others: say('others'), all: say('all') };
  return {
    name,
    hear: () => undefined,
    say: {
      entered: each,
      relayed: each,
      left: { others: each.others },
      noticed: { all: each.all },
      asked: { self: () => throws() },
    },
    sayOfService: { listed: { asker: each.asker } },
  };
}

function throws(): never {
  throw new Error('this cannot be said');
}

const decoder = new TextDecoder();
/** Each stanza of a parcel as `to < from`. */
const lines = (parcel: Parcel) =>
  [...decoder.decode(bytesOf(parcel)).matchAll(/ to="([^"]*)" from="([^"]*)"/gu)].map(([, to, from]) => `${to} < ${from}`);

function optionsOf(
  dialects: readonly Dialect[],
  report: (error: unknown, fact: Fact) => void = (error): never => throwIt(error),
) {
  return { dialects, speech, fanOut: fanOut(), report };
}

function throwIt(error: unknown): never {
  throw error;
}

function said(told: Told, dialects: readonly Dialect[] = [dialectOf('conference'), dialectOf('groupchat')]): string[] {
  const found: string[] = [];
  new TestScheduler(equal).run(({ cold }) => {
    cold('a', { a: told })
      .pipe(egress(optionsOf(dialects)))
      .subscribe(parcel => found.push(...lines(parcel)));
  });
  return found;
}

function ofMarbles(source: string, expected: string, subscription: string, unsubscription?: string, error?: unknown): void {
  const notice: Told = { type: 'told', room, fact: { type: 'noticed', text: 'hi' } };
  const unsaid: Told = { type: 'told', room, fact: { type: 'dissolved' } };
  const broken: Told = { type: 'told', room, fact: { type: 'asked', to: woody } };
  new TestScheduler((actual, wanted) => equal(actual, wanted)).run(({ cold, expectObservable, expectSubscriptions }) => {
    const facts = cold(source, { e: entered(), n: notice, u: unsaid, b: broken }, error);
    const parcels = facts.pipe(egress(optionsOf([dialectOf('conference')], () => {})), map(lines));
    const all = ['woody@disney/home < conference-all', 'buzz@disney/home < conference-all'];
    const values = {
      k: ['andy@disney < conference-asker'],
      s: ['woody@disney/home < conference-self'],
      o: ['buzz@disney/home < conference-others'],
      a: all,
    };
    expectObservable(parcels, unsubscription).toBe(expected, values, error);
    expectSubscriptions(facts.subscriptions).toBe(subscription);
  });
}

suite('egress, in marbles', test => {
  test('turns each fact into a parcel for each audience, at once and in order', () => {
    ofMarbles('-n-(nen)------|', '-a-(aksoaa)---|', '^-------------!');
  });

  test('is silent about what no dialect says', () => {
    ofMarbles('-u-n-u-|', '---a---|', '^------!');
  });

  test('goes on after a fact that cannot be said', () => {
    ofMarbles('-b-n-|', '---a-|', '^----!');
  });

  test('is empty where nothing comes', () => {
    ofMarbles('|', '|', '(^!)');
    ofMarbles('---', '---', '^--');
  });

  test('passes an error of the source on', () => {
    ofMarbles('-n-#', '-a-#', '^--!', undefined, new Error('the service is broken'));
    ofMarbles('#', '#', '(^!)', undefined, 'early');
  });

  test('completes when the source does', () => {
    ofMarbles('-u---|', '-----|', '^----!');
  });

  test('lets go of the source when nobody listens any more', () => {
    ofMarbles('-n-n-n-', '-a-a--', '^----!', '-----!');
  });
});

suite('egress', test => {
  test('tells who asked, the one it is about, the others and all, in this order, dialect by dialect', () => {
    equal(said(entered()), [
      'andy@disney < conference-asker',
      'woody@disney/home < conference-self',
      'buzz@disney/home < conference-others',
      'woody@disney/home < conference-all',
      'buzz@disney/home < conference-all',
      'rex@disney/home < groupchat-others',
      'rex@disney/home < groupchat-all',
    ]);
  });

  test('keeps the order of a room in the room’s flow, and that of the service in its own', () => {
    const flows: string[] = [];
    const refused: Fact = { type: 'refused', refusal: refuse('conflict', 'No.'), reply: reply() };
    new TestScheduler(equal).run(({ cold }) => {
      cold('abcd', {
        a: entered(),
        b: listed('conference'),
        c: { type: 'told', room, fact: refused } as Told,
        d: { type: 'told', fact: refused } as Told,
      })
        .pipe(egress(optionsOf([dialectOf('conference')])))
        .subscribe(({ flow }) => flows.push(flow));
    });
    const inRoom = Array.from({ length: 4 }, () => room.jid as string);
    equal(flows, [...inRoom, 'rooms.disney', room.jid, 'rooms.disney']);
  });

  test('gives no parcel where a dialect has nothing to say', () => {
    const silent: Dialect = {
      ...dialectOf('conference'),
      say: { entered: { asker: () => [], self: () => [], others: function* () {}, all: () => [] } },
    };
    equal(said(entered(), [silent]), []);
  });

  test('says all that a dialect has to say to one audience in one parcel, however it gives it', () => {
    const parcels: string[][] = [];
    const two = [stanza('message', { from: ours('first') }), stanza('message', { from: ours('second') })];
    const dialect: Dialect = {
      ...dialectOf('conference'),
      say: {
        entered: {
          self: () => two,
          *all() {
            yield* two;
          },
        },
      },
    };
    new TestScheduler(equal).run(({ cold }) => {
      cold('a', { a: entered() })
        .pipe(egress(optionsOf([dialect])))
        .subscribe(parcel => parcels.push(lines(parcel)));
    });
    equal(parcels, [
      ['woody@disney/home < first', 'woody@disney/home < second'],
      ['woody@disney/home < first', 'buzz@disney/home < first', 'woody@disney/home < second', 'buzz@disney/home < second'],
    ]);
  });

  test('answers in the dialect that was asked in', () => {
    const told = said(entered(rex, 'groupchat'));
    equal(
      told.filter(line => line.startsWith('andy')),
      ['andy@disney < groupchat-asker'],
    );
    equal(
      told.filter(line => line.startsWith('rex')),
      ['rex@disney/home < groupchat-self', 'rex@disney/home < groupchat-all'],
    );
  });

  test('tells the one whom a fact is for, not the one it comes from', () => {
    const content = { kind: 'message', type: 'chat', payload: [], bytes: 0 } as const;
    const told = said({ type: 'told', room, fact: { type: 'relayed', who: woody, to: rex, content } }, [dialectOf('groupchat')]);
    equal(told, ['rex@disney/home < groupchat-self', 'rex@disney/home < groupchat-all']);
  });

  test('does not ask a dialect that nobody inside speaks', () => {
    const asked: unknown[][] = [];
    const quiet = roomOf([woody]);
    const told: Told = { type: 'told', room: quiet, fact: { type: 'left', who: buzz, cause: 'left' } };
    equal(said(told, [dialectOf('conference'), dialectOf('groupchat', asked)]), ['woody@disney/home < conference-others']);
    equal(asked, []);
  });

  test('gives a dialect the fact, the room and what it may know of the service; without a room, no room', () => {
    const asked: unknown[][] = [];
    const notice: Told = { type: 'told', room, fact: { type: 'noticed', text: 'hi' } };
    said(notice, [dialectOf('conference', asked)]);
    said(listed('conference'), [dialectOf('conference', asked)]);
    equal(
      asked.map(([audience]) => audience),
      ['all', 'asker'],
    );
    is(asked[0]![1], notice.fact);
    is(asked[0]![2], room);
    is(asked[0]![3], speech);
    is(asked[1]![2], speech);
  });

  test('answers for the service in the dialect that was asked in', () => {
    equal(said(listed('groupchat')), ['andy@disney < groupchat-asker']);
    equal(said(listed('muc')), []);
  });

  test('tells nobody of a fact that is about nobody', () => {
    const dialect: Dialect = { ...dialectOf('conference'), say: { noticed: { all: () => [] }, dissolved: { all: () => [] } } };
    equal(said({ type: 'told', room, fact: { type: 'dissolved' } }, [dialect]), []);
    const self = { ...dialect, say: { noticed: { self: throws } } } as Dialect;
    equal(said({ type: 'told', room, fact: { type: 'noticed', text: 'hi' } }, [self]), []);
  });

  test('says a refusal in no dialect, to whoever asked', () => {
    const refused: Fact = { type: 'refused', refusal: refuse('conflict', 'No.'), reply: reply('') };
    for (const told of [
      { type: 'told', room, fact: refused },
      { type: 'told', fact: refused },
    ] as const)
      equal(said(told, []), ['andy@disney < grp@rooms.disney']);
  });

  test('reports a fact that cannot be said, and says what was said of it before', () => {
    const reports: unknown[] = [];
    const dialects = [dialectOf('conference'), { ...dialectOf('groupchat'), say: { entered: { others: throws } } }];
    const found: string[] = [];
    new TestScheduler(equal).run(({ cold }) => {
      cold('ab', { a: entered(), b: entered(buzz) })
        .pipe(egress(optionsOf(dialects, (error, fact) => reports.push([(error as Error).message, fact.type]))))
        .subscribe(parcel => found.push(...lines(parcel)));
    });
    equal(reports, [
      ['this cannot be said', 'entered'],
      ['this cannot be said', 'entered'],
    ]);
    is(found.filter(line => line.endsWith('conference-self')).length, 2);
  });

  test('says to the others what cannot be said to one', () => {
    const half: Dialect = {
      ...dialectOf('conference'),
      say: { entered: { asker: () => throws(), others: dialectOf('conference').say.entered!.others! } },
    };
    const reported: unknown[] = [];
    const found: string[] = [];
    new TestScheduler(equal).run(({ cold }) => {
      const options = optionsOf([half], error => reported.push(error));
      cold('a', { a: entered() })
        .pipe(egress(options))
        .subscribe(parcel => found.push(...lines(parcel)));
    });
    equal(found, ['buzz@disney/home < conference-others']);
    equal(reported.length, 1);
  });

  test('reports a refusal that cannot be said, and writes the next fact all the same', () => {
    const wordless = { ...refuse('forbidden', ''), text: undefined } as never;
    const refused: Told = { type: 'told', room, fact: { type: 'refused', refusal: wordless, reply: reply() } };
    const reported: unknown[] = [];
    const found: string[] = [];
    let isDone = false;
    new TestScheduler(equal).run(({ cold }) => {
      cold('rn|', { r: refused, n: { type: 'told', room, fact: { type: 'noticed', text: 'hi' } } as Told })
        .pipe(egress(optionsOf([dialectOf('conference')], (error, fact) => reported.push([error instanceof Error, fact.type]))))
        .subscribe({
          next: parcel => found.push(...lines(parcel)),
          complete: () => {
            isDone = true;
          },
        });
    });
    equal(reported, [[true, 'refused']]);
    equal(found, ['woody@disney/home < conference-all', 'buzz@disney/home < conference-all']);
    is(isDone, true);
  });
});
