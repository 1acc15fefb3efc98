// Who sends too much: what passes, what is refused and in which words, what is ignored and until when.
import { equal, is, match, ok } from 'uvu/assert';
import type { z } from 'zod';
import { FloodSettings } from '../../machines/settings.ts';
import { Flood, type Flooder, isFree, type Judgement } from '../../streams/flood.ts';
import { suite } from '../suite.ts';

type Input = z.input<typeof FloodSettings>;

const start = Date.UTC(2001, 0, 10, 12);
const settings = (input: Input) => FloodSettings.parse(input);
const strict = settings({ rate: 1, burst: 3, ignore: 10 });

/** `.` passes, `R` is refused, `i` is ignored. */
const sign = (judgement: Judgement) => (judgement === 'pass' ? '.' : judgement === 'ignore' ? 'i' : 'R');

/** What becomes of so many stanzas at once. */
function sends(flood: Flood, jid: string, after: number, count = 1): string {
  const host = jid.split('@').at(-1)!;
  return Array.from({ length: count }, () => sign(flood.judge(jid, host, start + after))).join('');
}

function refusalOf(flood: Flood, jid: string): string {
  for (;;) {
    const judgement = flood.judge(jid, jid.split('@').at(-1)!, start);
    if (typeof judgement !== 'object') continue;
    equal([judgement.condition, judgement.type], ['resource-constraint', 'wait']);
    return judgement.text;
  }
}

suite('a flood', test => {
  test('is refused once, and then ignored for the time that was told, however it goes on', () => {
    const flood = new Flood(strict);
    is(sends(flood, 'woody@disney', 0, 6), '...Rii');
    equal(
      [9_000, 9_999, 10_000].map(after => sends(flood, 'woody@disney', after, 5)),
      ['iiiii', 'iiiii', '...Ri'],
    );
    equal([flood.refused, flood.ignored], [2, 13]);
  });

  test('finds after the time as much as has come in meanwhile, which need not be a burst', () => {
    const flood = new Flood(settings({ rate: 1, burst: 10, ignore: 2 }));
    is(sends(flood, 'woody@disney', 0, 12), '..........Ri');
    is(sends(flood, 'woody@disney', 2_000, 4), '..Ri');
  });

  test('of one person is nobody else’s', () => {
    const flood = new Flood(strict);
    sends(flood, 'woody@disney', 0, 6);
    is(sends(flood, 'buzz@disney', 0, 3), '...');
  });

  test('is told the limit and how long to wait', () => {
    is(
      refusalOf(new Flood(strict), 'woody@disney'),
      'You send too much: the limit is 3 stanzas at once and 1 a second. Wait 10 s: until then nothing from you is heard but that you leave.',
    );
    match(
      refusalOf(new Flood(settings({ rate: 0, domainRate: 2.5, domainBurst: 2 })), 'woody@disney'),
      /your server .* 2 .* 2\.5 a/,
    );
  });

  test('is not known where the settings bound nothing', () => {
    const flood = new Flood(settings({ rate: 0 }));
    ok(flood.isOff);
    is(sends(flood, 'woody@disney', 0, 10_000), '.'.repeat(10_000));
    is(new Flood(strict).isOff, false);
    is(new Flood(settings({ rate: 0, domainRate: 1 })).isOff, false);
  });

  test('is no client that enters a hundred rooms at once, or draws for minutes', () => {
    const flood = new Flood(settings({}));
    is(sends(flood, 'woody@disney', 0, 400), '.'.repeat(400));
    for (let after = 10_000; after < 300_000; after += 20) is(sends(flood, 'woody@disney', after), '.');
  });

  test('is never what says that somebody leaves, that something bounced, or what was asked', () => {
    const free = ['message', 'presence', 'iq'].map(kind =>
      [undefined, 'error', 'unavailable', 'result', 'set', 'groupchat'].map(type => (isFree(kind, type) ? type : '')),
    );
    equal(free, [
      ['', 'error', '', '', '', ''],
      ['', 'error', 'unavailable', '', '', ''],
      ['', 'error', '', 'result', '', ''],
    ]);
  });
});

