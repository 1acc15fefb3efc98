// Gives a room what came of a call, as a request to the behaviour that called. It runs no effect.
import type { RoomJid } from '../../machines/address.ts';
import type { Called } from '../../machines/behaviour-fact.ts';
import type { Fact, FactOf } from '../../machines/fact.ts';
import type { Refusal } from '../../machines/refusal.ts';
import type { Stamp } from '../../machines/request.ts';
import type { ServiceActor } from '../../machines/service-actor.ts';

/** What is needed of a call to answer it. */
export type Answered = Pick<Called, 'behaviour' | 'id' | 'tag'>;

/**
 * Sends the request, and gives why the behaviour has not heard it; nothing where it has.
 * @param name the own request as which it comes: the call's `answer` or `failure`
 */
export type GiveAnswer = (
  room: RoomJid,
  call: Answered,
  name: string,
  fields: Readonly<Record<string, unknown>>,
) => Refusal | undefined;

export function answering(service: ServiceActor, stamp: () => Stamp): GiveAnswer {
  return (room, { behaviour, id, tag }, name, fields) => {
    const facts: Fact[] = [];
    const subscription = service.on('told', ({ fact }) => facts.push(fact));
    const all = tag === undefined ? fields : { ...fields, tag };
    service.send({ type: 'command', room, behaviour, name, fields: all, call: id, ...stamp() });
    subscription.unsubscribe();
    // one that heard it and then said no has heard it
    if (facts.some(fact => fact.type === 'commanded' && fact.behaviour === behaviour && fact.name === name)) return undefined;
    return facts.find((fact): fact is FactOf<'declined'> => fact.type === 'declined')?.refusal;
  };
}
