// What a deployment may set of a conference service, with its defaults and bounds.
// Only shapes and bounds: where a setting comes from (file, flag, environment) is the adapters' affair.
import { z } from 'zod';
import { byteLength } from './byte-length.ts';
import { isXmlText } from './xml-text.ts';

const seconds = (about: string, fallback: number) =>
  z.number().positive().max(86_400).default(fallback).describe(`${about}, in seconds`);
const count = (about: string, fallback: number) => z.int().min(1).max(10_000_000).default(fallback).describe(about);

/** Text that is written to people as it is. */
const shownText = (bytes: number) =>
  z
    .string()
    .refine(text => byteLength(text) <= bytes, `must have ${bytes} bytes at most`)
    .refine(isXmlText, 'has a character that XML does not have: leave control characters out');

export const Limits = z.strictObject({
  rooms: count('rooms in all', 10_000),
  roomsPerCreator: count('dynamic rooms that one bare JID may have created', 20),
  roomsPerDomain: count('dynamic rooms created from one domain', 2_000),
  people: count('people in one room', 5_000),
  pending: count('presences that one bare JID may have waiting to enter', 10),
  pendingPerDomain: count('presences that the people of one domain may have waiting to enter', 2_000),
  nicks: count('nicks offered in one request', 10),
  nickBytes: count('bytes of a nick', 128),
  nameBytes: count('bytes of the name of a room', 256),
  topicBytes: count('bytes of a topic', 1_024),
  statusBytes: count('bytes of the status text of a presence', 1_024),
  presenceBytes: z.int().min(1_000).max(65_536).default(8_192).describe('bytes of all that is in a presence'),
  historyBytes: count('bytes of the messages that one room remembers', 65_536),
  stanzaBytes: z.int().min(10_000).max(262_144).default(131_072).describe('bytes of one stanza from a client'),
  depth: z.int().min(8).max(256).default(32).describe('levels of nesting in one stanza'),
  pushBytes: z.int().min(2_000).max(262_144).default(60_000).describe('bytes of one browse push; longer lists are split'),
  outboxBytes: z
    .int()
    .min(1_000_000)
    .max(1_000_000_000)
    .default(67_108_864)
    .describe('bytes that may wait for a server that reads slowly, until it is not read either'),
  relays: count('iqs that one person may have open to others', 32),
  questions: count('people who are asked in a second whether they are still there, after the link was lost', 500),
  ring: z
    .int()
    .min(0)
    .max(10_000)
    .default(20)
    .describe('latest requests that each room remembers, to be asked what led to something'),
  calls: count('calls of one effect that may be unanswered; one more fails', 100),
  callsPerRoom: count('calls of the behaviours of one room that may be unanswered; one more fails', 50),
  holds: z.int().min(1).max(1_000).default(200).describe('requests that wait for an answer in one room'),
});

export const Timers = z.strictObject({
  pending: seconds('how long a presence may wait for the request to enter', 120),
  relay: seconds('how long a relayed iq may wait for its answer', 60),
  call: seconds('how long a call of an effect may take, with all that it tries again', 120),
  silence: seconds('how long somebody may be silent before the room asks who is still there', 600),
});

const pace = (about: string, fallback: number) => z.number().min(0).max(1_000_000).default(fallback).describe(about);

export const FloodSettings = z.strictObject({
  rate: pace('stanzas a second that one bare JID may send for long; 0 for no limit', 50),
  burst: count('stanzas that one bare JID may send at once, on top of that rate', 500),
  domainRate: pace('stanzas a second that all the people of one domain may send for long; 0 for no limit', 0),
  domainBurst: count('stanzas that the people of one domain may send at once, on top of that rate', 20_000),
  ignore: z
    .number()
    .min(1)
    .max(86_400)
    .default(30)
    .describe('how long somebody who sent more is ignored after having been told so, in seconds'),
});

const mark = (about: string, fallback: number) => z.number().min(0.01).max(1).default(fallback).describe(about);

