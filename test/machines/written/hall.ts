// A room whose only behaviour is a written one, with a moderator and others inside. It checks nothing itself.
import type { Behaviour } from '../../../machines/behaviour.ts';
import { kind } from '../../../machines/kind.ts';
import { writtenBehaviour } from '../../../machines/written/written-behaviour.ts';
import { Conversation, type Settings } from '../conversation.ts';
import { roomJid, type Visitor } from '../visitor.ts';

export interface Hall {
  readonly talk: Conversation;
  /** Woody is a moderator. */
  readonly woody: Visitor;
  readonly buzz: Visitor;
  readonly rex: Visitor;
  /** An operator asks something of the behaviour. */
  command(name: string, fields?: Record<string, unknown>): string[];
  configure(settings: Record<string, unknown>): string[];
}

export interface HallOptions {
  readonly settings?: object;
  readonly service?: Settings;
  /** Who comes in before anything else, by name. */
  readonly inside?: readonly ('woody' | 'buzz' | 'rex')[];
}

/** What every written behaviour has. */
export const bare = { name: 'probe', about: 'Something to try.' };

// biome-ignore lint/suspicious/noExplicitAny: each has settings and data of its own
type AnyBehaviour = Behaviour<any, any, any>;

export function kindOf(behaviours: readonly AnyBehaviour[], settings: object = {}) {
  return kind(
    { name: 'written', about: 'A room with it.', listed: true },
    behaviours.map(behaviour => [behaviour, settings] as const),
  );
}

/** The room `hall`. @param written a behaviour, without its name where it does not matter */
export function hall(written: object, { settings, service = {}, inside = ['woody', 'buzz'] }: HallOptions = {}): Hall {
  const behaviour = writtenBehaviour({ ...bare, ...written }, 'probe.json');
  const talk = new Conversation(
    {
      create: 'anyone',
      patterns: [{ names: '*', kind: 'written' }],
      moderators: ['woody@disney'],
      ...service,
      rooms: [{ name: 'hall', kind: 'written', title: 'The Hall' }],
    },
    { kinds: [kindOf([behaviour], settings)] },
  );
  const [woody, buzz] = talk.visitors('woody', 'buzz') as [Visitor, Visitor];
  const rex = talk.visitor('rex', { host: 'pixar' });
  const people = { woody, buzz, rex };
  for (const name of inside) people[name].join('hall');
  const room = roomJid('hall');
  return {
    talk,
    ...people,
    command: (name, fields = {}) => talk.send({ type: 'command', room, behaviour: behaviour.name, name, fields }),
    configure: given => talk.send({ type: 'configure', room, behaviour: behaviour.name, settings: given, by: 'an operator' }),
  };
}

/** A request that anybody inside may ask for by its word, with a text as field where one is given. */
export function request(word: string, fields?: object, who = 'anyone') {
  return { about: `Asks for ${word}.`, who, word, ...(fields ? { fields } : {}) };
}

/** The text of the answer that somebody gets to a message. */
export function answer(lines: readonly string[]): string | undefined {
  return lines.find(line => line.startsWith('replied '))?.replace(/^replied [^:]*: /s, '');
}

/** What is wrong with a written behaviour, a line for each fault; `fine` where nothing is. */
export function faultsOf(written: unknown): string[] {
  try {
    writtenBehaviour(written, 'probe.json');
    return ['fine'];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}
