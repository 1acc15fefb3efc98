// The steps of a recording, as an inspector shows them: the room is asked the same again, and looked at after each step.
// What the recording left out stays out. A long one takes a while: it is run a little at a time, so that others have a turn.
import type { Kind } from '../../machines/kind.ts';
import type { RoomRequest } from '../../machines/request.ts';
import type { RuledRequest } from '../../machines/ruling-log.ts';
import { outlineOf } from '../recording/outline.ts';
import { LineFault } from '../recording/reading.ts';
import { KindFault } from '../recording/recorded-kinds.ts';
import { RecordingError, readHeader } from '../recording/recording-error.ts';
import { RerunFault } from '../recording/rerun.ts';
import { Side } from '../recording/side.ts';
import type { Charts, RoomChart, Standing } from './charts.ts';
import type { Discreet } from './discreet.ts';
import { eventOf, named, nicksIn, outcomeOf, requestInWords, whoOf } from './moment.ts';
import type { Moment, Past } from './protocol.ts';
import { ruledInWords } from './ruled.ts';

/** Steps that are shown. */
const most = 2_000;

/** A step as little as it can be until it is known whether it is shown. */
interface Step {
  readonly number: number;
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
  if (header.cut)
    throw new RecordingError(
      1,
      'these are the latest requests alone, of a room that is not known before them: they can be read, and not replayed',
    );
  const side = begin(() => new Side(header, { kinds }, () => {}));
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
        number: ++count,
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
      if (!(error instanceof LineFault || error instanceof RerunFault || error instanceof KindFault)) throw error;
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
  const { number, request, outlines, ruled, who, nicks, before, after, was, kind } = step;
  const outcome = outcomeOf(request, outlines, ruled);
  const happened = { request: eventOf(request, outcome, outlines), facts: outlines };
  const isKnown = kind === chart.kind;
  const isSame = isKnown && was === kind;
  return {
    step: number,
    at: request.at,
    request: requestInWords(request),
    ...whoOf(request, discreet, () => who),
    outcome,
    rulings: ruled.flatMap(one => ruledInWords(one, discreet, false)),
    facts: named(outlines, id => discreet.nick(nicks.get(id))),
    ...(isSame ? { before: chart.litIn(before) } : {}),
    ...(isKnown ? { after: chart.litIn(after) } : {}),
    transitions: isSame ? chart.ways(before, after, happened) : [],
  };
}

function begin(make: () => Side): Side {
  try {
    return make();
  } catch (error) {
    throw error instanceof KindFault || error instanceof RerunFault ? new RecordingError(1, error.message) : error;
  }
}

function standing({ room }: Side): Standing {
  return { value: room.value, stands: room.floor.slots.stands };
}

function nickIn({ room }: Side, request: RoomRequest): string | undefined {
  return 'from' in request ? room.floor.roster.byReal(request.from)?.nick : undefined;
}
