// Who may make a room that is not there yet, and how many.
import type { Desk } from './desk.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Asker } from './request.ts';
import type { ServiceSettings } from './settings.ts';

const forbidden = refuse('not-allowed', 'You may not make rooms here. Enter one that exists.');
const tooMany = refuse(
  'service-unavailable',
  'There are as many rooms here as there may be. Try again later, or enter one that exists.',
);
const tooManyOfYours = refuse('service-unavailable', 'You have made as many rooms as you may. Leave one of them first.');
const tooManyOfDomain = refuse(
  'service-unavailable',
  'People of your server have made as many rooms as they may. Try again later.',
);

export function mayFound(desk: Desk, { bare, host }: Asker): 'allowed' | Refusal {
  const { limits } = desk.settings;
  if (!mayCreate(desk.settings, bare, host)) return forbidden;
  if (desk.standing >= limits.rooms) return tooMany;
  if (desk.foundedBy(bare) >= limits.roomsPerCreator) return tooManyOfYours;
  if (desk.foundedFrom(host) >= limits.roomsPerDomain) return tooManyOfDomain;
  return 'allowed';
}

function mayCreate({ create, domain }: ServiceSettings, bare: string, host: string): boolean {
  if (create === 'anyone') return true;
  if (create === 'nobody') return false;
  const allowed = create ?? [parentOf(domain)];
  return allowed.includes(host) || allowed.includes(bare);
}

/** The server's own domain: the one above the component's. */
function parentOf(domain: string): string {
  return domain.slice(domain.indexOf('.') + 1);
}
