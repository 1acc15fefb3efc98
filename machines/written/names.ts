// The names that values can be read by, and where: what `{person.nick}` and its like are. The reference in the docs
// is made from these tables.
import type { Commanded } from '../behaviour.ts';
import type { Fact, FactOf } from '../fact.ts';
import type { Hold } from '../holds.ts';
import type { Person } from '../person.ts';
import type { Phase, Phases } from '../phase.ts';
import type { Asker } from '../request.ts';
import type { Content } from '../stanza.ts';
import type { Moment, Sort, Value } from './moment.ts';

/** A name that can be read. */
export interface Known {
  readonly sort: Sort;
  readonly about: string;
  readonly read: (moment: Moment) => Value;
  /** Whether it changes with the settings only. */
  readonly isFixed?: boolean;
  /** Whether it is a field, which is read in the same way wherever one of its name and sort is. */
  readonly isField?: boolean;
}
export type Names = Readonly<Record<string, Known>>;

const hour = 3_600_000;
const known = (sort: Sort, about: string, read: Known['read']): Known => ({ sort, about, read });

export const everywhere: Names = {
  now: known('number', 'the time, in seconds since 1970', ({ scope }) => scope.at / 1000),
  hour: known(
    'number',
    'the hour of the day in UTC, from 0 to just under 24, with its fraction',
    ({ scope }) => (scope.at / hour) % 24,
  ),
  people: known('number', 'how many are inside', ({ scope }) => scope.room.people.size),
  waiting: known('number', 'how many requests this behaviour holds', ({ scope }) => scope.holds.length),
  'room.name': known('text', 'the part of the room’s address before the @', ({ scope }) => scope.room.name),
  'room.title': known(
    'text',
    'the title of the room; its name where it has none',
    ({ scope }) => scope.room.title ?? scope.room.name,
  ),
};

/** Who asks, or whom a fact is about. */
export const ofPerson: Names = {
  'person.nick': known('text', 'the nick; of somebody who wants to enter the first that is offered', nickOf),
  'person.id': known('text', 'the id of the stay; empty for somebody who wants to enter', ({ scope }) => scope.person?.id ?? ''),
  'person.inside': known('yes or no', 'whether they are inside', m => inside(m) !== undefined),
  'person.moderator': known('yes or no', 'whether they may decide for the room', m => {
    const who = asker(m);
    return who !== undefined && m.scope.room.isModerator(who);
  }),
  'person.address': known('address', 'the real address without its resource', m => asker(m)?.bare ?? ''),
  'person.host': known('address', 'the host of the real address', m => asker(m)?.host ?? ''),
};

function asker({ scope, request }: Moment): Pick<Asker, 'bare' | 'host'> | undefined {
  return scope.person ?? (request && 'from' in request ? request : undefined);
}

function inside({ scope }: Moment): Person | undefined {
  return scope.person && scope.room.people.byId(scope.person.id);
}

function nickOf({ scope, request }: Moment): string {
  return scope.person?.nick ?? (request?.type === 'enter' ? (request.nicks[0]?.text ?? '') : '');
}

function asked<P extends Phase>(sort: Sort, about: string, read: (request: Phases[P]) => Value): Known {
  return { sort, about, read: ({ request }) => read(request as Phases[P]) };
}

const nick = asked<'enter'>('text', 'the first nick that is offered', ({ nicks }) => nicks[0]?.text ?? '');
const privacy = asked<'enter'>('yes or no', 'whether privacy is asked for', request => request.privacy);
const body = known('text', 'the text of the message', ({ request }) => textIn(request as { content?: Content }, 'body'));
const subject = known('text', 'the topic', ({ request }) => textIn(request as { content?: Content }, 'subject'));
const bytes = asked<'speak'>('number', 'bytes of the message', ({ content }) => content.bytes);

/** What a request has in each phase. */
export const ofPhase: Readonly<Record<Phase, Names>> = {
  create: { 'request.nick': nick, 'request.privacy': privacy },
  enter: { 'request.nick': nick, 'request.privacy': privacy },
  rename: { 'request.nick': nick },
  appear: { 'request.leaving': asked<'appear'>('yes or no', 'whether they go', ({ type }) => type === 'leave') },
  speak: { 'request.body': body, 'request.bytes': bytes },
  topic: { 'request.subject': subject, 'request.body': body, 'request.bytes': bytes },
  whisper: {
    'request.body': body,
    'request.kind': asked<'whisper'>('text', '“message”, “presence” or “iq”', ({ content }) => content.kind),
    'request.to': asked<'whisper'>('text', 'the nick or id that it is for', request =>
      'to' in request ? (request.to?.text ?? '') : '',
    ),
  },
  browse: {},
  invite: { 'request.text': asked<'invite'>('text', 'the words of the invitation', ({ text }) => text) },
  configure: {
    'request.behaviour': asked<'configure'>('text', 'whose settings change', ({ behaviour }) => behaviour),
    'request.by': asked<'configure'>('text', 'who asks for it', ({ by }) => by),
  },
};

