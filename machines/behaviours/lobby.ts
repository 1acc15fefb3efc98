// Whoever wants to come in waits until a moderator says yes or no, or nobody said anything in time. Who waits is
// known from the requests that are held: the room's own data has nobody in it.
import { z } from 'zod';
import type { Reaction, Scope } from '../behaviour.ts';
import type { Advised } from '../behaviour-fact.ts';
import { behaviour } from '../define-behaviour.ts';
import { isProtected, meantWaiting, namesOfWaiting, nickOf, type Written, writtenText } from '../designation.ts';
import { inWords } from '../duration.ts';
import type { Hold } from '../holds.ts';
import { isRefusal, refuse } from '../refusal.ts';
import type { RoomView } from '../room-view.ts';

const Settings = z.strictObject({
  closed: z.boolean().default(true).describe('whether people wait for approval, until a moderator opens or closes the lobby'),
  seconds: z.int().min(1).max(86_400).default(600).describe('how long somebody waits at most'),
  text: writtenText.default('A moderator decides whether you may come in.').describe('told to whoever waits'),
});
type Settings = z.infer<typeof Settings>;

interface Data {
  /** The setting by which the lobby was opened or closed last. */
  readonly closed: boolean;
}
type LobbyScope = Scope<Settings, Data>;

interface About {
  readonly fields: Written;
}

const person = z.strictObject({ person: writtenText });

export const lobby = behaviour({
  name: 'lobby',
  about: 'People wait until a moderator lets them in.',
  settings: Settings,
  data: ({ closed }): Data => ({ closed }),
  requests: {
    approve: { about: 'Lets somebody in who waits.', who: 'moderator', word: 'approve', fields: person },
    deny: {
      about: 'Turns somebody away who waits.',
      who: 'moderator',
      word: 'deny',
      fields: z.strictObject({ person: writtenText, reason: writtenText.optional() }),
    },
    // not by the word itself: the base tells a fact of that name
    list: { about: 'Lists those who wait.', who: 'moderator', word: 'waiting' },
    open: { about: 'Lets in everybody who waits or comes.', who: 'moderator', word: 'open' },
    close: { about: 'Has everybody wait who comes.', who: 'moderator', word: 'close' },
  },
  region: {
    initial: 'preset',
    on: {
      open: { target: '.open', actions: 'letAllIn' },
      close: { target: '.closed', actions: 'sayClosed' },
      configured: [
        { guard: 'isSetToClosed', target: '.closed', actions: 'note' },
        { guard: 'isSetToOpen', target: '.open', actions: ['note', 'letAllIn'] },
      ],
    },
    states: {
      preset: {
        description: 'Nobody has come yet: it will be as its setting says.',
        always: [{ guard: 'isPresetClosed', target: 'closed' }, { target: 'open' }],
      },
      open: { description: 'Whoever may, comes in.' },
      closed: { description: 'Whoever is no moderator waits for one.' },
    },
  },
  guards: {
    isPresetClosed: ({ data }: LobbyScope) => data.closed,
    isSetToClosed: ({ settings, data }: LobbyScope) => settings.closed && !data.closed,
    isSetToOpen: ({ settings, data }: LobbyScope) => !settings.closed && data.closed,
  },
  actions: {
    letAllIn: ({ holds }: LobbyScope, event: { readonly type: string }) => ({
      grant: holds,
      ...replied(event, `The lobby is open.${holds.length > 0 ? ` Those who waited may come in: ${holds.length}.` : ''}`),
    }),
    sayClosed: () => ({ reply: 'The lobby is closed: whoever comes waits for approval.' }),
    note: ({ settings }: LobbyScope) => ({ data: { closed: settings.closed } }),
  },
  defers: { enter: ['approve', 'deny', 'open'] },
  rules: {
    enter({ at, settings, data, matches, room }, request) {
      const isClosed = matches('closed') || (matches('preset') && data.closed);
      if (!isClosed || room.isModerator(request)) return undefined;
      const { seconds, text } = settings;
      const late = refuse('remote-server-timeout', `Nobody let you in within ${inWords(seconds)}. Try again later.`);
      return { defer: { until: at + seconds * 1000, late, text: `${text} ${waitingText(room, seconds)}` } };
    },
  },
  hears: {
    approve({ holds }, { fields }: About) {
      const meant = meantWaiting(holds, fields);
      if (isRefusal(meant)) return { reply: meant };
      return { grant: [meant.one], reply: `${described(meant.one)} may come in.` };
    },
    deny({ holds }, { fields }: About) {
      const meant = meantWaiting(holds, fields);
      if (isRefusal(meant)) return { reply: meant };
      const { one, reason } = meant;
      const refusal = refuse('forbidden', `A moderator does not let you in${reason === undefined ? '.' : `: ${reason}`}`);
      return { turnDown: [[one, refusal]], reply: `${described(one)} was turned away.` };
    },
    list({ holds }) {
      return { reply: holds.length === 0 ? 'Nobody waits.' : listed(holds) };
    },
    held: (scope, { hold }) => (hold.behaviour === 'lobby' ? tellModerators(scope, hold) : undefined),
    released({ at, room }, { hold, outcome }) {
      if (hold.behaviour !== 'lobby' || outcome === 'granted') return undefined;
      // whoever was turned away in time was so by somebody who knows
      if (outcome === 'refused' && at < hold.deadline) return undefined;
      const why = outcome === 'dropped' ? 'has gone' : 'was not let in in time';
      return { facts: advice(room, `${described(hold)} ${why} and waits no longer.`) };
    },
    entered({ room, holds }, { who }) {
      if (holds.length === 0 || !room.isModerator(who)) return undefined;
      return { facts: [{ type: 'advised', to: who, text: listed(holds) }] };
    },
  },
});

function replied({ type }: { readonly type: string }, reply: string): Pick<Reaction, 'reply'> {
  // the same is done when a setting changes, which nobody asked the behaviour for
  return type === 'open' ? { reply } : {};
}

function waitingText(room: RoomView, seconds: number): string {
  if (room.moderators().length > 0) return `You wait ${inWords(seconds)} at most.`;
  return `No moderator is here now who could: you wait for one to come, ${inWords(seconds)} at most.`;
}

function tellModerators({ room, holds }: LobbyScope, hold: Hold): Reaction<Data> {
  const name = namesOfWaiting(holds)(hold);
  return { facts: advice(room, `${described(hold)} waits to come in. Write !approve ${name} or !deny ${name}`) };
}

/** How many are listed in one message. */
const mostListed = 20;

function listed(holds: readonly Hold[]): string {
  const nameOf = namesOfWaiting(holds);
  const lines = holds.slice(0, mostListed).map(hold => `${described(hold)}: !approve ${nameOf(hold)}`);
  const more = holds.length > mostListed ? [`and ${holds.length - mostListed} more`] : [];
  return [`Waiting to come in: ${holds.length}`, ...lines, ...more].join('\n');
}

/** Moderators decide, and so may know who it is, unless the one who waits asked for privacy. */
function described(hold: Hold): string {
  const nick = nickOf(hold);
  if (isProtected(hold)) return nick === undefined ? 'Somebody protected' : `${nick} (protected)`;
  return nick === undefined ? hold.request.bare : `${nick} (${hold.request.bare})`;
}

function advice(room: RoomView, text: string): readonly Advised[] {
  return room.moderators().map(to => ({ type: 'advised', to, text }));
}
