// What behaviours tell that whoever runs the service should know, as lines of the log: that something outside failed, that
// something was dropped, that all is well again. All their other facts are told to nobody here.
import type { Observable } from 'rxjs';
import type { Told } from '../machines/service-actor.ts';
import type { Logger } from './log.ts';

/** By the name of a behaviour's own fact, without that of the behaviour. */
const levels: Readonly<Record<string, 'warn' | 'info'>> = { failed: 'warn', dropped: 'warn', recovered: 'info' };

/** Logs the facts `BEHAVIOUR.failed` and `BEHAVIOUR.dropped` as warnings, and `BEHAVIOUR.recovered`. Ends with them. */
export function logFacts(facts$: Observable<Told>, log: Pick<Logger, 'warn' | 'info'>): void {
  facts$.subscribe(({ room, fact }) => {
    const [behaviour = '', name = ''] = fact.type.split('.');
    const level = Object.hasOwn(levels, name) ? levels[name] : undefined;
    if (!level || !('fields' in fact)) return;
    log[level]({ room: room?.jid, behaviour, ...fact.fields }, `${behaviour}: ${name}`);
  });
}
