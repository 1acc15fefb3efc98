// What is lit is where the rooms stand: in made-up conversations in every kind of room, as it happens, as the rings remember
// it, and as a recording gives it again.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { Conversation, type Settings } from '../../machines/conversation.ts';
import { moves, play, scene } from '../../machines/random-talk.ts';
import { suite } from '../../suite.ts';
import { type RoomRecord, recordAll } from '../recording/live-record.ts';
import * as full from '../recording/recorded-talk.ts';
import { type Looked, lookAtAll, type Seen } from './looked-at.ts';

const all = Number.POSITIVE_INFINITY;

/** Plays a conversation while somebody looks at every room, and gives what both have seen. */
function looked<Move>(
  settings: Settings,
  made: readonly Move[],
  act: (talk: Conversation, move: Move) => void,
  moments = all,
): { readonly rooms: readonly Looked[]; readonly records: readonly RoomRecord[]; readonly end: () => void } & Pick<
  ReturnType<typeof lookAtAll>,
  'lens' | 'failures'
> {
  const talk = new Conversation(settings);
  const records = recordAll(talk);
  const looking = lookAtAll(talk, moments);
  for (const move of made) {
    act(talk, move);
    looking.look();
    // what is asked at the same time cannot always be told apart
    talk.at++;
  }
  return { ...looking, records };
}

/** That the past of each room that stands is what was seen of it, since it has the chart of today. */
function checkPast({ lens, rooms }: ReturnType<typeof looked>, most: number): void {
  for (const { entry, seen, live } of rooms) {
    const latest = rooms.findLast(room => room.entry.floor.jid === entry.floor.jid);
    if (!lens.room(entry.floor.jid) || entry !== latest?.entry) continue;
    const { moments } = lens.past(entry.floor.jid);
    is(moments.length, Math.min(most, seen.length));
    const changed = seen.findLastIndex(one => one.kindBefore !== one.kindAfter);
    for (const [at, moment] of moments.entries()) {
      const place = seen.length - moments.length + at;
      const one = seen[place]!;
      equal(
        [moment.step, moment.request, moment.before, moment.after],
        [place + 1, one.request, place > changed ? one.before : undefined, place >= changed ? one.after : undefined],
      );
      const told = live.find(({ step }) => step === moment.step);
      if (told && place > changed) equal([moment.transitions, moment.outcome], [told.transitions, told.outcome]);
    }
  }
}

/** That what is told is what was seen, with the numbers of the ring. */
function checkLive({ rooms, failures }: ReturnType<typeof looked>): void {
  equal(failures, []);
  for (const { seen, live, from } of rooms) {
    equal(
      live.map(({ step, request, before, after }) => ({ step, request, before, after })),
      seen
        .map((one, at) => ({ step: at + 1, ...one }))
        .slice(from)
        .map(({ step, request, before, after, kindBefore, kindAfter }) => ({
          ...{ step, request, before: kindBefore === kindAfter ? before : undefined, after },
        })),
    );
  }
}

/** That a recording gives the same again, by the same numbers. */
function checkReplayed({ lens, rooms, records }: ReturnType<typeof looked>): void {
  for (const record of records) {
    const room = rooms.find(({ entry }) => entry === record.entry);
    if (!room) continue;
    const { seen, live } = room;
    const { moments, note } = lens.replayed(record.text);
    is(moments.length, seen.length, note);
    const last = seen.at(-1)!.kindAfter;
    for (const [at, moment] of moments.entries()) {
      const one: Seen = seen[at]!;
      equal(
        [moment.step, moment.request, moment.before, moment.after],
        [
          at + 1,
          one.request,
          one.kindBefore === last && one.kindAfter === last ? one.before : undefined,
          one.kindAfter === last ? one.after : undefined,
        ],
      );
      const told = live.find(({ step }) => step === moment.step);
      if (!told || one.kindBefore !== last || one.kindAfter !== last) continue;
      equal([moment.transitions, moment.outcome, moment.rulings], [told.transitions, told.outcome, told.rulings]);
    }
  }
}

suite('what is lit', test => {
  for (const { name } of shippedKinds) {
    test(`is where rooms of the kind ${name} stand`, () => {
      const settings = {
        ...scene,
        rooms: [{ ...scene.rooms![0]!, kind: name }],
        patterns: [{ names: '*', kind: name }],
        limits: { ...scene.limits, ring: 7 },
      };
      let steps = 0;
      fc.assert(
        fc.property(moves, made => {
          const result = looked(settings, made, play);
          checkLive(result);
          checkPast(result, 7);
          checkReplayed(result);
          steps += result.rooms.reduce((sum, { live }) => sum + live.length, 0);
          result.end();
        }),
        { numRuns: 15 },
      );
      ok(steps > 0, `${steps} steps`);
    });
  }

  test('is where rooms stand with nearly every behaviour, and while operators have them otherwise', () => {
    fc.assert(
      fc.property(full.moves, made => {
        const result = looked({ ...full.scene, limits: { ...full.scene.limits, ring: 9 } }, made, full.play);
        checkLive(result);
        checkPast(result, 9);
        checkReplayed(result);
        result.end();
      }),
      { numRuns: 40 },
    );
  });

  test('what is told and what is only counted are all that was asked', () => {
    fc.assert(
      fc.property(full.moves, fc.integer({ min: 0, max: 3 }), (made, most) => {
        const { rooms, end } = looked({ ...full.scene, limits: { ...full.scene.limits, ring: 0 } }, made, full.play, most);
        end();
        for (const { seen, live, from, skipped } of rooms) is(live.length + skipped(), seen.length - from);
      }),
      { numRuns: 30 },
    );
  });
});
