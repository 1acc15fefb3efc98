// Facts in two forms that do not change any more: one line for a reader, and plain data for comparing.
import type { Fact } from '../../machines/fact.ts';
import type { Person } from '../../machines/person.ts';

/** The whole fact without its actors. */
export function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'actor') return undefined;
    return inner instanceof Error ? inner.message : inner;
  });
  return JSON.parse(text) as unknown;
}

/** A fact in few words: people inside by their nick, others by the first part of their address. */
export function line(fact: Fact): string {
  switch (fact.type) {
    case 'entered':
    case 'appeared':
    case 'identified':
    case 'waiting':
      return `${fact.type} ${nameOf(fact.who)}`;
    case 'renamed':
      return `renamed ${fact.was} to ${fact.who.nick}`;
    case 'left':
    case 'withdrawn':
      return `${fact.type} ${nameOf(fact.who)}: ${fact.cause}`;
    case 'said':
      return `said ${fact.who.nick}: ${fact.content.body ?? `(${fact.content.subject})`}`;
    case 'noticed':
    case 'announced':
      return `${fact.type} ${fact.text}`;
    case 'advised':
      return `advised ${nameOf(fact.to)}: ${fact.text}`;
    case 'replied':
      return `replied ${fact.to ? nameOf(fact.to) : 'to an operator'}: ${fact.text}`;
    case 'held':
      return `held ${nameOf(fact.to)}: ${fact.hold.phase} by ${fact.hold.behaviour}`;
    case 'released':
      return `released ${before(fact.hold.request.from)}: ${fact.hold.phase} ${fact.outcome}`;
    case 'relayed':
      return `relayed ${fact.who.nick} to ${fact.to.nick}: ${fact.content.kind} ${fact.content.type} ${fact.content.id ?? ''}`.trim();
    case 'unanswered':
      return `unanswered ${fact.to.nick} ${fact.receipt.id}: ${fact.refusal.condition}`;
    case 'recalled':
      return `recalled ${fact.to.nick}: ${fact.messages.map(({ content }) => content.body).join(', ')}`;
    case 'titled':
      return `titled ${fact.to.nick}: ${fact.topic}`;
    case 'asked':
      return `asked ${fact.to.nick}`;
    case 'required':
      return `required ${JSON.stringify(fact.requirements)}`;
    case 'browsed':
      return `browsed ${fact.of?.nick ?? (fact.listed ? 'with people' : 'without people')}`;
    case 'probed':
      return fact.shown ? `probed ${fact.of?.nick ?? 'all'}` : 'probed in vain';
    case 'discovered':
      return `discovered ${fact.what}`;
    case 'answered':
      return `answered ${fact.what}`;
    case 'listed':
      return `listed ${fact.as}: ${fact.rooms.map(({ title, people }) => `${title} ${people}`).join(', ')}`;
    case 'led':
      return `led to ${fact.jid}${fact.stands ? '' : ', not there'}`;
    case 'refused':
      return `refused ${before(fact.reply.to)}: ${fact.refusal.condition}`;
    case 'invited':
      return `invited ${before(fact.reply.to)}: ${fact.text}`;
    case 'founded':
      return `founded ${nameOf(fact.by)}`;
    case 'dissolved':
      return 'dissolved';
    case 'commanded':
      return `commanded ${fact.behaviour} ${fact.name} ${JSON.stringify(fact.fields)}${fact.who ? ` by ${nameOf(fact.who)}` : ''}`;
    case 'due':
    case 'reopened':
      return `${fact.type} ${fact.behaviour}`;
    case 'configured':
      return `configured ${fact.behaviour} by ${fact.by}: ${JSON.stringify(fact.settings)}`;
    case 'replaced':
      return [`replaced ${fact.kind}`, ...fact.notes].join('; ');
    case 'closed':
      return `closed by ${fact.by}: ${fact.text}`;
    case 'removed':
      return `removed ${nameOf(fact.who)} by ${fact.by}: ${fact.text}`;
    case 'declined':
      return `declined ${fact.request}: ${fact.refusal.condition}`;
    case 'failed': {
      const what = fact.error instanceof Error ? fact.error.message : String(fact.error);
      return `failed ${fact.request}: ${what}${fact.now ? ` (${fact.now})` : ''}`;
    }
    case 'called':
      return `called ${fact.effect} ${JSON.stringify(fact.input)}`;
    default:
      return `${fact.type} ${JSON.stringify(fact.fields)}`;
  }
}

function nameOf({ nick, real }: Person): string {
  return nick === '' ? before(real) : nick;
}

function before(address: string): string {
  return address.split('@')[0]!;
}
