// One request to a room and all that came of it, as an inspector tells it: from what was there when it was asked, and from
// what was told until the room had done it. What is private is left out here.
import { parse } from 'ltx';
import type { RealJid } from '../../machines/address.ts';
import type { Entry } from '../../machines/desk.ts';
import type { Fact } from '../../machines/fact.ts';
import type { RoomRequest } from '../../machines/request.ts';
import type { RuledRequest } from '../../machines/ruling-log.ts';
import { decode } from '../../streams/encoder.ts';
import type { Contents } from '../../streams/parcel.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { outlineOf } from '../recording/outline.ts';
import { type Names, redacted } from '../redaction.ts';
import type { RoomChart, Standing } from './charts.ts';
import type { Discreet, NickOf } from './discreet.ts';
import type { Moment } from './protocol.ts';
import { ruledInWords } from './ruled.ts';
import { secretsOf } from './secrets.ts';

/** What is noted while it happens. */
export interface Noted {
  readonly entry: Entry;
  readonly request: RoomRequest;
  readonly step: number;
  /** Where the room stood, by which chart, and how many requests had been ruled on. */
  readonly before: Standing;
  readonly chart: RoomChart;
  readonly ruled: number;
  /** The nick of who asks, who may be gone afterwards. */
  readonly nick: string | undefined;
  readonly facts: Fact[];
  readonly said: Contents[];
  heard: XmlElement | undefined;
}

/** What there is to note before the request is done. @param heard the stanza that asked for it */
export function noted(entry: Entry, request: RoomRequest, step: number, chart: RoomChart, heard: XmlElement | undefined): Noted {
  const { roster, rulings } = entry.floor;
  const from = senderOf(request);
  const nick = from === undefined ? undefined : roster.byReal(from)?.nick;
  return { entry, request, step, before: standingOf(entry), chart, ruled: rulings.count, nick, facts: [], said: [], heard };
}

/** Facts and stanzas of one request that are told; of the others it is said how many there are. */
const mostFacts = 100;
const mostSaid = 20;
/** Characters of a stanza that is looked into. */
const longestStanza = 65_536;
/** What stands for the recipient while it is read: no address. */
const recipient = '\u2060';

/** @param chart by which the room stands now */
export function momentOf(noted: Noted, chart: RoomChart, discreet: Discreet): Moment {
  const { entry, request, step, facts, heard } = noted;
  const { floor } = entry;
  discreet.secrets = secretsOf(floor);
  const people = new Map(facts.flatMap(fact => ('who' in fact && fact.who ? [[fact.who.real as string, fact.who.nick]] : [])));
  const nickOf: NickOf = real =>
    floor.roster.byReal(real as never)?.nick ||
    people.get(real) ||
    ('from' in request && request.from === real ? noted.nick : undefined);
  const names = discreet.wording(nickOf);
  const nicks = nicksIn(facts);
  const remembered = {
    ...{ step, request, nickOf },
    outlines: facts.map(outlineOf),
    ruled: floor.rulings.all(undefined, noted.ruled).toReversed(),
    before: chart === noted.chart ? noted.before : undefined,
    after: standingOf(entry),
    nickOfStay: (id: string) => nicks.get(id),
  };
  return {
    ...rememberedMoment(remembered, chart, discreet),
    ...(heard ? { heard: redacted(heard, shownOf(discreet), names) } : {}),
    said: saidOf(noted.said, discreet, names),
  };
}

/** Where a room stands now. */
export function standingOf({ actor, floor }: Entry): Standing {
  return { value: actor.getSnapshot().value, stands: floor.slots.stands };
}

/** One request and what came of it, where nobody had looked on. */
export interface Remembered {
  readonly step: number;
  readonly request: RoomRequest;
  /** By outlineOf. */
  readonly outlines: readonly string[];
  /** In the order in which it was asked. */
  readonly ruled: readonly RuledRequest[];
  /** Where the room stood, each where it stood by the chart that is shown. */
  readonly before: Standing | undefined;
  readonly after: Standing | undefined;
  readonly nickOf: NickOf;
  /** The nick of a stay, by its id. */
  readonly nickOfStay: (id: string) => string | undefined;
}

/** As it is told, without the stanzas. */
export function rememberedMoment(one: Remembered, chart: RoomChart, discreet: Discreet): Moment {
  const { step, request, outlines, ruled, before, after, nickOf, nickOfStay } = one;
  const outcome = outcomeOf(request, outlines, ruled);
  const happened = { request: eventOf(request, outcome, outlines), facts: outlines };
  return {
    step,
    at: request.at,
    request: requestInWords(request),
    ...whoOf(request, discreet, nickOf),
    outcome,
    rulings: ruled.flatMap(one => ruledInWords(one, discreet, false)),
    facts: named(outlines, id => discreet.nick(nickOfStay(id))),
    ...(before ? { before: chart.litIn(before) } : {}),
    ...(after ? { after: chart.litIn(after) } : {}),
    transitions: before && after ? chart.ways(before, after, happened) : [],
  };
}