function textIn({ content }: { readonly content?: Content }, name: 'body' | 'subject'): string {
  return content?.kind === 'message' ? (content[name] ?? '') : '';
}

interface Hearable {
  readonly about: string;
  /** Whether it is about a person. */
  readonly isOfPerson: boolean;
  readonly names: Names;
}

function heard<T extends Fact['type']>(sort: Sort, about: string, read: (fact: FactOf<T>) => Value): Known {
  return { sort, about, read: moment => read(moment.heard as FactOf<T>) };
}

const ofHold = (read: (hold: Hold) => Value) => heard<'held'>('text', '', ({ hold }) => read(hold));
const held: Names = {
  'fact.behaviour': { ...ofHold(hold => hold.behaviour), about: 'who holds it' },
  'fact.phase': { ...ofHold(hold => hold.phase), about: 'the phase that it is in' },
  'fact.nick': {
    ...ofHold(({ request }) => (request.type === 'enter' ? (request.nicks[0]?.text ?? '') : '')),
    about: 'the first nick that is offered, in “create”, “enter” and “rename”',
  },
};

/** The facts that can be heard, besides those of behaviours. */
export const ofFact: Readonly<Record<string, Hearable>> = {
  entered: { about: 'somebody came in', isOfPerson: true, names: {} },
  left: {
    about: 'somebody is gone',
    isOfPerson: true,
    names: {
      'fact.cause': heard<'left'>('text', '“left”, “bounced”, “removed” or “closed”', ({ cause }) => cause),
      'fact.text': heard<'left'>('text', 'the words in which the room saw them out', ({ text }) => text ?? ''),
    },
  },
  renamed: {
    about: 'somebody has another nick',
    isOfPerson: true,
    names: { 'fact.was': heard<'renamed'>('text', 'the nick before', ({ was }) => was) },
  },
  appeared: { about: 'somebody shows another presence', isOfPerson: true, names: {} },
  said: {
    about: 'somebody said something, or set the topic',
    isOfPerson: true,
    names: {
      'fact.body': heard<'said'>('text', 'the text of the message', ({ content }) => content.body ?? ''),
      'fact.subject': heard<'said'>('text', 'the topic, where one was set', ({ content }) => content.subject ?? ''),
      'fact.bytes': heard<'said'>('number', 'bytes of the message', ({ content }) => content.bytes),
    },
  },
  relayed: {
    about: 'somebody wrote to one person, or asked them',
    isOfPerson: true,
    names: {
      'fact.kind': heard<'relayed'>('text', '“message”, “presence” or “iq”', ({ content }) => content.kind),
      'fact.to': heard<'relayed'>('text', 'the nick of that person', ({ to }) => to.nick),
    },
  },
  waiting: { about: 'somebody is about to come in', isOfPerson: true, names: {} },
  withdrawn: { about: 'somebody was about to come in, and is gone', isOfPerson: true, names: {} },
  held: { about: 'a request was held, by this behaviour or another', isOfPerson: true, names: held },
  released: {
    about: 'a request is held no longer',
    isOfPerson: false,
    names: {
      ...held,
      'fact.outcome': heard<'released'>(
        'text',
        '“granted”, “refused”, “dropped” with its sender, or “late” where time let it go on',
        ({ outcome }) => outcome,
      ),
    },
  },
  configured: {
    about: 'settings of a behaviour were changed',
    isOfPerson: false,
    names: {
      'fact.behaviour': heard<'configured'>('text', 'whose', ({ behaviour }) => behaviour),
      'fact.by': heard<'configured'>('text', 'who changed them', ({ by }) => by),
    },
  },
  due: { about: 'the time has come that “wake” asked for', isOfPerson: false, names: {} },
};

/** A field of an own request, or of an own fact. */
export function field(name: string, sort: Sort): Known {
  return { ...known(sort, '', ({ heard }) => (heard as Commanded).fields[name] as Value), isField: true };
}

/** Something of a slot, or of the settings. */
export function slot(of: 'data' | 'own' | 'settings', name: string, sort: Sort): Known {
  return { ...known(sort, '', ({ scope }) => scope[of][name]!), isFixed: of === 'settings' };
}
