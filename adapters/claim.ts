// Takes the stanzas that are ours out of what a component hears, before its own handlers see them. Those would
// answer iqs by themselves, and the malformed ones before anybody could look.
import type { XmlElement } from '../streams/tree.ts';

/** An @xmpp/component instance, as far as it is used. */
export interface ComponentLike {
  readonly socket: {
    write(bytes: Uint8Array | string, done?: (error?: Error | null) => void): unknown;
  } | null;
  readonly status: string;
  emit(event: string, ...args: unknown[]): boolean;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  removeListener(event: string, listener: (...args: unknown[]) => void): unknown;
}

/**
 * Hands every element that `isOurs` to `take`, and keeps it from the component's own listeners.
 * Returns what undoes it.
 */
export function claim(
  component: ComponentLike,
  isOurs: (element: XmlElement) => boolean,
  take: (element: XmlElement) => void,
): () => void {
  const { emit } = component;
  const isInherited = !Object.hasOwn(component, 'emit');
  const claiming = function (this: unknown, event: string, ...args: unknown[]): boolean {
    if (event !== 'element' && event !== 'stanza') return emit.call(component, event, ...args);
    const element = args[0] as XmlElement;
    if (!isOurs(element)) return emit.call(component, event, ...args);
    // each comes twice, first as an element and then as a stanza
    if (event === 'element') take(element);
    return true;
  };
  component.emit = claiming;
  return () => {
    // somebody may have put another claim over ours: then ours lets everything through
    if (component.emit !== claiming) isOurs = () => false;
    else if (isInherited) Reflect.deleteProperty(component, 'emit');
    else component.emit = emit;
  };
}
