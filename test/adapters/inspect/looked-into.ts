// An engine on a clock of the test's own, with people of a few words, to look into.
import { parse } from 'ltx';
import { type EngineOptions, makeEngine } from '../../../adapters/engine.ts';
import type { LensOptions } from '../../../adapters/inspect/lens.ts';
import type { LiveEvent, Moment } from '../../../adapters/inspect/protocol.ts';
import type { ServiceSettingsInput } from '../../../adapters/prepared-settings.ts';
import { VirtualClock } from '../../scenario/virtual-clock.ts';

export const domain = 'rooms.disney';

/** Everything is shown, but for what only some may know, where the options do not say otherwise. */
export function lookedInto(
  settings: Omit<ServiceSettingsInput, 'domain'> = {},
  options: Partial<LensOptions & EngineOptions> = {},
) {
  const { shows = { texts: true, addresses: true }, moments: most, ...own } = options;
  const clock = new VirtualClock();
  const decoder = new TextDecoder();
  const failures: unknown[] = [];
  let written = '';
  const engine = makeEngine(
    { domain, create: 'anyone', ...settings },
    {
      clock,
      write: bytes => {
        written += decoder.decode(bytes);
      },
      onFailure: error => failures.push(error),
      ...own,
    },
  );
  const lens = engine.inspect({ shows, ...(most === undefined ? {} : { moments: most }) });
  const take = (xml: string) => engine.take(parse(xml) as never);
  return {
    engine,
    clock,
    lens,
    failures,
    take,
    /** All that was written since it was asked last. */
    written(): string {
      const text = written;
      written = '';
      return text;
    },
    /** By the dialect of groupchat. */
    enters: (name: string, room = 'hall', nick = name) =>
      take(`<presence from="${name}@toys/home" to="${room}@${domain}/${nick}"/>`),
    leaves: (name: string, room = 'hall') =>
      take(`<presence type="unavailable" from="${name}@toys/home" to="${room}@${domain}/${name}"/>`),
    says: (name: string, body: string, room = 'hall') =>
      take(`<message type="groupchat" from="${name}@toys/home" to="${room}@${domain}"><body>${body}</body></message>`),
    /** Watches a room, and collects what is told. */
    watch(room = 'hall') {
      const events: LiveEvent[] = [];
      const end = lens.watch(room, event => events.push(event));
      const moments = (): Moment[] => events.flatMap(event => (event.type === 'moment' ? [event.data] : []));
      return { events, end, moments };
    },
  };
}
