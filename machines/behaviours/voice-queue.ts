// Only who has the floor may speak, and moderators. Whoever wants it raises a hand; it is given, given on, and given
// back. Whispering stays free. In the room's data are ids of people inside and no others.
import { z } from 'zod';
import type { Commanded, Reaction, Scope } from '../behaviour.ts';
import { behaviour } from '../define-behaviour.ts';
import { meantInside, writtenText } from '../designation.ts';
import { inWords } from '../duration.ts';
import type { Person } from '../person.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Say } from '../request.ts';

const Settings = z.strictObject({
  automatic: z.boolean().default(false).describe('whether the next hand gets the floor by itself when it is free'),
  seconds: z.int().min(0).max(86_400).default(0).describe('how long somebody may have the floor; 0 for as long as they like'),
  hands: z.int().min(1).max(1_000).default(50).describe('hands that may be raised at once'),
});
type Settings = z.infer<typeof Settings>;

interface Data {
  /** Ids of those whose hands are raised, first come first. */
  readonly queue: readonly string[];
  /** The id of whoever has the floor, and since when, in milliseconds since 1970. */
  readonly holder?: string | undefined;
  readonly since?: number | undefined;
}

type QueueScope = Scope<Settings, Data>;
type Change = Reaction<Data>;
type Asked = Commanded<{ readonly person?: string }>;

const notYours = refuse('forbidden', 'Only moderators and whoever has the floor may give it on.');
const nobodyWaits = refuse('item-not-found', 'No hand is raised. Say who is to have the floor: !floor NICK');
const isFree = refuse('unexpected-request', 'Nobody has the floor.');
const notDown = refuse('unexpected-request', 'Your hand is not raised.');
const isHolder = refuse('unexpected-request', 'You have the floor: speak, and write !done when you have done.');
const onlyInside = refuse('not-acceptable', 'Only somebody who is inside can raise a hand.');

export const voiceQueue = behaviour({
  name: 'voice-queue',
  about: 'Only who has the floor may speak; who wants it raises a hand.',
  settings: Settings,
  data: (): Data => ({ queue: [] }),
  requests: {
    hand: { about: 'Raises the hand.', who: 'anyone', word: 'hand' },
    lower: { about: 'Takes the hand down.', who: 'anyone', word: 'lower' },
    floor: {
      about: 'Gives the floor to somebody, or to the first whose hand is raised; moderators may, and whoever has it.',
      who: 'anyone',
      word: 'floor',
      fields: z.strictObject({ person: writtenText.optional() }),
    },
    done: { about: 'Gives the floor back, or takes it back; moderators may, and whoever has it.', who: 'anyone', word: 'done' },
    queue: { about: 'Tells who has the floor and whose hands are raised.', who: 'anyone', word: 'queue' },
  },
  region: {
    initial: 'silent',
    on: {
      hand: { actions: 'refuseHand' },
      floor: { actions: 'refuseFloor' },
      done: { actions: 'refuseDone' },
    },
    states: {
      silent: {
        description: 'Nobody has the floor; only moderators speak.',
        on: {
          hand: { guard: 'mayRaise', target: 'passing', actions: 'raise' },
          floor: { guard: 'mayGive', target: 'given', actions: 'give' },
          configured: { target: 'passing' },
        },
      },
      given: {
        description: 'Somebody has the floor, and speaks.',
        on: {
          hand: { guard: 'mayRaise', actions: 'raise' },
          floor: { guard: 'mayGive', actions: 'give' },
          done: { guard: 'mayEnd', target: 'passing', actions: 'end' },
          due: { target: 'passing', actions: 'timeOut' },
          left: { guard: 'isHolder', target: 'passing', actions: 'mourn' },
          configured: { actions: 'remeasure' },
        },
      },
      passing: {
        description: 'The floor is free: the next hand gets it where it goes by itself.',
        always: [{ guard: 'isNextWaiting', target: 'given', actions: 'giveNext' }, { target: 'silent' }],
      },
    },
  },
  guards: {
    mayRaise: (scope: QueueScope) => handRefusal(scope) === undefined,
    mayGive: (scope: QueueScope, asked: Asked) => !isRefusal(heir(scope, asked)),
    mayEnd: (scope: QueueScope, asked: Asked) => mayDecide(scope, asked),
    isHolder: ({ data, person }: QueueScope) => person?.id === data.holder,
    isNextWaiting: (scope: QueueScope) => scope.settings.automatic && handsOf(scope).length > 0,
  },
  actions: {
    raise,
    refuseHand: (scope: QueueScope) => ({ reply: handRefusal(scope) as Refusal }),
    give(scope: QueueScope, asked: Asked): Change {
      const person = heir(scope, asked) as Person;
      return { ...given(scope, person), ...(asked.who ? {} : { reply: `${person.nick} has the floor.` }) };
    },
    refuseFloor: (scope: QueueScope, asked: Asked) => ({ reply: heir(scope, asked) as Refusal }),
    giveNext: (scope: QueueScope) => given(scope, handsOf(scope)[0]!),
    end(scope: QueueScope, { who }: Asked): Change {
      const name = holderOf(scope)!.nick;
      const text = who?.id === scope.data.holder ? `${name} gives the floor back.` : `The floor is taken from ${name}.`;
      return { ...freed(text), ...(who ? {} : { reply: text }) };
    },
    refuseDone: (scope: QueueScope, asked: Asked) => ({ reply: mayDecide(scope, asked) ? isFree : notYours }),
    timeOut: (scope: QueueScope) => freed(`The time of ${holderOf(scope)!.nick} is over.`),
    mourn: ({ person }: QueueScope) => freed(`${person!.nick}, who had the floor, has gone.`),
    remeasure: ({ settings, data }: QueueScope) => ({ wake: endOf(settings, data.since!) }),
  },
  rules: { speak: onlyHolder, topic: onlyHolder },
  hears: {
    lower({ data, person }) {
      if (!person || !data.queue.includes(person.id)) return { reply: notDown };
      return { data: { queue: without(data.queue, person.id) }, reply: 'Your hand is down.' };
    },
    queue: scope => ({ reply: told(scope) }),
    left: ({ data }, { who }) => (data.queue.includes(who.id) ? { data: { queue: without(data.queue, who.id) } } : undefined),
    entered(scope, { who }) {
      const text = scope.room.isModerator(who) ? told(scope) : `${whoSpeaks(scope)} To speak, raise your hand: !hand`;
      return { facts: [{ type: 'advised', to: who, text }] };
    },
  },
});

