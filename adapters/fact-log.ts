// What whoever runs the service should find in its log of what rooms tell: what behaviours say has failed outside, was
// dropped, or is well again; and what an operator has done to a room, with who did it.
import type { Observable } from 'rxjs';
import type { Fact } from '../machines/fact.ts';
import type { Told } from '../machines/service-actor.ts';
import type { Logger } from './log.ts';

/** By the name of a behaviour's own fact, without that of the behaviour. */
const levels: Readonly<Record<string, 'warn' | 'info'>> = { failed: 'warn', dropped: 'warn', recovered: 'info' };

/**
 * Logs the facts `BEHAVIOUR.failed` and `BEHAVIOUR.dropped` as warnings, and `BEHAVIOUR.recovered`; and that a room was
 * closed, a person removed, a behaviour set. Ends with them.
 */
export function logFacts(facts$: Observable<Told>, log: Pick<Logger, 'warn' | 'info'>): void {
  facts$.subscribe(({ room, fact }) => {
    const deed = deedOf(fact);
    if (deed) {
      const { words, ...more } = deed;
      log.info({ room: room?.jid, ...more }, words);
      return;
    }
    const [behaviour = '', name = ''] = fact.type.split('.');
    const level = Object.hasOwn(levels, name) ? levels[name] : undefined;
    if (!level || !('fields' in fact)) return;
    log[level]({ room: room?.jid, behaviour, ...fact.fields }, `${behaviour}: ${name}`);
  });
}

/** What an operator did: who it was, and to what. Texts and new settings may be private, and are left out. */
function deedOf(fact: Fact): { readonly words: string; readonly [name: string]: string } | undefined {
  switch (fact.type) {
    case 'closed':
      return { words: 'a room was closed', by: fact.by };
    case 'removed':
      return { words: 'a person was removed', by: fact.by, person: fact.who.real };
    case 'configured':
      return { words: 'a behaviour was set', by: fact.by, behaviour: fact.behaviour };
    default:
      return undefined;
  }
}