/** What was asked, in words. */
export function requestInWords(request: RoomRequest): string {
  if (request.type === 'command') return `command ${request.behaviour} ${request.name}`;
  return 'behaviour' in request ? `${request.type} ${request.behaviour}` : request.type;
}

/** Who asked, where it was somebody: a person, or one of those who run the service. */
function whoOf(request: RoomRequest, discreet: Discreet, nickOf: NickOf): { readonly who?: string } {
  if ('from' in request) return { who: discreet.who(request.from, nickOf) };
  return 'by' in request && request.type !== 'resume' && request.by !== undefined ? { who: discreet.phrase(request.by) } : {};
}

/** @param ruled in the same step, in order; others may go on by it that waited, and are ruled on, too */
export function outcomeOf(request: RoomRequest, outlines: readonly string[], ruled: readonly RuledRequest[]): Moment['outcome'] {
  const own = ownOf(outlines);
  const ruling = ruled.findLast(one => isOf(request, one))?.outcome;
  if (ruling === 'refused' || own.some(one => /^(?:refused|declined) /u.test(one))) return 'refused';
  return ruling === 'held' || own.some(one => one.startsWith('held ')) ? 'held' : 'done';
}

/** The event that the base was given for a request. */
function eventOf(request: RoomRequest, outcome: Moment['outcome'], outlines: readonly string[]): string {
  if (ownOf(outlines).some(one => one.startsWith('commanded '))) return 'command';
  if (outcome === 'done') return request.type;
  return outcome === 'held' ? 'defer' : 'refuse';
}

/** What is told once something that was held goes on, or is dropped, is told of that. */
function ownOf(outlines: readonly string[]): readonly string[] {
  const end = outlines.findIndex(one => one.startsWith('released '));
  return end < 0 ? outlines : outlines.slice(0, end);
}

/** Whether that is how the request was ruled on. */
export function isOf(request: RoomRequest, { at, from, request: type }: RuledRequest): boolean {
  return at === request.at && type === request.type && from === senderOf(request);
}

export function senderOf(request: RoomRequest): RealJid | undefined {
  return 'from' in request ? request.from : undefined;
}

/** The nicks of those whom facts are about, by their ids. */
export function nicksIn(facts: readonly Fact[]): ReadonlyMap<string, string> {
  const people = facts.flatMap(fact => [
    ...('who' in fact && fact.who ? [fact.who] : []),
    ...('to' in fact && fact.to ? [fact.to] : []),
  ]);
  return new Map(people.map(({ id, nick }) => [id, nick]));
}

/** Facts in outline with nicks in the place of ids, as far as there are any; no more than can be read. */
function named(outlines: readonly string[], nickOf: (id: string) => string | undefined): readonly string[] {
  const lines = outlines.slice(0, mostFacts).map(line => {
    const [type, ...words] = line.split(' ');
    return [type, ...words.map(word => nickOf(word) || word)].join(' ');
  });
  const rest = outlines.length - lines.length;
  return rest > 0 ? [...lines, `… and ${rest} more`] : lines;
}

function saidOf(all: readonly Contents[], discreet: Discreet, names: Names): NonNullable<Moment['said']> {
  const stanzas = all.flatMap(({ templates, people, one }) => {
    if (people === 0 || !one) return [];
    const address = unescaped(decode(one));
    return templates.map(template => ({ template, people, address }));
  });
  const lines = stanzas.slice(0, mostSaid).map(({ template: { head, tail }, people, address }) => {
    const to = people === 1 ? names.address(address) : 'everybody';
    return { xml: stanzaText(head, to, tail, discreet, names), to, copies: people };
  });
  const rest = stanzas.slice(mostSaid);
  if (rest.length === 0) return lines;
  const copies = rest.reduce((sum, { people }) => sum + people, 0);
  return [...lines, { xml: `… and ${rest.length} more`, to: 'others', copies }];
}

function stanzaText(head: string, to: string, tail: string, discreet: Discreet, names: Names): string {
  if (tail.length > longestStanza) return `… (a stanza of ${head.length + tail.length} characters)`;
  const stanza = parse(head + recipient + tail) as unknown as XmlElement;
  const kept: Names = { ...names, address: text => (text === recipient ? to : names.address(text)) };
  return redacted(stanza, shownOf(discreet), kept);
}

function shownOf({ shows }: Discreet): 'everything' | 'addresses' {
  return shows.texts ? 'everything' : 'addresses';
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

function unescaped(text: string): string {
  return text.replace(/&\w+;/gu, entity => entities[entity] ?? entity);
}
