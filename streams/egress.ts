// Facts in, bytes out: asks the dialects of those who should hear a fact to say it, and fills in each recipient.
// Nothing here throws: what cannot be said is reported, and the next fact goes on.
import { concatMap, from, type OperatorFunction } from 'rxjs';
import type { Fact } from '../machines/fact.ts';
import type { Person } from '../machines/person.ts';
import type { RoomView } from '../machines/room-view.ts';
import type { Told } from '../machines/service-actor.ts';
import { type Audience, audiences, type Dialect, type Saying, type Speech } from './dialect.ts';
import type { FanOut } from './fan-out.ts';
import { errorStanza, type Template } from './template.ts';

export interface EgressOptions {
  readonly dialects: readonly Dialect[];
  readonly speech: Speech;
  readonly fanOut: FanOut;
  readonly report: (error: unknown, fact: Fact) => void;
}

/** Turns each fact into the bytes of all the stanzas that tell it. */
export function egress(options: EgressOptions): OperatorFunction<Told, Uint8Array> {
  return concatMap(({ fact, room }) => {
    say(fact, room, options);
    return from(options.fanOut.take());
  });
}

type AnySaying = Saying<readonly unknown[]>;

function say(fact: Fact, room: RoomView | undefined, { dialects, speech, fanOut, report }: EgressOptions): void {
  if (fact.type === 'refused') {
    try {
      fanOut.one(errorStanza(fact.reply.receipt, fact.refusal), fact.reply.to);
    } catch (error) {
      report(error, fact);
    }
    return;
  }
  for (const dialect of dialects) {
    const saying = (room ? dialect.say[fact.type] : dialect.sayOfService[fact.type]) as AnySaying | undefined;
    if (!saying) continue;
    const args = room ? [fact, room, speech] : [fact, speech];
    for (const audience of audiences) {
      // what cannot be said to one audience keeps nothing from the others
      try {
        const tell = saying[audience];
        const listener = tell && listenerOf(audience, dialect, fact, room);
        if (listener) for (const template of tell(...args)) listener(template, fanOut);
      } catch (error) {
        report(error, fact);
      }
    }
  }
}

type Listener = (template: Template, fanOut: FanOut) => void;

/** How the audience is reached; undefined where nobody in it speaks the dialect. */
function listenerOf(audience: Audience, { name }: Dialect, fact: Fact, room: RoomView | undefined): Listener | undefined {
  if (audience === 'asker') {
    const reply = 'reply' in fact && fact.reply.dialect === name ? fact.reply : undefined;
    return reply && ((template, fanOut) => fanOut.one(template, reply.to));
  }
  const one = oneOf(fact);
  if (audience === 'self') return one?.dialect === name ? (template, fanOut) => fanOut.one(template, one.real) : undefined;
  const { people } = room!;
  if (people.speaking(name) === 0) return undefined;
  return (template, fanOut) => fanOut.all(template, people.joined(), name, audience === 'others' ? one : undefined);
}

/** Whom a fact is for, or about. */
function oneOf(fact: Fact): Person | undefined {
  if ('to' in fact) return fact.to;
  return 'who' in fact ? fact.who : undefined;
}
