// An engine on a component without a server, with rooms whose behaviours call effects: for tests of what runs them.
import { EventEmitter, once } from 'node:events';
import { parse } from 'ltx';
import { type AttachOptions, attach } from '../../../adapters/attach.ts';
import type { ServiceSettingsInput } from '../../../adapters/prepared-settings.ts';
import type { Told } from '../../../machines/service-actor.ts';

export const domain = 'rooms.disney';

export function calledRoom(settings: Partial<ServiceSettingsInput>, options: AttachOptions) {
  const written: string[] = [];
  const decoder = new TextDecoder();
  const socket = {
    writableLength: 0,
    write(bytes: Uint8Array, done?: () => void) {
      written.push(decoder.decode(bytes));
      events.emit('written');
      done?.();
    },
  };
  const entity = Object.assign(new EventEmitter(), { socket, status: 'online' });
  const events = new EventEmitter();
  const failures: string[] = [];
  const engine = attach(
    entity,
    { domain, ...settings },
    {
      onFailure: (error, what) => {
        failures.push(`${what}: ${(error as Error).message}`);
        events.emit('failed');
      },
      ...options,
    },
  );
  const told: Told['fact'][] = [];
  engine.facts$.subscribe(({ fact }) => {
    told.push(fact);
    events.emit('told');
  });
  /** Waits until it is so, looking whenever something happens. */
  const until = async (isSo: () => boolean, event = 'told'): Promise<void> => {
    while (!isSo()) await once(events, event);
  };
  const arrive = (xml: string) => {
    const element = parse(xml);
    for (const name of ['element', 'stanza']) entity.emit(name, element);
  };
  return {
    engine,
    told,
    failures,
    written,
    until,
    enter: (who: string, room = 'hall', host = 'disney') =>
      arrive(`<presence from='${who}@${host}/toys' to='${room}@${domain}/${who}'/>`),
    leave: (who: string, room = 'hall') =>
      arrive(`<presence type='unavailable' from='${who}@disney/toys' to='${room}@${domain}/${who}'/>`),
    say: (who: string, text: string, room = 'hall') =>
      arrive(`<message type='groupchat' from='${who}@disney/toys' to='${room}@${domain}'><body>${text}</body></message>`),
    /** Waits until something of that sort was told, as often. */
    tells: (type: string, times = 1) => until(() => told.filter(fact => fact.type === type).length >= times),
    writes: (part: string | RegExp) =>
      until(() => written.some(text => (typeof part === 'string' ? text.includes(part) : part.test(text))), 'written'),
  };
}
