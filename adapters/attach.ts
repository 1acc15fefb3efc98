// Ties an engine to an @xmpp/component instance that a program already has.

import type { Observable } from 'rxjs';
import type { Told } from '../machines/service-actor.ts';
import { addressBook } from '../streams/address.ts';
import type { XmlElement } from '../streams/tree.ts';
import { type ComponentLike, claim } from './claim.ts';
import { type EngineOptions, makeEngine } from './engine.ts';
import type { Operations } from './operations.ts';
import { outbox } from './outbox.ts';
import type { ServiceSettingsInput } from './prepared-settings.ts';
import type { RoomDetail, RoomSummary } from './room-report.ts';
import { readVersion } from './version.ts';
import { within } from './within.ts';

export interface AttachOptions
  extends Pick<EngineOptions, 'clock' | 'fresh' | 'onFailure' | 'refusedBy' | 'kept' | 'behaviours' | 'kinds'> {
  /** Whether the engine also answers for the service's own address (discovery, browsing); otherwise the host program does. */
  readonly service?: boolean;
  /** Which of the addresses with a part before the @ are rooms; all of them without it. */
  readonly isRoom?: (name: string) => boolean;
}

/** A conference service that runs on a component. */
export interface AttachedEngine extends Operations {
  readonly domain: string;
  /** Everything that rooms and participants tell, in order. */
  readonly facts$: Observable<Told>;
  rooms(): RoomSummary[];
  /** A room by its name or address. */
  room(name: string): RoomDetail | undefined;
  /**
   * Sends an invitation in the name of the room to anybody.
   * @throws Error where there is no such room, or the JID is none
   */
  invite(room: string, jid: string, text?: string): void;
  /** All rooms as plain data: the `kept` of a later engine. */
  keep: ReturnType<typeof makeEngine>['keep'];
  /**
   * Tells the people inside, ends the rooms, and is done when all bytes are out, or when the server has taken nothing for
   * five seconds. Gives whether they are out.
   */
  close(text: string): Promise<boolean>;
  /** Leaves the component as it was: no listener, timer or actor stays behind, and nobody is told. */
  detach(): void;
}

/**
 * Makes a component a conference service. Only stanzas for its rooms are taken; all else stays with the host program.
 * No signal handler is installed, and nothing here ends the process.
 *
 * @param component an @xmpp/component instance, connected or not
 * @param settings see docs/deploying.md; `domain` is the component's own
 * @throws Error where the settings are not right
 */
export function attach(component: ComponentLike, settings: ServiceSettingsInput, options: AttachOptions = {}): AttachedEngine {
  const { service = false, isRoom = () => true, ...rest } = options;
  const out = outbox(component);
  const engine = makeEngine(settings, { ...rest, version: readVersion(), write: bytes => out.write(bytes) });
  const { domain } = engine.settings;
  const parse = addressBook();

  function isOurs({ name, attrs }: XmlElement): boolean {
    if (name !== 'message' && name !== 'presence' && name !== 'iq') return false;
    const to = parse(String(attrs.to ?? ''));
    if (!to) return service;
    if (to.host !== domain) return false;
    if (to.local !== '') return isRoom(to.local);
    // answers to what the host program asked are the host's
    return service && attrs.type !== 'result' && attrs.type !== 'error';
  }

  const unclaim = claim(component, isOurs, engine.take);
  const back = () => engine.survey();
  component.on('online', back);

  function detach(): void {
    unclaim();
    component.removeListener('online', back);
    engine.stop();
    out.close();
  }

  // the rest is for whoever holds the engine itself
  const { take: _take, survey: _survey, stop: _stop, service: _service, settings: _settings, close: _close, ...offered } = engine;
  return {
    ...offered,
    domain,
    detach,
    async close(text) {
      engine.close(text);
      unclaim();
      const told = await within(patience, out.flushed());
      detach();
      return told;
    },
  };
}

/** Milliseconds that a server may take for the last bytes. */
const patience = 5_000;
