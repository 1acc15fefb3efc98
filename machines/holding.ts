// The room's actions on requests that wait for somebody or for time: held, and dropped with their sender.
import { enrol } from './enrolment.ts';
import type { Floor } from './floor.ts';
import type { Hold } from './holds.ts';
import type { Person } from './person.ts';
import { type Refusal, refuse } from './refusal.ts';
import { replyTo, wantsAnswer } from './reply.ts';

interface Params {
  readonly context: { readonly floor: Floor };
  readonly event: unknown;
}

/** Puts a request aside. Who asks to enter without having sent presence before gets a place to wait in. */
export function defer({ context: { floor }, event }: Params): void {
  const { hold, isRepeated } = event as { hold: Hold; isRepeated: boolean };
  const { roster, holds, step } = floor;
  const { request, phase, deadline } = hold;
  const there = roster.byReal(request.from) ?? roster.waitingFor(request.from);
  const person = there ?? enrol(floor, request, (request as { presence?: Person['presence'] }).presence!);
  if (!there) step.tell({ type: 'waiting', who: person });
  else if (request.type === 'enter' && request.presence && !roster.byReal(request.from))
    step.undo(roster.amend(person, { presence: request.presence }));
  step.undo(holds.put(hold));
  floor.wake(deadline);
  if (isRepeated) return;
  if (phase === 'rename') step.afterwards(() => person.actor.send({ type: 'rename' }));
  step.tell({ type: 'held', to: person, hold });
}

const gone = refuse('item-not-found', 'This is not decided on any more: you have left, or come in already.');

/**
 * What somebody asked who leaves, or has come in meanwhile, is decided by that. A question gets its answer all the same.
 * `refusal`: where they are turned down, and are told so however they asked.
 */
export function dropHolds(floor: Floor, { id }: Person, refusal?: Refusal): void {
  for (const hold of floor.holds.of(id)) {
    floor.undo(floor.holds.settle(hold));
    floor.tell({ type: 'released', hold, outcome: refusal ? 'refused' : 'dropped' });
    if (refusal ? wantsAnswer(hold.request) : hold.request.receipt.kind === 'iq')
      floor.tell({ type: 'refused', refusal: refusal ?? gone, reply: replyTo(hold.request) });
  }
}
