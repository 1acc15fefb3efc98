// The room's actions on questions about itself and about those inside.
import type { Floor } from './floor.ts';
import { replyTo } from './reply.ts';
import type { Browse, Discover, Inquire, Probe } from './request.ts';

interface Params {
  readonly context: { readonly floor: Floor };
  readonly event: unknown;
}

/** From inside: who am I. From outside: what must I bring. */
export function answerInquiry({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Inquire };
  const person = floor.roster.byReal(request.from);
  const reply = replyTo(request);
  if (person) {
    floor.heard(person);
    floor.tell({ type: 'identified', who: person, reply });
  } else floor.tell({ type: 'required', requirements: floor.requirements(), reply });
}

export function browse({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Browse };
  const { roster } = floor;
  const of = request.of && roster.find(request.of);
  const listed = floor.listed || roster.byReal(request.from) !== undefined;
  floor.tell({ type: 'browsed', listed, reply: replyTo(request), ...(of ? { of } : topicOf(floor)) });
}

export function probe({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Probe };
  const { roster } = floor;
  const of = request.of && roster.find(request.of);
  // strangers learn nothing, not even that the room is there
  if (!roster.byReal(request.from)) return;
  const shown = of !== undefined || request.of === undefined;
  floor.tell({ type: 'probed', shown, reply: replyTo(request), ...(of ? { of } : {}) });
}

export function answerDiscovery({ context: { floor }, event }: Params): void {
  const { request } = event as { request: Discover };
  const shown = request.what === 'info' ? topicOf(floor) : {};
  floor.tell({ type: 'discovered', what: request.what, listed: floor.listed, reply: replyTo(request), ...shown });
}

/** What those outside may know of the topic, by whatever they ask. */
function topicOf(floor: Floor): { readonly topic?: string } {
  const { topic } = floor.requirements();
  return topic === undefined ? {} : { topic };
}
