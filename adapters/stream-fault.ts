// What a server may send that ends the stream, by the conditions of RFC 6120 (4.9.3), and the words in which it is
// told so. What the server says of us is link-failure.ts's; what can be answered stanza by stanza ends nothing.

export type StreamCondition =
  | 'bad-namespace-prefix'
  | 'internal-server-error'
  | 'invalid-namespace'
  | 'invalid-xml'
  | 'not-well-formed'
  | 'policy-violation'
  | 'restricted-xml'
  | 'unsupported-encoding';

/** What ends a stream, by the words for people. */
export const conditions = {
  'a tag that is not well-formed': 'not-well-formed',
  'a declaration that is not well-formed': 'not-well-formed',
  'a reference that is not well-formed': 'not-well-formed',
  'a character that XML does not allow': 'not-well-formed',
  'something other than XML': 'not-well-formed',
  // RFC 6120 (11.1) names these four
  'a comment or a document type': 'restricted-xml',
  'a processing instruction': 'restricted-xml',
  'a reference to an entity': 'restricted-xml',
  'text outside of a stanza': 'invalid-xml',
  'bytes that are not UTF-8': 'unsupported-encoding',
  'a declaration of another encoding than UTF-8': 'unsupported-encoding',
  'a prefix that it did not declare': 'bad-namespace-prefix',
  'the header of another kind of stream': 'invalid-namespace',
  'a tag that does not end': 'policy-violation',
  'a stream header that does not end': 'policy-violation',
  'something over which this program failed': 'internal-server-error',
} as const satisfies Record<string, StreamCondition>;

/** What was sent, in the words for people. */
export type Sent = keyof typeof conditions;

/** The stream cannot go on after what the server sent. */
export class StreamFault extends Error {
  override readonly name = 'StreamFault';
  readonly condition: StreamCondition;
  readonly sent: Sent;

  constructor(sent: Sent) {
    super(`the server sent ${sent} (${conditions[sent]})`);
    this.sent = sent;
    this.condition = conditions[sent];
  }

  /** The stream error as it is written, ready to stand before the end of the stream. */
  get xml(): string {
    const ns = 'urn:ietf:params:xml:ns:xmpp-streams';
    return `<stream:error><${this.condition} xmlns="${ns}"/><text xmlns="${ns}" xml:lang="en">${this.sent}</text></stream:error>`;
  }
}
