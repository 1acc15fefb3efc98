// A fact in a few words that say nothing personal: what happened, and to which stay. It is what a recording keeps of
// the facts, for a replay to be compared with. The ids of stays are chance, and good for nothing after departure.
import type { Fact } from '../../machines/fact.ts';

/** Such as `said 4f3a…`, `refused forbidden`, `left 4f3a… removed`, `called backend`. Never empty, never two lines. */
export function outlineOf(fact: Fact): string {
  switch (fact.type) {
    case 'said':
    case 'entered':
    case 'identified':
    case 'renamed':
    case 'waiting':
    case 'removed':
      return `${fact.type} ${fact.who.id}`;
    case 'left':
    case 'withdrawn':
      return `${fact.type} ${fact.who.id} ${fact.cause}`;
    case 'appeared':
      return `appeared ${fact.who.id} ${fact.presence.type}`;
    case 'founded':
      return `founded ${fact.by.id}`;
    case 'advised':
    case 'titled':
    case 'asked':
      return `${fact.type} ${fact.to.id}`;
    case 'recalled':
      return `recalled ${fact.to.id} ${fact.messages.length}`;
    case 'relayed':
      return `relayed ${fact.who.id} ${fact.to.id} ${fact.content.kind} ${fact.content.type}`;
    case 'unanswered':
      return `unanswered ${fact.to.id} ${fact.refusal.condition}`;
    case 'replied':
      return fact.to ? `replied ${fact.to.id}` : 'replied';
    case 'held':
      return `held ${fact.to.id} ${fact.hold.phase} ${fact.hold.behaviour}`;
    case 'released':
      return `released ${fact.hold.id} ${fact.hold.phase} ${fact.outcome}`;
    case 'refused':
      return `refused ${fact.refusal.condition}`;
    case 'declined':
      return `declined ${fact.request} ${fact.refusal.condition}`;
    case 'required':
      return fact.requirements.secret ? 'required secret' : 'required';
    case 'browsed':
      return `browsed ${fact.of?.id ?? (fact.listed ? 'listed' : 'unlisted')}`;
    case 'probed':
      return `probed ${fact.of?.id ?? 'room'} ${fact.shown ? 'shown' : 'hidden'}`;
    case 'discovered':
      return `discovered ${fact.what} ${fact.listed ? 'listed' : 'unlisted'}`;
    case 'answered':
      return `answered ${fact.what}`;
    case 'commanded':
      return `commanded ${fact.behaviour} ${fact.name}`;
    case 'called':
      return `called ${fact.effect}`;
    case 'due':
    case 'configured':
    case 'reopened':
      return `${fact.type} ${fact.behaviour}`;
    case 'replaced':
      return `replaced ${fact.kind}`;
    case 'failed':
      return ['failed', fact.request, fact.behaviour, fact.now].filter(Boolean).join(' ');
    case 'noticed':
    case 'announced':
    case 'invited':
    case 'listed':
    case 'dissolved':
    case 'closed':
      return fact.type;
    default:
      return 'who' in fact && fact.who ? `${fact.type} ${fact.who.id}` : fact.type;
  }
}
