// What the lines of a recording must look like: headers, requests as they were recorded, and what came of them. Shapes
// only: reading.ts reads, and what is in the settings of a behaviour the behaviour itself says.
import { z } from 'zod';
import { conditions } from '../../machines/refusal.ts';
import type { RoomRequest } from '../../machines/request.ts';
import { Limits, Timers } from '../../machines/settings.ts';

const word = z.string().min(1).max(4_000);
const time = z.number().min(-8.64e15).max(8.64e15);
const count = z.int().min(0);

export const Refusal = z.looseObject({
  condition: z.enum(conditions as [string, ...string[]]),
  type: z.enum(['modify', 'wait', 'auth', 'cancel']),
  code: z.int(),
  text: z.string(),
});
const May = z.union([z.literal('allowed'), Refusal]);

const Tree = z.looseObject({
  name: word,
  attrs: z.record(z.string(), z.string()),
  get children(): z.ZodArray<z.ZodUnion<[z.ZodString, typeof Tree]>> {
    return z.array(z.union([z.string(), Tree]));
  },
});
const payload = z.array(Tree);
const common = { lang: z.string().optional(), payload };
const Message = z.looseObject({
  kind: z.literal('message'),
  type: z.enum(['normal', 'chat', 'groupchat', 'headline', 'error']),
  id: z.string().optional(),
  body: z.string().optional(),
  subject: z.string().optional(),
  bytes: count,
  ...common,
});
const Presence = z.looseObject({
  kind: z.literal('presence'),
  type: z.enum(['available', 'unavailable', 'error']),
  id: z.string().optional(),
  ...common,
});
const Iq = z.looseObject({
  kind: z.literal('iq'),
  type: z.enum(['get', 'set', 'result', 'error']),
  id: z.string(),
  ...common,
});

const Nick = z.looseObject({ text: z.string(), key: z.string() });
const Receipt = z.looseObject({
  kind: z.enum(['message', 'presence', 'iq']),
  id: z.string().optional(),
  sentTo: z.string(),
  as: z.looseObject({ name: z.string(), xmlns: z.string() }).optional(),
});
const Fields = z.record(z.string(), z.unknown());

const stamp = { at: time, fresh: word };
const asker = { ...stamp, person: count, receipt: Receipt };
const ofOperator = <S extends z.ZodRawShape>(shape: S) => z.looseObject({ ...stamp, ...shape });
const ofPerson = <S extends z.ZodRawShape>(shape: S) => z.looseObject({ ...asker, ...shape });

/** By the type of the request. A request that the room says to itself is in no recording: it follows from the others. */
export const requests: Readonly<Record<Exclude<RoomRequest['type'], 'resume'>, z.ZodType>> = {
  present: ofPerson({ presence: Presence }),
  enter: ofPerson({
    nicks: z.array(Nick),
    secret: z.string().optional(),
    privacy: z.boolean(),
    hidden: z.boolean(),
    title: z.string().optional(),
    topic: z.string().optional(),
    mustCreate: z.boolean(),
    presence: Presence.optional(),
    founding: May.optional(),
    noWait: Refusal.optional(),
  }),
  inquire: ofPerson({ founding: May.optional() }),
  say: ofPerson({ content: Message }),
  relay: ofPerson({ to: Nick, content: z.union([Message, Presence, Iq]) }),
  answer: ofPerson({ content: Iq }),
  leave: ofPerson({ presence: Presence }),
  bounce: ofPerson({ condition: word, to: Nick.optional(), content: z.union([Message, Presence]) }),
  browse: ofPerson({ of: Nick.optional() }),
  probe: ofPerson({ of: Nick.optional() }),
  discover: ofPerson({ what: z.enum(['info', 'items']), node: z.string().optional() }),
  invite: ofOperator({ to: word, dialect: word, text: z.string() }),
  command: ofOperator({ behaviour: word, name: word, fields: Fields, call: word.optional() }),
  configure: ofOperator({ behaviour: word, settings: Fields, by: z.string() }),
  replace: ofOperator({ kind: word }),
  reopen: ofOperator({ behaviour: word }),
  'close room': ofOperator({ text: z.string(), by: z.string() }),
  'remove person': ofOperator({ stay: word, text: z.string(), by: z.string() }),
  tick: ofOperator({}),
  survey: ofOperator({ questions: count.optional() }),
  close: ofOperator({ text: z.string() }),
};

const Behaviours = z.array(z.union([word, z.looseObject({ name: word })])).max(1_000);

export const Outcome = z.object({
  facts: z.array(z.string()),
  may: z.array(May).optional(),
  survey: z.looseObject({ since: time, next: count, end: count }).optional(),
  kind: z.object({ name: word, listed: z.boolean(), behaviours: Behaviours }).optional(),
});

export const Party = z.object({
  person: count,
  from: word,
  bare: word,
  host: z.string().max(4_000),
  dialect: z.string().max(100),
});

export const End = z.object({ end: z.enum(['closed', 'full', 'stopped']) });

const Settings = z.looseObject({
  jid: word,
  name: z.string(),
  title: z.string().optional(),
  kind: word,
  permanent: z.boolean(),
  secret: z.string().optional(),
  topic: z.string().optional(),
  history: count,
  privacy: z.boolean(),
  nicks: z.enum(['chosen', 'assigned']),
  notices: z.boolean(),
  hideRealJids: z.boolean(),
  moderators: z.array(z.string()),
  behaviours: z.record(z.string(), Fields).optional(),
  // a recording of before has none of the limits that came later
  limits: z.looseObject(Limits.shape),
  timers: z.looseObject(Timers.shape),
});

const Kept = z.looseObject({
  form: z.int(),
  value: word,
  guests: count,
  nextOrder: z.object({ arrival: count, question: count }),
  due: time.optional(),
  kind: word,
  slots: z.record(z.string(), z.looseObject({ data: Fields })),
  people: z.array(
    z.looseObject({ id: word, real: word, bare: word, host: z.string(), dialect: z.string(), state: word, presence: Presence }),
  ),
  holds: z.array(z.looseObject({ id: word, phase: word, behaviour: word, stay: word, request: z.looseObject({ type: word }) })),
  relays: z.array(z.looseObject({ id: word, asker: word, asked: word, receipt: Receipt })),
});

export const Header = z.object({
  engine: z.string().max(200),
  room: word,
  at: time,
  kind: word,
  listed: z.boolean(),
  behaviours: Behaviours,
  settings: Settings,
  texts: z.boolean(),
  names: z.boolean(),
  kept: Kept.optional(),
  cut: z.literal(true).optional(),
});
