// The names of what the host speaks beside stanzas themselves: streams, logins, and what a client asks its own server.

/** Namespaces. */
export const names = {
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  client: 'jabber:client',
  streams: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  session: 'urn:ietf:params:xml:ns:xmpp-session',
} as const;
