// Stanzas as plain data. What rooms understand has a field of its own; the rest is an opaque, frozen tree.

/** An XML element as data: no parent, no cycles, safe to keep and to write as JSON. */
export interface Tree {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly (Tree | string)[];
}

export interface MessageContent {
  readonly kind: 'message';
  readonly type: 'normal' | 'chat' | 'groupchat' | 'headline' | 'error';
  readonly id?: string;
  readonly lang?: string;
  /** The text of the first `<body/>`. */
  readonly body?: string;
  /** The text of the first `<subject/>`; an empty one is an empty string. */
  readonly subject?: string;
  readonly payload: readonly Tree[];
  /** Bytes of the stanza as it was written. */
  readonly bytes: number;
}

export interface PresenceContent {
  readonly kind: 'presence';
  readonly type: 'available' | 'unavailable' | 'error';
  readonly id?: string;
  readonly lang?: string;
  readonly payload: readonly Tree[];
}

export interface IqContent {
  readonly kind: 'iq';
  readonly type: 'get' | 'set' | 'result' | 'error';
  readonly id: string;
  readonly lang?: string;
  readonly payload: readonly Tree[];
}

export type Content = MessageContent | PresenceContent | IqContent;
