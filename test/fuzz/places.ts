// Who writes in the sequences, and to which service: people of several domains, rooms of several kinds, and small limits,
// so that they are met. Data only, but for one behaviour that fails when it is told to.
import type { EngineOptions } from '../../adapters/engine.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { Behaviour } from '../../machines/behaviour.ts';
import type { Circumstances } from './sequence.ts';

export const service = 'rooms.disney';

/** By the names that holes have. Two are one person at two places, one is a server; two never want to be known. */
export const people: Readonly<Record<string, string>> = {
  woody: 'woody@disney/home',
  buzz: 'buzz@disney/Star Command',
  rex: 'rex@pixar/<toy & box>',
  bo: 'bo.peep@disney/lamp',
  woody2: 'woody@disney/Home',
  pete: 'stinky-pete@far.example/box',
  sly: 'groß.fuchs@pixar/高い',
  lenny: 'lenny@disney',
  server: 'pixar',
};

/** Those who ask for privacy whenever they can. */
export const shy: ReadonlySet<string> = new Set(['bo', 'sly']);

export const secretOf: Readonly<Record<string, string>> = { vault: 'buried' };
/** Rooms that always stand, and such as are made. */
export const standing = ['grp', 'vault', 'hall', 'club'] as const;
export const rooms = [...standing, 'den', 'talk-1'].map(name => `${name}@${service}`);
/** Where moderators decide who comes in: they are told the addresses of those who do not hide them. */
export const lobbies = ['hall', 'talk-1'].map(name => `${name}@${service}`);

/** What the failing behaviour throws, for a word in what people say. */
export const injected = 'injected by the sequence';

function failAt(word: string, written: unknown): undefined {
  if (JSON.stringify(written ?? '').includes(word)) throw new Error(injected);
  return undefined;
}

/** Fails where somebody writes a word: when it rules, or when it hears what came of it. */
const hazard: Behaviour = {
  name: 'hazard',
  about: 'Fails where a sequence says so.',
  rules: {
    speak: (_, { content }) => failAt('boom', content.body),
    whisper: (_, { content }) => failAt('boom', content.payload),
    rename: (_, { nicks }) => failAt('boom', nicks),
    enter: (_, { nicks }) => failAt('boom', nicks),
  },
  hears: {
    said: (_, { content }) => failAt('bang', content.body),
    relayed: (_, { content }) => failAt('bang', content.payload),
    renamed: (_, { who }) => failAt('bang', who.nick),
    entered: (_, { who }) => failAt('bang', who.nick),
  },
};
/** One that only hears is left out of the room when it has failed. */
const fragile: Behaviour = {
  name: 'fragile',
  about: 'Fails where a sequence says so, and only hears.',
  hears: {
    said: (_, { content }) => failAt('crash', content.body),
    relayed: (_, { content }) => failAt('crash', content.payload),
  },
};

export const brought: Pick<EngineOptions, 'behaviours'> = { behaviours: [hazard, fragile] };

/** Limits that a sequence can reach. */
export const limits = {
  questions: 2,
  relays: 2,
  pending: 2,
  people: 5,
  rooms: 9,
  roomsPerCreator: 2,
  holds: 3,
  nicks: 3,
  pushBytes: 6_000,
  stanzaBytes: 10_000,
  historyBytes: 20_000,
  depth: 24,
} as const;

const talk = ['moderation', 'secret', 'privacy', 'history', 'topic', 'notices'];

export function settingsOf({ notices, hideRealJids, history, create, strict }: Circumstances): ServiceSettingsInput {
  return {
    domain: service,
    notices,
    hideRealJids,
    history,
    create,
    limits,
    ...(strict ? { flood: { rate: 1, burst: 8, ignore: 5, domainRate: 3, domainBurst: 20 } } : {}),
    kinds: [
      {
        name: 'crowded',
        about: 'With everything that there is.',
        listed: true,
        behaviours: [
          ...talk,
          { name: 'members', members: ['disney', 'pixar'], open: true },
          { name: 'max-people', people: 4, reserved: 1 },
          { name: 'join-rate', perMinute: 6, atOnce: 3, queue: 2 },
          { name: 'word-filter', words: ['darn*'] },
          { name: 'slow-mode', seconds: 2 },
          { name: 'voice-queue', automatic: true, seconds: 20 },
          'greeting',
          'hazard',
          'fragile',
        ],
      },
    ],
    patterns: [{ names: 'talk-*', kind: 'lecture' }],
    rooms: [
      { name: 'grp', title: 'Demo & Room', kind: 'public', privacy: true },
      { name: 'vault', kind: 'private', secret: secretOf.vault, topic: 'bones', nicks: 'assigned' },
      { name: 'hall', kind: 'lecture', privacy: true, moderators: ['woody@disney'] },
      { name: 'club', kind: 'crowded', privacy: true, moderators: ['buzz@disney'], behaviours: { 'voice-queue': { hands: 2 } } },
    ],
  };
}
