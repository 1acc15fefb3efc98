// The room's actions around an entry: making the room, letting somebody in, another nick.

import type { Nick } from './address.ts';
import { enrol } from './enrolment.ts';
import { appearAs, keepNick } from './entrance.ts';
import type { Floor } from './floor.ts';
import { numberOfGuest } from './guest-nick.ts';
import { dropHolds } from './holding.ts';
import { refuse } from './refusal.ts';
import { replyTo } from './reply.ts';
import type { Enter } from './request.ts';

interface Params {
  readonly context: { readonly floor: Floor };
  readonly event: unknown;
}

interface Entry {
  readonly request: Enter;
  readonly nick: Nick;
}

/** Makes a room of the one that was only reserved, as its creator asked. */
export function found({ context: { floor }, event }: Params): void {
  const { request } = event as Entry;
  floor.refound(request.title, request.bare, {
    privacy: request.privacy,
    ...(request.secret === undefined ? {} : { secret: request.secret }),
    ...(request.topic === undefined ? {} : { topic: request.topic }),
  });
}

export function admit({ context: { floor }, event }: Params): void {
  const { request, nick } = event as Entry;
  const { roster, step } = floor;
  const presence = request.presence!;
  const held = roster.waitingFor(request.from);
  const person = held ?? enrol(floor, request, presence);
  const first = roster.size === 0 && !floor.settings.permanent;
  step.undo(
    roster.admit(person, {
      nick,
      presence,
      privacy: request.privacy,
      hidden: request.privacy || (request.hidden && floor.settings.hideRealJids),
    }),
  );
  floor.heard(person);
  dropHolds(floor, person);
  if (request.nicks.length === 0) {
    const { guests } = floor;
    floor.guests = numberOfGuest(nick);
    step.undo(() => {
      floor.guests = guests;
    });
  }
  floor.wake(step.at + floor.settings.timers.silence * 1000);
  if (first) step.tell({ type: 'founded', by: person });
  step.live(person.actor, 'admit', {
    type: 'entered',
    who: person,
    held: held !== undefined,
    reply: replyTo(request),
  });
}

export function rename({ context: { floor }, event }: Params): void {
  const { request, nick } = event as Entry;
  const { roster, step } = floor;
  const { presence } = request;
  const person = roster.byReal(request.from)!;
  const was = person.nick;
  floor.heard(person);
  if (was === nick.text) {
    // another nick that is still to be decided on is not given up by that
    if (!floor.holds.find(person.real, 'rename')) keepNick(floor, person);
    step.tell({ type: 'identified', who: person, reply: replyTo(request) });
    if (presence) appearAs(floor, person, presence);
    return;
  }
  step.afterwards(() => person.actor.send({ type: 'rename' }));
  step.undo(roster.rename(person, nick));
  if (presence) step.undo(roster.amend(person, { presence }));
  step.live(person.actor, 'renamed', {
    type: 'renamed',
    who: person,
    was,
    reply: replyTo(request),
    ...(presence ? { presence } : {}),
  });
}

const ended = refuse('item-not-found', 'The room has ended before it was decided whether you may enter.');

/** Forgets what the creator asked for: the next one makes another room. */
export function dissolve({ context: { floor } }: Params): void {
  floor.refound(floor.settings.title);
  for (const hold of floor.holds.all()) floor.step.resume(hold, ended);
  floor.tell({ type: 'dissolved' });
}