function onlyHolder(scope: QueueScope, request: Say): Refusal | undefined {
  const { room, data, person } = scope;
  if (room.isModerator(request) || (person && person.id === data.holder)) return undefined;
  return refuse('forbidden', `${whoSpeaks(scope)} To speak, raise your hand: !hand`);
}

function holderOf({ room, data }: QueueScope): Person | undefined {
  return data.holder === undefined ? undefined : room.people.byId(data.holder);
}

function handsOf({ room, data }: QueueScope): readonly Person[] {
  return data.queue.flatMap(id => room.people.byId(id) ?? []);
}

/** Why a hand cannot be raised; undefined where it can. */
function handRefusal({ person, data, settings }: QueueScope): Refusal | undefined {
  if (!person) return onlyInside;
  if (person.id === data.holder) return isHolder;
  const place = data.queue.indexOf(person.id);
  if (place >= 0) return refuse('unexpected-request', `Your hand is raised already: you are number ${place + 1}.`);
  if (data.queue.length < settings.hands) return undefined;
  return refuse('resource-constraint', `There are ${settings.hands} hands raised already. Try again later.`);
}

function raise(scope: QueueScope): Change {
  const { data, settings, room } = scope;
  const person = scope.person!;
  const queue = [...data.queue, person.id];
  const text = `${person.nick} raises a hand. To give the floor, write !floor ${person.nick}`;
  const deciding = settings.automatic ? [] : new Set([...room.moderators(), ...[holderOf(scope)].flatMap(one => one ?? [])]);
  return {
    data: { queue },
    facts: [...deciding].filter(to => to !== person).map(to => ({ type: 'advised', to, text })),
    reply: `Your hand is raised: you are number ${queue.length}.`,
  };
}

/** Operators, moderators, and whoever has the floor. */
function mayDecide({ room, data }: QueueScope, { who }: Asked): boolean {
  return !who || room.isModerator(who) || who.id === data.holder;
}

/** Who is to have the floor next. */
function heir(scope: QueueScope, asked: Asked): Person | Refusal {
  if (!mayDecide(scope, asked)) return notYours;
  const { person: written } = asked.fields;
  if (written === undefined) return handsOf(scope)[0] ?? nobodyWaits;
  const meant = meantInside(scope.room, { person: written });
  if (isRefusal(meant)) return meant;
  if (meant.one.id === scope.data.holder) return refuse('conflict', `${meant.one.nick} has the floor already.`);
  return meant.one;
}

function given({ settings, data, at }: QueueScope, { id, nick }: Person): Change {
  const time = settings.seconds > 0 ? ` for ${inWords(settings.seconds)}` : '';
  return {
    data: { holder: id, since: at, queue: without(data.queue, id) },
    wake: endOf(settings, at),
    facts: [{ type: 'announced', text: `${nick} has the floor${time}.` }],
  };
}

function freed(text: string): Change {
  return { data: { holder: undefined, since: undefined }, wake: undefined, facts: [{ type: 'announced', text }] };
}

/** When the time is over of somebody who has the floor since then. */
function endOf({ seconds }: Settings, since: number): number | undefined {
  return seconds > 0 ? since + seconds * 1000 : undefined;
}

/** How many names are told at most. */
const mostNames = 20;

function whoSpeaks(scope: QueueScope): string {
  const holder = holderOf(scope);
  return holder ? `${holder.nick} has the floor.` : 'Nobody has the floor.';
}

function told(scope: QueueScope): string {
  const hands = handsOf(scope).map(({ nick }) => nick);
  const more = hands.length > mostNames ? ` and ${hands.length - mostNames} more` : '';
  const raised = hands.length === 0 ? 'No hand is raised.' : `Hands raised: ${hands.slice(0, mostNames).join(', ')}${more}.`;
  return `${whoSpeaks(scope)} ${raised}`;
}

function without(queue: readonly string[], id: string): readonly string[] {
  return queue.filter(one => one !== id);
}