export const OverloadSettings = z.strictObject({
  coalesce: mark('part of `limits.outboxBytes` from which presence in large rooms is told once in an interval', 0.25),
  hold: mark('part of it from which those who want to enter wait', 0.5),
  refuse: mark('part of it from which they are refused, and so are long answers', 0.75),
  release: z.number().min(0.05).max(0.95).default(0.5).describe('part of a mark below which what began at it ends'),
  mailbox: count('stanzas read and not heard yet that weigh as much as a full outbox', 10_000),
  largeRoom: count('people in a room whose presence is then told once in an interval', 100),
  interval: z.int().min(1).max(60).default(1).describe('how long such presence may be kept back, in seconds'),
  heldJoins: count('requests to enter that may wait; one more is refused', 1_000),
});

const name = z.string().min(1);
const moderators = z.array(name);
/** Settings of behaviours by their names: what is in them each behaviour says itself. */
const behaviours = z.record(name, z.record(name, z.unknown()));

export const StaticRoom = z.strictObject({
  name: z.string().min(1).describe('the part of the address before the @'),
  title: shownText(256).optional().describe('the name that people see'),
  kind: name.default('public').describe('what the room can do, and whether strangers may find it; see the kinds'),
  moderators: moderators.optional().describe('bare JIDs of those who may decide for the room, besides those of the service'),
  behaviours: behaviours.optional().describe('settings of behaviours of the room, a table for each'),
  secret: z.string().min(1).optional().describe('the word needed to enter'),
  topic: shownText(1_024).optional().describe('what it talks about at first'),
  history: z.int().min(0).max(1_000).optional().describe('messages shown to a newcomer'),
  privacy: z.boolean().default(false).describe('whether people may hide their real JID and be reached by messages only'),
  notices: z.boolean().optional().describe('as for the service, where this room is to differ'),
  hideRealJids: z.boolean().optional().describe('as for the service, where this room is to differ'),
  nicks: z.enum(['chosen', 'assigned']).default('chosen').describe('whether people choose a nick or are given one'),
});

/** A behaviour by its name, or with settings of its own for all rooms of the kind. */
const listed = z.union([name, z.looseObject({ name })]);

export const KindSettings = z.strictObject({
  name: name.describe('by which rooms name it'),
  about: name.describe('one sentence, for those who read the list of kinds'),
  listed: z.boolean().default(false).describe('whether strangers may find its rooms and see who is inside'),
  behaviours: z
    .array(listed)
    .describe('what its rooms can do, in the order in which they rule; a name, or a table with settings'),
});

export const Pattern = z.strictObject({
  names: name.describe('names of rooms, with * for any letters'),
  kind: name.describe('the kind of a room with such a name'),
  behaviours: behaviours.optional().describe('settings of behaviours of such a room, a table for each'),
});

export const ServiceSettings = z.strictObject({
  domain: name.describe('the host name that the server has given to the component'),
  title: shownText(256).default('Conference rooms').describe('the name of the service that people see'),
  create: z
    .union([z.enum(['anyone', 'nobody']), z.array(name).min(1)])
    .optional()
    .describe(
      'who may create rooms: "anyone", "nobody", or a list of domains and bare JIDs; without it the domain above the service',
    ),
  history: z.int().min(0).max(1_000).default(20).describe('messages shown to a newcomer, where the room does not say'),
  notices: z.boolean().default(false).describe('whether old groupchat clients are told in text who comes, goes and changes nick'),
  hideRealJids: z.boolean().default(true).describe('whether the real JIDs of people who came by groupchat 1.0 are hidden'),
  rooms: z.array(StaticRoom).default([]).describe('rooms that are always there'),
  moderators: moderators.default([]).describe('bare JIDs of those who may decide for every room, besides its founder'),
  kinds: z.array(KindSettings).default([]).describe('kinds of room besides those that there are'),
  patterns: z
    .array(Pattern)
    .default([])
    .describe('the kinds of rooms that people make, by name; the first that fits; private without'),
  limits: Limits.prefault({}),
  timers: Timers.prefault({}),
  flood: FloodSettings.prefault({}),
  overload: OverloadSettings.prefault({}),
});

export type ServiceSettings = z.infer<typeof ServiceSettings>;
export type KindSettings = z.infer<typeof KindSettings>;
export type StaticRoom = z.infer<typeof StaticRoom>;
export type Limits = z.infer<typeof Limits>;
export type Timers = z.infer<typeof Timers>;
export type FloodSettings = z.infer<typeof FloodSettings>;
export type OverloadSettings = z.infer<typeof OverloadSettings>;