suite('a flood from many accounts of one domain', test => {
  const wide = settings({ rate: 1, burst: 3, domainRate: 10, domainBurst: 5, ignore: 10 });

  test('is refused to each of them once, and leaves other domains alone', () => {
    const flood = new Flood(wide);
    equal(
      [1, 2, 3, 4].map(i => sends(flood, `bot-${i}@ants`, 0, 2)),
      ['..', '..', '.R', 'Ri'],
    );
    is(sends(flood, 'woody@disney', 0, 2), '..');
    // ten a second come in for all; who was told to wait waits
    is(sends(flood, 'bot-5@ants', 200, 3), '..R');
    is(sends(flood, 'bot-4@ants', 9_999), 'i');
    is(sends(flood, 'bot-4@ants', 10_000), '.');
  });

  test('does not come from one who is over the limit of a person', () => {
    const flood = new Flood(wide);
    is(sends(flood, 'bot@ants', 0, 100), `...R${'i'.repeat(96)}`);
    is(sends(flood, 'quiet@ants', 0, 2), '..');
  });

  test('is bounded without a limit for persons, too', () => {
    const flood = new Flood({ ...wide, rate: 0 });
    is(sends(flood, 'bot@ants', 0, 8), '.....Rii');
  });

  test('cannot drive out what is remembered: who finds no place shares one with their domain, and is answered each time', () => {
    const flood = new Flood(strict, { most: 10 });
    const bots = Array.from({ length: 10 }, (_, i) => `bot-${i}@ants`);
    for (const bot of bots) is(sends(flood, bot, 0, 5), '...Ri');
    equal(
      ['a@ants', 'b@ants', 'c@ants'].map(jid => sends(flood, jid, 0, 2)),
      ['..', '.R', 'RR'],
    );
    // a tenth as many domains have a place of their own, the others share the last one
    is(sends(flood, 'woody@disney', 0, 4), '...R');
    is(sends(flood, 'buzz@pixar', 0, 1), 'R');
    for (const bot of bots) is(sends(flood, bot, 0), 'i');
    is(flood.size, 11);
    match(refusalOf(flood, 'late@ants'), /Too many people/);
    is(sends(flood, 'woody@disney', 10_000, 4), '...R');
  });

  test('is bounded for its domain where there is no place for its people', () => {
    const flood = new Flood({ ...wide, rate: 0 }, { most: 1 });
    is(sends(flood, 'first@ants', 0, 7), '.....Ri');
    equal(
      [sends(flood, 'second@ants', 0, 2), sends(flood, 'woody@disney', 0, 6), sends(flood, 'buzz@pixar', 0)],
      ['RR', '.....R', 'R'],
    );
  });
});

suite('of a flood', test => {
  function told(input: Input, most: number, ...stanzas: readonly (readonly [jid: string, after: number])[]): string[] {
    const heard: Flooder[] = [];
    const flood = new Flood(settings(input), { most, onFlood: flooder => heard.push(flooder) });
    for (const [jid, after] of stanzas) sends(flood, jid, after, 5);
    return heard.map(({ bare, host, over, seconds }) => `${bare} ${host} ${over} ${seconds}`);
  }

  test('somebody is told once for each time that a person is ignored', () => {
    equal(told(strict, 10, ['woody@disney', 0], ['woody@disney', 5_000], ['buzz@disney', 5_000], ['woody@disney', 10_000]), [
      'woody@disney disney person 10',
      'buzz@disney disney person 10',
      'woody@disney disney person 10',
    ]);
  });

  test('somebody is told once for a domain, however many people it has', () => {
    const bound = { rate: 0, domainRate: 1, domainBurst: 3, ignore: 10 };
    const bots = [0, 0, 5_000, 10_000].map((after, i) => [`bot-${i}@ants`, after] as const);
    equal(told(bound, 10, ...bots), ['bot-0@ants ants domain 10', 'bot-3@ants ants domain 10']);
  });

  test('somebody is told once for a crowd', () => {
    const bots = [0, 0, 0, 1].map((after, i) => [`bot-${i}@ants`, after] as const);
    equal(told(strict, 1, ...bots), ['bot-0@ants ants person 10', 'bot-1@ants ants crowd 0']);
  });
});
