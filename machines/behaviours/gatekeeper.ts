// Who may make the room or enter it is asked outside: of an effect, such as a web hook to the deployment's own backend.
// Whoever asks waits for the answer; without one nobody comes in, unless the setting says otherwise. It keeps no list.
import { z } from 'zod';
import type { Call, Commanded, Reaction, Scope } from '../behaviour.ts';
import { behaviour } from '../define-behaviour.ts';
import { writtenText } from '../designation.ts';
import type { Hold } from '../holds.ts';
import { refuse } from '../refusal.ts';
import type { Enter } from '../request.ts';
import type { RoomView } from '../room-view.ts';
import type { Ruling } from '../ruling.ts';

const Settings = z.strictObject({
  effect: z.string().min(1).max(100).default('gatekeeper').describe('the effect that is asked'),
  seconds: z.int().min(1).max(600).default(30).describe('how long somebody waits for the answer at most'),
  unreachable: z
    .enum(['refuse', 'let in'])
    .default('refuse')
    .describe('what becomes of those who ask while nobody answers in time'),
  renames: z.boolean().default(false).describe('whether those inside wait for an answer before they get another nick, too'),
  text: writtenText.default('Whether you may is being asked. Wait a moment.').describe('told to whoever waits'),
});
type Settings = z.infer<typeof Settings>;
type Here = Scope<Settings>;

const Answer = z.object({
  allow: z.boolean(),
  text: writtenText.optional(),
  tag: z.string(),
});
const Failure = z.object({ reason: z.string(), text: z.string(), tag: z.string() });

const later = refuse(
  'remote-server-timeout',
  'Whether you may cannot be asked at the moment, so that you may not for now. Try again later.',
);
const tooMany = refuse('resource-constraint', 'Too many people ask at this moment. Try again in a while.');

/** The phases in which it is asked, and by what word. */
const actions = { create: 'create', enter: 'enter', rename: 'rename' } as const;
type Asked = keyof typeof actions;

export const gatekeeper = behaviour({
  name: 'gatekeeper',
  about: 'Who may enter is asked outside, of an effect.',
  settings: Settings,
  requests: {
    decide: { about: 'Says whether somebody may who asked.', who: 'effect', fields: Answer },
    'give up': { about: 'Says that there is no answer.', who: 'effect', fields: Failure },
  },
  effects: ({ effect }: Settings) => [effect],
  defers: { create: ['decide', 'give up'], enter: ['decide', 'give up'], rename: ['decide', 'give up'] },
  rules: {
    create: scope => ask(scope),
    enter: scope => ask(scope),
    rename: scope => (scope.settings.renames ? ask(scope) : undefined),
  },
  hears: {
    // told once for each that waits, however often they ask meanwhile
    held: ({ room, settings }: Here, { hold }) => (isOurs(hold) ? { calls: [callFor(room, settings, hold)] } : undefined),
    decide({ holds }: Here, { fields: { allow, text, tag } }: Commanded<z.infer<typeof Answer>>): Reaction | undefined {
      const hold = holds.find(({ id }) => id === tag);
      // who has gone, or waited too long, waits no more
      if (!hold) return undefined;
      return allow ? { grant: [hold] } : { turnDown: [[hold, refuse('forbidden', text ?? denial(hold))]] };
    },
    'give up'({ holds, settings }: Here, { fields: { reason, tag } }: Commanded<z.infer<typeof Failure>>): Reaction | undefined {
      const hold = holds.find(({ id }) => id === tag);
      if (!hold) return undefined;
      // only where nobody is there: an answer that is wrong is no consent, and nobody gets in by asking often
      const isAbsent = reason === 'unreachable' || reason === 'timeout';
      if (isAbsent && settings.unreachable === 'let in') return { grant: [hold] };
      return { turnDown: [[hold, reason === 'busy' ? tooMany : later]] };
    },
  },
});

function ask({ at, settings: { seconds, unreachable, text } }: Here): Ruling<Asked> {
  return { defer: { until: at + seconds * 1000, late: unreachable === 'let in' ? 'grant' : later, text } };
}

function callFor(room: RoomView, { effect }: Settings, { id, phase, request }: Hold): Call {
  const { bare, nicks } = request as Enter;
  const input = {
    person: bare,
    nicks: nicks.map(({ text }) => text),
    room: room.jid,
    kind: room.kind,
    action: actions[phase as Asked],
  };
  return { effect, input, answer: 'decide', failure: 'give up', tag: id };
}

function isOurs({ behaviour: name }: Hold): boolean {
  return name === 'gatekeeper';
}

function denial({ phase }: Hold): string {
  return phase === 'rename' ? 'You may not have this nick here.' : 'You may not enter this room.';
}
