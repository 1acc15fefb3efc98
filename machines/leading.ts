// The service's action on being asked for a room by what it belongs to, and not by its name.
import type { Desk } from './desk.ts';
import { mayFound } from './founding.ts';
import { type Landing, landingOf } from './landing.ts';
import type { Led } from './listing.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { replyTo } from './reply.ts';
import type { Follow } from './request.ts';

/** What is known of a room that was asked for. */
export type Found = Landing & Pick<Led, 'stands' | 'people'>;

/** Says which room is meant, and whether it is there; it is made by whoever enters it, and by nobody's asking. */
export function follow({
  context: { desk },
  event,
}: {
  readonly context: { readonly desk: Desk };
  readonly event: unknown;
}): void {
  const request = event as Follow;
  const { behaviour, lead, fields } = request;
  const reply = replyTo(request);
  const found = foundBy(desk, behaviour, lead, fields);
  const refusal = isRefusal(found) ? found : found.stands ? undefined : foundingRefusal(desk, request);
  if (refusal) desk.tell({ type: 'refused', refusal, reply });
  else if (!isRefusal(found)) {
    const { name: _, ...told } = found;
    desk.tell({ type: 'led', behaviour, lead, ...told, reply });
  }
}

/** The room that is meant by such fields, or why there is none. */
export function foundBy(desk: Desk, behaviour: string, lead: string, fields: object): Found | Refusal {
  const landing = landingOf(desk, behaviour, lead, fields);
  if (isRefusal(landing)) return landing;
  const stands = desk.stands(landing.jid);
  const floor = stands ? desk.rooms.get(landing.jid)!.floor : undefined;
  return { ...landing, stands, ...(floor?.listed ? { people: floor.people.size } : {}) };
}

/** Who may make no room is told so at once; how many there may be counts where somebody wants to come in. */
function foundingRefusal(desk: Desk, request: Follow): Refusal | undefined {
  const founding = mayFound(desk, request);
  if (founding === 'allowed') return undefined;
  return request.makes || founding.condition === 'not-allowed' ? founding : undefined;
}
