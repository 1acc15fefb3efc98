// The steps of a recording, as an inspector shows them: the room is asked the same again, and looked at after each step.
// What the recording left out stays out. A long one takes a while: it is run a little at a time, so that others have a turn.
import type { Kind } from '../../machines/kind.ts';
import type { RoomRequest } from '../../machines/request.ts';
import type { RuledRequest } from '../../machines/ruling-log.ts';
import { outlineOf } from '../recording/outline.ts';
import { RecordingError, readHeader } from '../recording/recording-error.ts';
import { isFault, type Side, sideOf } from '../recording/side.ts';
import type { Charts, RoomChart, Standing } from './charts.ts';
import type { Discreet } from './discreet.ts';
import { nicksIn, rememberedMoment } from './moment.ts';
import type { Moment, Past } from './protocol.ts';

/** Steps that are shown. */
const most = 2_000;

/** A step as little as it can be until it is known whether it is shown. */
interface Step {
  readonly step: number;
  readonly request: RoomRequest;
  readonly outlines: readonly string[];
  readonly ruled: readonly RuledRequest[];
  readonly who: string | undefined;
  readonly nicks: ReadonlyMap<string, string>;
  readonly before: Standing;
  readonly after: Standing;
  /** By which charts it stood before and after. */
  readonly was: Kind;
  readonly kind: Kind;
}

/**
 * Gives the past when it is done, and way to others before each step.
 * @param kinds those of the service, in the place of those that come with Confab. @throws RecordingError
 */
export function* replaying(text: string, kinds: readonly Kind[], charts: Charts, discreet: Discreet): Generator<void, Past> {
  const lines = text.split('\n');
  const reading = readHeader(lines[0]!);
  const { header } = reading;
  const side = sideOf(header, { kinds }, () => {});
  const steps: Step[] = [];
  let count = 0;
  let problem: string | undefined;
  for (const [at, line] of lines.entries()) {
    if (at === 0 || (line === '' && at === lines.length - 1)) continue;
    yield;
    try {
      const recorded = reading.line(line);
      if (!recorded) continue;
      const { room } = side;
      const [before, ruled, was] = [standing(side), room.floor.rulings.count, room.floor.kindOf];
      const { request } = recorded;
      const nick = nickIn(side, request);
      const facts = side.step(recorded);
      steps.push({
        step: ++count,
        request,
        outlines: facts.map(outlineOf),
        ruled: room.floor.rulings.all(undefined, ruled).toReversed(),
        who: nick || nickIn(side, request),
        nicks: nicksIn(facts),
        before,
        after: standing(side),
        was,
        kind: room.floor.kindOf,
      });
      if (steps.length > 2 * most) steps.splice(0, most);
    } catch (error) {
      if (!isFault(error)) throw error;
      problem = new RecordingError(at + 1, error.message).message;
      break;
    }
  }
  const shown = steps.slice(-most);
  // others may have been looked at meanwhile
  discreet.secrets = [];
  const chart = charts.of(side.room.floor.kindOf);
  const notes = [
    ...(count > shown.length ? [`Only the last ${most} of ${count} steps are shown.`] : []),
    ...(problem === undefined ? [] : [`The recording cannot be read further: ${problem}`]),
    ...(shown.some(({ was }) => was !== chart.kind) ? ['Before the room had this chart, where it stood is not shown.'] : []),
  ];
  return {
    room: header.room,
    chart: chart.key,
    moments: shown.map(step => momentOf(step, chart, discreet)),
    ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
  };
}

function momentOf(step: Step, chart: RoomChart, discreet: Discreet): Moment {
  const { was, kind, before, after, who, nicks } = step;
  const isKnown = kind === chart.kind;
  const one = {
    ...step,
    before: isKnown && was === kind ? before : undefined,
    after: isKnown ? after : undefined,
    nickOf: () => who,
    nickOfStay: (id: string) => nicks.get(id),
  };
  return rememberedMoment(one, chart, discreet);
}

function standing({ room }: Side): Standing {
  return { value: room.value, stands: room.floor.slots.stands };
}

function nickIn({ room }: Side, request: RoomRequest): string | undefined {
  return 'from' in request ? room.floor.roster.byReal(request.from)?.nick : undefined;
}
