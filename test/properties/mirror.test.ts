// Random comings, goings, nick changes and words on both sides of a mirrored room, with answers in any order and links that
// are lost: in the end both sides show the same people, nobody is doubled, and nothing waits for ever.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { MirroredRoom } from '../adapters/mirrored-room.ts';
import { suite } from '../suite.ts';

const channel = '#hall';
const names = ['woody', 'buzz', 'rex'] as const;
const nicks = ['woody', 'buzz', 'rex', 'Dory', 'Nemo', 'Sheriff'] as const;

type Deed = (room: MirroredRoom) => void;

const anyName = fc.constantFrom(...names);
const anyNick = fc.constantFrom(...nicks);
/** Somebody of the far side who is in the channel. */
const theirs = ({ far }: MirroredRoom) => far.nicks(channel).filter(nick => !far.isOurs(channel, nick));
const ours = ({ far }: MirroredRoom) => far.nicks(channel).filter(nick => far.isOurs(channel, nick));
const pick = (list: readonly string[], n: number) => (list.length === 0 ? undefined : list[n % list.length]);
const isInside = ({ engine }: MirroredRoom) => engine.room('hall')!.people > 0;

const deeds: fc.Arbitrary<readonly [string, Deed]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyName, fc.boolean(), anyNick)
      .map(
        ([name, old, nick]) =>
          [
            `${name} enters as ${nick}`,
            (room: MirroredRoom) => room.enter(name, { nick, dialect: old ? 'groupchat' : 'conference' }),
          ] as const,
      ),
  },
  { weight: 2, arbitrary: anyName.map(name => [`${name} leaves`, (room: MirroredRoom) => room.leave(name)] as const) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyName, anyNick)
      .map(([name, nick]) => [`${name} renames to ${nick}`, (room: MirroredRoom) => room.rename(name, nick)] as const),
  },
  { weight: 2, arbitrary: anyName.map(name => [`${name} says`, (room: MirroredRoom) => room.say(name, 'Howdy')] as const) },
  {
    weight: 1,
    arbitrary: anyName.map(
      name => [`${name} sets the topic`, (room: MirroredRoom) => room.say(name, '<subject>Space</subject>')] as const,
    ),
  },
  {
    weight: 4,
    arbitrary: anyNick.map(
      nick =>
        [
          `${nick} arrives there`,
          (room: MirroredRoom) => void (room.far.has(channel, nick) || room.far.arrives(channel, nick)),
        ] as const,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(9).map(
      n =>
        [
          `one of theirs (${n}) departs`,
          (room: MirroredRoom) => {
            const nick = pick(theirs(room), n);
            if (nick) room.far.departs(channel, nick);
          },
        ] as const,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(9), anyNick).map(
      ([n, to]) =>
        [
          `one of theirs (${n}) is called ${to} now`,
          (room: MirroredRoom) => {
            const nick = pick(theirs(room), n);
            if (nick && !room.far.has(channel, to)) room.far.renames(channel, nick, to);
          },
        ] as const,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat(9).map(
      n =>
        [
          `one of ours (${n}) is thrown out there`,
          (room: MirroredRoom) => {
            const nick = pick(ours(room), n);
            if (nick && room.far.isUp) room.far.departs(channel, nick);
          },
        ] as const,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant(['the link is lost', (room: MirroredRoom) => void (room.far.isUp && room.far.loses())] as const),
  },
  {
    weight: 2,
    arbitrary: fc.constant(['the link is back', (room: MirroredRoom) => void (room.far.isUp || room.far.returns())] as const),
  },
  {
    weight: 6,
    arbitrary: fc
      .nat(9)
      .map(
        n =>
          [
            `an answer comes (${n})`,
            ({ far }: MirroredRoom) => void (far.asked.length > 0 && far.asked[n % far.asked.length]!.answer()),
          ] as const,
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constant([
      'time passes',
      ({ clock }: MirroredRoom) => {
        for (let i = 0; i < 25; i++) clock.pass(1_000);
      },
    ] as const),
  },
);

/** What is said of it where it fails. */
const story = (script: readonly (readonly [string, Deed])[]) => script.map(([text]) => text).join('\n');

async function played(
  script: readonly (readonly [string, Deed])[],
  settings: Record<string, unknown>,
  isHasty: boolean,
): Promise<void> {
  const room = new MirroredRoom({ seconds: 20, retry: 30, ...settings });
  const { far } = room;
  far.isByHand = true;
  try {
    for (const [, deed] of script) {
      deed(room);
      if (!isHasty) await room.rest();
    }
    if (!far.isUp) far.returns();
    await room.settle();
    for (let minute = 0; minute < 3; minute++) {
      for (let i = 0; i < 60; i++) room.clock.pass(1_000);
      await room.settle();
    }
    equal(room.failures, [], story(script));
    is(room.engine.room('hall')!.holds, 0, `nothing waits for ever:\n${story(script)}`);
    const told = room.written();
    const here = room.nicks();
    const there = far.nicks(channel);
    // whom the far side calls otherwise, or of whom there is one on each side, is told; as many are here as there
    equal(here.length, there.length, `here ${here.join()}, there ${there.join()}:\n${story(script)}`);
    equal(
      room.theirs().length,
      theirs(room).length,
      `theirs here ${room.theirs().join()}, there ${theirs(room).join()}:\n${story(script)}`,
    );
    equal(new Set(here.map(nick => nick.toLowerCase())).size, here.length);
    const own = here.filter(nick => !room.theirs().includes(nick));
    equal(own.length, ours(room).length, story(script));
    // whom the far side calls otherwise was told so
    for (const nick of ours(room)) ok(own.includes(nick) || told.includes(`calls you ${nick}.`), `${nick}:\n${story(script)}`);
    for (const nick of room.theirs())
      ok(theirs(room).includes(nick.replace(/%irc$/, '')), `${nick} is of theirs:\n${story(script)}`);
    equal(room.engine.room('hall')!.behaviours.find(({ name }) => name === 'mirror')!.state, 'linked', story(script));
    for (const name of names) room.leave(name);
    await room.settle();
    equal([ours(room), far.asked], [[], []], story(script));
    equal(isInside(room), theirs(room).length > 0);
  } finally {
    far.isByHand = false;
    await room.stop();
    room.engine.detach();
  }
}

suite('mirrored rooms, by chance', test => {
  const script = fc.array(deeds, { minLength: 1, maxLength: 40, size: 'max' });
  const settings = fc.record({ speak: fc.constantFrom('at once', 'wait'), away: fc.constantFrom('alone', 'closed') });

  test('show the same people on both sides in the end', async () => {
    await fc.assert(
      fc.asyncProperty(script, settings, fc.boolean(), (deeds, options, isHasty) => played(deeds, options, isHasty)),
      { numRuns: 150 },
    );
  });
});
