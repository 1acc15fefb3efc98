// The room's actions on what people send: to all, to one, and back.
import type { OurJid } from './address.ts';
import { remove, withdraw } from './entrance.ts';
import type { Floor } from './floor.ts';
import { isDue } from './open-survey.ts';
import type { Invite } from './operator-request.ts';
import { ask } from './question.ts';
import { isUndelivered, refuse } from './refusal.ts';
import type { Answer, Bounce, Relay, Say } from './request.ts';
import type { IqContent } from './stanza.ts';

interface Params {
  readonly context: { readonly floor: Floor };
  readonly event: unknown;
}

export function say({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Say };
  const who = floor.roster.byReal(request.from)!;
  floor.heard(who);
  floor.tell({ type: 'said', who, content: request.content, at: floor.step.at });
}

/** To one person; an iq gets an id of our own, by which its answer finds the way back. */
export function relay({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Relay };
  const { roster, relays, step } = floor;
  const who = roster.byReal(request.from)!;
  const to = roster.find(request.to)!;
  floor.heard(who);
  let { content } = request;
  if (content.kind === 'iq') {
    const deadline = step.at + floor.settings.timers.relay * 1000;
    step.undo(
      relays.open({ id: step.fresh, asker: who.id, asked: to.id, receipt: request.receipt, deadline, order: relays.nextOrder++ }),
    );
    floor.wake(deadline);
    content = { ...content, id: step.fresh };
  }
  step.tell({ type: 'relayed', who, to, content });
}

/** The answer to a relayed iq, if it was asked; anything else is nobody's. */
export function answer({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Answer };
  const { roster, relays, step } = floor;
  const who = roster.byReal(request.from);
  const relay = relays.get(request.content.id);
  if (!who || relay?.asked !== who.id || request.silenced) return;
  floor.heard(who);
  step.undo(relays.settle(relay));
  const content: IqContent = { ...request.content, id: relay.receipt.id! };
  step.tell({ type: 'relayed', who, to: roster.byId(relay.asker)!, from: relay.receipt.sentTo as OurJid, content });
}

/**
 * What the room sent came back. Where it was from the room itself, and could not be delivered, the stay is over. What was from
 * somebody in it may have been stopped by a list of blocked people: then the room asks.
 */
export function bounce({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Bounce };
  const { roster } = floor;
  const person = roster.byReal(request.from);
  if (!person) {
    if (isUndelivered(request.condition)) withdraw(floor, roster.waitingFor(request.from), 'bounced');
    return;
  }
  const { to, content, silenced } = request;
  if (isUndelivered(request.condition)) {
    if (!to) remove(floor, person, 'bounced');
    // a survey that is under way asks them anyway, at its own pace
    else if (isDue(floor.survey, person)) return;
    else if (person.asked < person.heard || floor.step.at - person.asked >= patience) ask(floor, person);
    return;
  }
  floor.heard(person);
  // a client that lives and refuses: whoever wrote to it should know
  const writer = to && !silenced ? roster.find(to) : undefined;
  if (writer && content.kind === 'message') floor.tell({ type: 'relayed', who: person, to: writer, content });
}

/** Milliseconds in which the answer to our question may still come. */
const patience = 10_000;

export function invite({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Invite };
  const { to, dialect, text } = request;
  floor.tell({
    type: 'invited',
    text,
    reply: { to, dialect, receipt: { kind: 'message', sentTo: floor.jid } },
  });
}

/** The answer to a relayed iq did not come in time. */
export function expireRelays(floor: Floor): void {
  const { roster, relays, step } = floor;
  for (const relay of relays.overdue(step.at)) {
    step.undo(relays.settle(relay));
    step.tell({ type: 'unanswered', to: roster.byId(relay.asker)!, receipt: relay.receipt, refusal: late });
  }
}

const late = refuse('remote-server-timeout', 'This person did not answer in time.');
