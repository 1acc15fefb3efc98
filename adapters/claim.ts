// Takes the stanzas that are ours out of what a component hears, before its own handlers see them. Those would
// answer iqs by themselves, and the malformed ones before anybody could look.
import type { XmlElement } from '../streams/tree.ts';

/** An @xmpp/component instance, as far as it is used. */
export interface ComponentLike {
  readonly socket: {
    write(bytes: Uint8Array | string, done?: (error?: Error | null) => void): unknown;
    readonly writable?: boolean;
    /** Bytes that it was given and the kernel has not taken. */
    readonly writableLength?: number;
    pause?(): unknown;
    resume?(): unknown;
  } | null;
  readonly status: string;
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  removeListener(event: string, listener: (...args: unknown[]) => void): unknown;
}

export interface Claim {
  readonly isOurs: (element: XmlElement) => boolean;
  readonly take: (element: XmlElement) => void;
}

interface Stand {
  readonly claims: Set<Claim>;
  /** Gives the component its own `emit` back. */
  readonly leave: () => void;
}

const stands = new WeakMap<ComponentLike, Stand>();

/**
 * Hands every element that `isOurs` to `take`, and keeps it from the component's own listeners. Several may
 * claim of one component, and let go in any order. Returns what undoes it.
 */
export function claim(component: ComponentLike, isOurs: Claim['isOurs'], take: Claim['take']): () => void {
  const own: Claim = { isOurs, take };
  const stand = stands.get(component) ?? standBefore(component);
  stands.set(component, stand);
  stand.claims.add(own);
  return () => {
    if (!stand.claims.delete(own) || stand.claims.size > 0) return;
    stands.delete(component);
    stand.leave();
  };
}

/** Whose a stanza is; undefined where it is the component's own. */
export function claimOf(component: ComponentLike, element: XmlElement): Claim | undefined {
  const claims = stands.get(component)?.claims;
  if (claims) for (const one of claims) if (one.isOurs(element)) return one;
  return undefined;
}

/** Puts a function in the place of the component's `emit`, which asks the claims first. */
function standBefore(component: ComponentLike): Stand {
  const { emit } = component;
  const isInherited = !Object.hasOwn(component, 'emit');
  const claims = new Set<Claim>();
  const claiming: ComponentLike['emit'] = (event, ...args) => {
    const element = args[0] as XmlElement;
    const claimed = event === 'element' || event === 'stanza' ? claimOf(component, element) : undefined;
    if (!claimed) return emit.call(component, event, ...args);
    // each comes twice, first as an element and then as a stanza
    if (event === 'element') claimed.take(element);
    return true;
  };
  component.emit = claiming;
  return {
    claims,
    leave() {
      // where somebody has put something over ours, it stays, and ours lets everything through
      if (component.emit !== claiming) return;
      if (isInherited) Reflect.deleteProperty(component, 'emit');
      else component.emit = emit;
    },
  };
}
