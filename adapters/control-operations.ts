// The commands of the control socket by which a room is run: why, do this, set that, try again, other charts, an end, and
// somebody seen out.
import { z } from 'zod';
import { type ControlCommand, controlCommand, localPart, text } from './control-command.ts';

const room = text;
const settings = z.record(text, z.unknown());
const words = z.string().max(10_000).default('');
/** Who asks, in all that is recorded of it. */
const by = 'the control socket';

export const operationCommands: Readonly<Record<string, ControlCommand>> = {
  explain: controlCommand({
    request: z.strictObject({ room, jid: z.string().min(1).max(3_071).optional() }),
    run: ({ room, jid }, { engine, domain }) => engine.explain(localPart(room, domain), jid),
  }),
  shared: controlCommand({
    request: z.strictObject({ room, behaviour: text }),
    run: ({ room, behaviour }, { engine, domain }) => engine.shared(localPart(room, domain), behaviour),
  }),
  request: controlCommand({
    request: z.strictObject({ room, order: z.string().min(1).max(10_000) }),
    run: ({ room, order }, { engine, domain }) => ({ reply: engine.order(localPart(room, domain), order) }),
  }),
  set: controlCommand({
    request: z.strictObject({ room, behaviour: text, settings }),
    run: ({ room, behaviour, settings }, { engine, domain }) => ({
      behaviour,
      settings: engine.configure(localPart(room, domain), behaviour, settings, by),
    }),
  }),
  reopen: controlCommand({
    request: z.strictObject({ room, behaviour: text }),
    run({ room, behaviour }, { engine, domain }) {
      engine.reopen(localPart(room, domain), behaviour);
      return { room, behaviour };
    },
  }),
  close: controlCommand({
    request: z.strictObject({ room, text: words }),
    run({ room, text }, { engine, domain }) {
      engine.closeRoom(localPart(room, domain), text, by);
      return { room };
    },
  }),
  remove: controlCommand({
    request: z.strictObject({ room, person: z.string().min(1).max(3_071), text: words }),
    run({ room, person, text }, { engine, domain }) {
      engine.removePerson(localPart(room, domain), person, text, by);
      return { room, person };
    },
  }),
  kinds: controlCommand({
    request: z.strictObject({}),
    run: (_, { engine }) =>
      engine.kinds().map(({ name, about, listed, parts }) => ({
        name,
        about,
        listed,
        behaviours: parts.map(({ behaviour }) => behaviour.name),
      })),
  }),
  become: controlCommand({
    request: z.strictObject({ room, kind: text }),
    run: ({ room, kind }, { engine, domain }) => ({ room, kind, notes: engine.replace(localPart(room, domain), kind) }),
  }),
  record: controlCommand({
    request: z.strictObject({ room, texts: z.boolean().default(false), names: z.boolean().default(false) }),
    run: ({ room, ...kept }, { engine, domain }) => ({ recording: engine.recording(localPart(room, domain), kept) }),
  }),
  reload: controlCommand({
    request: z.strictObject({}),
    async run(_, { reload }) {
      if (!reload) throw new Error('This service has no configuration to read again.');
      return { notes: await reload() };
    },
  }),
};
