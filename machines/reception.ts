// The service's actions on what is asked of itself.
import type { Desk } from './desk.ts';
import { leadFeatures } from './landing.ts';
import { replyTo } from './reply.ts';
import type { Ask, BrowseService, Discover, Refused } from './request.ts';
import { noNode, noRoom } from './rulings.ts';

interface Params {
  readonly context: { readonly desk: Desk };
  readonly event: unknown;
}

export function answerAsk({ context: { desk }, event }: Params): void {
  const request = event as Ask;
  const reply = replyTo(request);
  if (request.room && !desk.stands(request.room)) desk.tell({ type: 'refused', refusal: noRoom, reply });
  else desk.tell({ type: 'answered', what: request.what, at: request.at, since: desk.since, reply });
}

export function discover({ context: { desk }, event }: Params): void {
  const request = event as Discover;
  const reply = replyTo(request);
  if (request.node) desk.tell({ type: 'refused', refusal: noNode, reply });
  else
    desk.tell({
      type: 'listed',
      as: request.what,
      rooms: request.what === 'info' ? [] : desk.listings(),
      ...(request.what === 'info' ? { features: leadFeatures(desk) } : {}),
      reply,
    });
}

export function listRooms({ context: { desk }, event }: Params): void {
  desk.tell({ type: 'listed', as: 'browse', rooms: desk.listings(), reply: replyTo(event as BrowseService) });
}

export function turnDown({ context: { desk }, event }: Params): void {
  const request = event as Refused;
  desk.tell({ type: 'refused', refusal: request.refusal, reply: replyTo(request) });
}
