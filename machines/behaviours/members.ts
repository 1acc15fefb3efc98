// Who is on the list enters: people by their bare JIDs, and all the people of a domain. Operators write the list in the
// settings; moderators add to it and take off while the room stands.
import { z } from 'zod';
import type { Commanded, Reaction, Scope } from '../behaviour.ts';
import { behaviour } from '../define-behaviour.ts';
import { foldedNick } from '../folded-nick.ts';
import type { Person } from '../person.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';

/** As servers write addresses; letters that only stringprep knows must be written as the server does. */
const Address = z
  .string()
  .max(2_047)
  .trim()
  .normalize('NFKC')
  .toLowerCase()
  .regex(/^(?:[^\s@/]+@)?[^\s@/]+$/u, 'must be a JID without a resource, such as woody@disney.example, or a domain')
  .meta({ names: true });

const Settings = z.strictObject({
  members: z.array(Address).max(1_000).default([]).describe('bare JIDs of those who may enter, and domains whose people may'),
  open: z.boolean().default(false).describe('whether everybody may enter for now; the list stays'),
  most: z.int().min(0).max(1_000).default(200).describe('addresses that moderators may add'),
});
type Settings = z.infer<typeof Settings>;

interface Member {
  /** A bare JID, or a domain. */
  readonly address: string;
  /** What is shown instead of it: who hides the address in the room was added by nick. */
  readonly nick?: string;
}
interface Data {
  readonly added: readonly Member[];
  /** Those of the settings whom a moderator has taken off. */
  readonly gone: readonly string[];
}
type Here = Scope<Settings, Data>;
type Asker = Pick<Person, 'bare' | 'host'>;

const stranger = refuse('forbidden', 'Only members may enter this room. Ask one of its moderators to make you one.');
const dismissed = 'You are no member of this room any more.';
const unknown = refuse(
  'item-not-found',
  'There is nobody of that name in this room. Write a person inside by nick, anybody by JID, and a domain as @DOMAIN.',
);
const malformed = refuse('jid-malformed', 'That is no address. Write a JID without a resource, or a domain as @DOMAIN.');
const shownAtOnce = 40;

export const members = behaviour({
  name: 'members',
  about: 'Only those on a list may enter, and moderators.',
  settings: Settings,
  data: (): Data => ({ added: [], gone: [] }),
  requests: {
    member: {
      about: 'Makes a person a member: by nick if inside, by JID, or all of a domain by @DOMAIN.',
      who: 'moderator',
      word: 'member',
      fields: z.strictObject({ person: z.string().min(1).max(2_048) }),
    },
    nomember: {
      about: 'Takes a person or a domain off the list; who is inside by it has to leave.',
      who: 'moderator',
      word: 'nomember',
      fields: z.strictObject({ person: z.string().min(1).max(2_048) }),
    },
    members: {
      about: 'Lists the members, or those with a part in their address.',
      who: 'moderator',
      word: 'members',
      fields: z.strictObject({ part: z.string().max(2_047).optional() }),
    },
  },
  rules: {
    enter: (scope, request) => (mayBeHere(scope, scope.data, request) ? undefined : stranger),
  },
  hears: {
    member: (scope: Here, { fields }: Commanded<{ person: string }>) => add(scope, fields.person),
    nomember: (scope: Here, { fields }: Commanded<{ person: string }>) => takeOff(scope, fields.person),
    members: (scope: Here, { fields }: Commanded<{ part?: string }>) => ({ reply: listed(scope, fields.part) }),
    configured: (scope, fact) => (fact.behaviour === 'members' ? { remove: intruders(scope, scope.data) } : undefined),
  },
});

function add({ room, settings, data: { added, gone } }: Here, text: string): Reaction<Data> {
  const meant = meantBy(room, text);
  if (isRefusal(meant)) return { reply: meant };
  const { address } = meant;
  if (settings.members.includes(address)) {
    if (!gone.includes(address)) return { reply: `${labelOf(meant)} is a member already.` };
    return { data: { gone: gone.filter(one => one !== address) }, reply: `${labelOf(meant)} is a member again.` };
  }
  if (added.some(one => one.address === address)) return { reply: `${labelOf(meant)} is a member already.` };
  if (added.length >= settings.most)
    return { reply: refuse('resource-constraint', `The list is full: ${settings.most} may be added. Take somebody off first.`) };
  return { data: { added: [...added, meant] }, reply: `${labelOf(meant)} is a member now.` };
}

function takeOff(scope: Here, text: string): Reaction<Data> {
  const { room, settings, data } = scope;
  const meant = meantBy(room, text);
  const address = isRefusal(meant) ? undefined : meant.address;
  const by = (one: Member) => one.address === address || (one.nick !== undefined && foldedNick(one.nick) === foldedNick(text));
  const found = data.added.find(one => one.address === address) ?? data.added.find(by);
  const isSet = address !== undefined && settings.members.includes(address) && !data.gone.includes(address);
  if (!found && !isSet) {
    if (isRefusal(meant)) return { reply: meant };
    const why = `${labelOf(meant)} is not on the list. See it with !members; a domain is taken off by !nomember @DOMAIN.`;
    return { reply: refuse('item-not-found', why) };
  }
  const next: Data = {
    added: data.added.filter(one => one !== found),
    // bounded by the list that it takes from
    gone: isSet ? [...data.gone.filter(one => settings.members.includes(one)), address] : data.gone,
  };
  const label = labelOf(found ?? (meant as Member));
  return { data: next, remove: intruders(scope, next), reply: `${label} is no member any more.` };
}

function listed({ settings, data }: Here, part = ''): string {
  const labels = [...settings.members.filter(one => !data.gone.includes(one)).map(address => ({ address })), ...data.added]
    .map(labelOf)
    .filter(label => foldedNick(label).includes(foldedNick(part)));
  const shown = labels.slice(0, shownAtOnce).join(', ');
  const more = labels.length - shownAtOnce;
  const lead = settings.open ? 'Everybody may enter now. On the list' : 'Members';
  return `${lead}: ${shown || 'nobody'}${more > 0 ? `, and ${more} more; ask for some with !members PART` : ''}.`;
}

/** What somebody wrote: an address has an @, so that nobody can be taken for another by their nick. */
function meantBy(room: Here['room'], text: string): Member | Refusal {
  if (text.includes('@')) {
    const address = Address.safeParse(text.startsWith('@') ? text.slice(1) : text);
    return address.success ? { address: address.data } : malformed;
  }
  const person = room.named(text);
  if (!person) return unknown;
  return { address: person.bare, ...(person.hidden ? { nick: person.nick } : {}) };
}

function labelOf({ address, nick }: Member): string {
  return nick ?? (address.includes('@') ? address : `everybody of ${address}`);
}

function mayBeHere({ room, settings }: Here, { added, gone }: Data, who: Asker): boolean {
  if (settings.open || room.isModerator(who)) return true;
  const isHis = (address: string) => address === who.bare || address === who.host;
  return settings.members.some(one => isHis(one) && !gone.includes(one)) || added.some(({ address }) => isHis(address));
}

/** Those inside who may not be there any more. */
function intruders(scope: Here, data: Data): [Person, string][] {
  return [...scope.room.people.joined()].filter(one => !mayBeHere(scope, data, one)).map(one => [one, dismissed]);
}
