// What a feed has to tell: it is read from time to time by an effect, and each item is posted once, at a bounded pace.
// A feed that fails is told to those who can do something about it, and never to the room.
import { z } from 'zod';
import type { Commanded, Reaction, Scope } from '../behaviour.ts';
import type { Advised, OwnFact } from '../behaviour-fact.ts';
import { behaviour } from '../define-behaviour.ts';
import type { Announced } from '../fact.ts';
import { elementOf, FeedItem, feedNamespace, type Posted, remembered, textOf } from '../feed-item.ts';
import { newsIn } from '../feed-news.ts';
import { reportOf, troubleOf } from '../feed-report.ts';
import { refuse } from '../refusal.ts';

const Settings = z.strictObject({
  effect: z.string().min(1).max(100).default('feed').describe('the name of the effect that reads the feed'),
  every: z.number().min(1).max(10_080).default(30).describe('minutes between two readings'),
  perMinute: z.number().min(0.01).max(60).default(6).describe('items that are posted in a minute at most'),
  first: z.int().min(0).max(100).default(3).describe('items of a feed that was never read before: the newest ones'),
  latest: z.int().min(0).max(100).default(10).describe('items that those are shown who come'),
  queue: z.int().min(1).max(1_000).default(50).describe('items that wait to be posted at most; the oldest are dropped'),
  remember: z.int().min(10).max(10_000).default(1_000).describe('items that are known to have been posted'),
  talk: z.enum(['everyone', 'moderators']).default('everyone').describe('who may speak in the room'),
});
type Settings = z.infer<typeof Settings>;

interface Data {
  readonly seen: readonly string[];
  /** Still to be posted, oldest first. */
  readonly waiting: readonly FeedItem[];
  /** Posted last, oldest first. */
  readonly latest: readonly Posted[];
  readonly posted: number;
  /** When the next item may be posted, and the next reading is due. */
  readonly free: number;
  readonly next: number;
  /** How often the effect was asked; the reading that is not answered yet has this number, and a time until it is given up. */
  readonly readings: number;
  readonly until?: number | undefined;
  /** Whether the reading before that one never was answered. */
  readonly lost?: boolean | undefined;
  /** Whose items they are, when it was read last, and what its server wants to be told at the next reading. */
  readonly of?: string | undefined;
  readonly read?: number | undefined;
  readonly etag?: string | undefined;
  readonly modified?: string | undefined;
  /** Since when it fails, how often, and why. */
  readonly failing?: { readonly since: number; readonly times: number; readonly text: string } | undefined;
}

type Here = Scope<Settings, Data>;
type Change = Reaction<Data>;
type Told = readonly (Advised | OwnFact)[];

const Answer = z.strictObject({
  items: z.array(FeedItem).max(10_000).default([]),
  etag: z.string().max(1_000).optional(),
  modified: z.string().max(1_000).optional(),
  /** Which feed it was: where another one was read, everything begins anew. */
  source: z.string().max(200).optional(),
  unchanged: z.boolean().default(false),
  tag: z.string(),
});
const Failure = z.strictObject({ reason: z.string(), text: z.string(), tag: z.string() });

/** How long an answer is waited for, in milliseconds: it is lost where the service was stopped meanwhile. */
const patience = 300_000;
/** What readings of a feed that fails are apart at most, in milliseconds; where they are so anyway, that. */
const longest = 6 * 3_600_000;

const onlyModerators = refuse('forbidden', 'This room is for reading: only its moderators speak here.');
const isBeingRead = refuse('unexpected-request', 'The feed is being read already.');

export const feed = behaviour({
  name: 'feed',
  about: 'What a feed has to tell is posted, each item once.',
  settings: Settings,
  data: (): Data => ({ seen: [], waiting: [], latest: [], posted: 0, free: 0, next: 0, readings: 0 }),
  requests: {
    state: { about: 'Tells when the feed was read, and what came of it.', who: 'moderator', word: 'feed' },
    refresh: { about: 'Has the feed read now.', who: 'moderator', word: 'refresh' },
    items: { about: 'What the feed has.', who: 'effect', fields: Answer },
    failure: { about: 'The feed could not be read.', who: 'effect', fields: Failure },
  },
  facts: {
    failed: z.strictObject({ effect: z.string(), text: z.string() }),
    recovered: z.strictObject({ effect: z.string() }),
    dropped: z.strictObject({ effect: z.string(), count: z.number() }),
  },
  region: {
    initial: 'waiting',
    states: {
      waiting: {
        description: 'The feed is well; the next reading has its time.',
        on: {
          due: { guard: 'isTime', target: 'reading', actions: 'ask' },
          refresh: { target: 'reading', actions: ['ask', 'promise'] },
        },
      },
      reading: {
        description: 'The effect was asked, and has not answered.',
        on: {
          items: { guard: 'isOurs', target: 'waiting', actions: 'take' },
          failure: { guard: 'isOurs', target: 'failing', actions: 'fail' },
          due: [
            // no answer at all is what a service leaves behind that was stopped: that is no fault of the feed
            { guard: 'isLost', actions: 'askAgain' },
            { guard: 'isLate', target: 'failing', actions: 'giveUp' },
          ],
          refresh: { actions: 'refuseRefresh' },
        },
      },
      failing: {
        description: 'The last reading failed; the next comes later each time.',
        on: {
          due: { guard: 'isTime', target: 'reading', actions: 'ask' },
          refresh: { target: 'reading', actions: ['ask', 'promise'] },
        },
      },
    },
  },
  actions: {
    ask: (scope: Here) => ask(scope, false),
    askAgain: (scope: Here) => ask(scope, true),
    promise: () => ({ reply: 'The feed is being read. To see what came of it, write !feed' }),
    refuseRefresh: () => ({ reply: isBeingRead }),
    take,
    fail: (scope: Here, { fields: { text } }: Commanded<z.infer<typeof Failure>>) => failed(scope, text),
    giveUp: (scope: Here) => failed(scope, 'There was no answer.'),
  },
  guards: {
    isTime: ({ data, at }: Here) => data.next <= at,
    isLost: ({ data, at }: Here) => data.until !== undefined && data.until <= at && !data.lost,
    isLate: ({ data, at }: Here) => data.until !== undefined && data.until <= at,
    isOurs: ({ data }: Here, { fields }: Commanded<{ readonly tag: string }>) => fields.tag === String(data.readings),
  },
  rules: { speak: mayTalk, topic: mayTalk },
  hears: {
    due: scope => going(scope, scope.data),
    entered({ data, room }, { who }) {
      const messages = data.latest.map(remembered);
      const { failing } = data;
      return {
        facts: [
          ...(messages.length > 0 ? [{ type: 'recalled', to: who, messages } as const] : []),
          ...(failing && room.isModerator(who) ? [{ type: 'advised', to: who, text: troubleOf(failing.text) } as const] : []),
        ],
      };
    },
    state: scope => ({ reply: reportOf(scope.settings.effect, scope.data, scope.at) }),
    configured(scope, { behaviour: name, changes }) {
      if (name !== 'feed') return undefined;
      const { data, settings, at } = scope;
      const next = Math.min(data.next, at + settings.every * 60_000);
      if (!('effect' in changes)) return going(scope, { ...data, next });
      // what another one was asked is of no use, and what it said of itself means nothing
      const reading = data.until === undefined ? {} : { until: at, lost: false, readings: data.readings + 1 };
      return going(scope, { ...data, next: at, etag: undefined, modified: undefined, ...reading });
    },
  },
  awake: true,
  effects: ({ effect }) => [effect],
  features: [feedNamespace],
});

