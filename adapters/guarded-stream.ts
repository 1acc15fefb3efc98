// What a component hears, made safe: bytes decoded as a stream, a bounded parser, the right stream error where the stream
// cannot go on, and nothing thrown out of the socket's handlers. It neither connects nor shakes hands.
import type { Socket } from 'node:net';
import type { Component } from '@xmpp/component';
import { boundedParser } from './bounded-parser.ts';
import type { ComponentLike } from './claim.ts';
import { chosenLimits, type ParserLimits } from './parser-limits.ts';
import { shortcutOf } from './shortcut.ts';
import { StreamFault } from './stream-fault.ts';

export interface GuardedStream {
  /**
   * Closes our side of the stream, with an error where there is one to tell, and the socket once the server has closed its
   * own or the time is over.
   */
  hangUp(fault?: StreamFault): void;
  /** Destroys the socket if it is still there when the time is over. */
  endWithin(socket: Socket): void;
}

const guarded = new WeakSet<object>();

/**
 * Gives a component of your own program the parser that `confab serve` has. Call it before `start()`; without it the
 * library's own parser reads, which has no limits and can be made to throw.
 *
 * What can be answered comes as an element without the rest of its content, marked for `refusedBy` (`attach` looks there);
 * after anything else the stream is closed with a stream error (RFC 6120, 4.9.3), told as `error` if somebody listens, and
 * the library connects again.
 *
 * @param component an @xmpp/component instance that is not connected
 * @param limits those of the settings (`limits.stanzaBytes`, `limits.depth`) when left out
 * @throws Error where it is no such instance, connected, or has been given the parser already
 * @throws RangeError where a limit is none
 */
export function boundParser(component: ComponentLike, limits: Partial<ParserLimits> = {}): void {
  const entity = component as unknown as Component;
  if (typeof entity._onData !== 'function' || typeof entity._onElement !== 'function')
    throw new Error('boundParser takes what component() of @xmpp/component gives: this is something else.');
  if (guarded.has(entity)) throw new Error('This component has the bounded parser already: call boundParser once.');
  if (entity.socket) throw new Error('This component is connected: call boundParser before start().');
  guardStream(entity, chosenLimits(limits), entity.timeout);
}

/** @param linger milliseconds that the server has to close its side after we closed ours */
export function guardStream(entity: Component, limits: ParserLimits, linger: number): GuardedStream {
  const leaving = new WeakSet<Socket>();
  const Bounded = boundedParser(limits, shortcutOf(entity as unknown as ComponentLike, limits));
  guarded.add(entity);

  function endWithin(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), linger);
    socket.once('close', () => clearTimeout(timer));
  }

  function hangUp(fault?: StreamFault): void {
    const { socket } = entity;
    if (!socket || socket.destroyed) return;
    if (socket.connecting) {
      socket.destroy();
      return;
    }
    if (!leaving.has(socket)) {
      leaving.add(socket);
      endWithin(socket);
      if (entity.status !== 'connect' && socket.writable) socket.write(`${fault?.xml ?? ''}</stream:stream>`);
      if (entity.status !== 'close') entity._status('closing');
    }
    // while the parser is there the server may still have something to say
    if (!entity.parser) socket.end();
  }

  /** A mistake of whoever listens: told as `error`, or else thrown as usual, but not into what is being read. */
  function report(error: unknown): void {
    try {
      entity.emit('error', error);
    } catch {
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  // whoever debugs sees what the parser saw, or as much of it as is text
  let seen: Socket | null = null;
  let decoder = new TextDecoder();
  function textFor(socket: Socket | null, data: string | Uint8Array): string {
    if (typeof data === 'string') return data;
    if (socket !== seen) decoder = new TextDecoder();
    seen = socket;
    return decoder.decode(data, { stream: true });
  }

  entity.Parser = class extends Bounded {
    constructor() {
      super();
      // before the library, which says bad-format of everything
      this.on('error', hangUp);
    }
  };

  // the library writes to a parser that it has let go of after an error or the end of the stream
  entity._onData = data => {
    const { socket } = entity;
    // the library has written the end of the stream by itself
    if (socket && entity.status === 'closing' && !leaving.has(socket)) {
      leaving.add(socket);
      endWithin(socket);
    }
    try {
      if (entity.listenerCount('input') > 0) entity.emit('input', textFor(socket, data));
      entity.parser?.write(data);
    } catch (error) {
      // the library throws an error that nobody listens for; the stream is closed, and its status tells so
      if (!(error instanceof StreamFault)) {
        hangUp(new StreamFault('something over which this program failed'));
        entity._detachParser();
        report(error);
      }
    }
    if (!entity.parser) hangUp();
  };

  const onElement = entity._onElement;
  entity._onElement = element => {
    try {
      onElement.call(entity, element);
    } catch (error) {
      report(error);
    }
  };

  return { hangUp, endWithin };
}