function mayTalk({ room, settings }: Here, request: Parameters<typeof room.isModerator>[0]) {
  return settings.talk === 'everyone' || room.isModerator(request) ? undefined : onlyModerators;
}

function ask(scope: Here, lost: boolean): Change {
  const { data, settings, at } = scope;
  const { etag, modified, of } = data;
  const readings = data.readings + 1;
  const known = { ...(etag === undefined ? {} : { etag }), ...(modified === undefined ? {} : { modified }) };
  const input = { ...known, ...(of === undefined ? {} : { source: of }) };
  return {
    ...going(scope, { ...data, readings, lost, until: at + patience }),
    calls: [{ effect: settings.effect, input, answer: 'items', failure: 'failure', tag: String(readings) }],
  };
}

function take(scope: Here, { fields }: Commanded<z.infer<typeof Answer>>): Change {
  const { settings, at } = scope;
  const { items, unchanged, etag, modified, source = settings.effect } = fields;
  const { failing, ...before } = scope.data;
  const asked = { ...before, failing: undefined, lost: false, until: undefined, read: at, next: at + settings.every * 60_000 };
  const well = failing ? recovered(scope) : [];
  if (unchanged) return going(scope, asked, well);
  const pending = [...before.waiting, ...before.latest.map(({ item }) => item)].map(({ id }) => id);
  // of another feed than before, nothing is known
  const news = newsIn(items, { seen: before.seen, began: before.of === source, pending }, settings);
  const all = [...before.waiting, ...news.items];
  const count = Math.max(0, all.length - settings.queue);
  const told = count > 0 ? dropped(scope, count) : [];
  return going(scope, { ...asked, etag, modified, of: source, seen: news.seen, waiting: all.slice(count) }, [...well, ...told]);
}

function failed(scope: Here, text: string): Change {
  const { data, settings, at } = scope;
  const times = (data.failing?.times ?? 0) + 1;
  const every = settings.every * 60_000;
  const next = at + Math.max(every, Math.min(longest, every * 2 ** Math.min(times - 1, 20)));
  const failing = { since: data.failing?.since ?? at, times, text };
  const facts = data.failing ? [] : [...toModerators(scope, troubleOf(text)), own(scope, 'failed', { text })];
  return going(scope, { ...data, failing, lost: false, until: undefined, next }, facts);
}

/** Goes on with such data: posts what may be posted by now, one at a time, and says when to look again. */
function going({ at, settings }: Here, data: Data, before: Told = []): Change {
  const [item, ...waiting] = data.waiting;
  if (item === undefined || data.free > at) return { data, facts: before, wake: nextOf(data) };
  const { latest: most, perMinute } = settings;
  const latest = most === 0 ? [] : [...data.latest, { at, item }].slice(-most);
  const after = { ...data, waiting, latest, posted: data.posted + 1, free: at + Math.ceil(60_000 / perMinute) };
  const post: Announced = { type: 'announced', text: textOf(item), payload: [elementOf(item)] };
  return { data: after, facts: [...before, post], wake: nextOf(after) };
}

/** When there is something to do next. */
function nextOf({ until, next, waiting, free }: Data): number {
  return Math.min(until ?? next, waiting.length > 0 ? free : Number.POSITIVE_INFINITY);
}

function recovered(scope: Here): Told {
  return [...toModerators(scope, 'The feed is read again.'), own(scope, 'recovered', {})];
}

function dropped(scope: Here, count: number): Told {
  const text = `${count} item${count === 1 ? '' : 's'} of the feed will not be posted: more came than this room may be shown.`;
  return [...toModerators(scope, text), own(scope, 'dropped', { count })];
}

function own({ settings }: Here, name: string, fields: object): OwnFact {
  return { type: `feed.${name}`, fields: { effect: settings.effect, ...fields } };
}

function toModerators({ room }: Here, text: string): Advised[] {
  return room.moderators().map(to => ({ type: 'advised', to, text }));
}
