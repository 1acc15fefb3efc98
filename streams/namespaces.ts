// The names of everything that is spoken here.

export const ns = {
  conference: 'jabber:iq:conference',
  browse: 'jabber:iq:browse',
  invitation: 'jabber:x:conference',
  discoInfo: 'http://jabber.org/protocol/disco#info',
  discoItems: 'http://jabber.org/protocol/disco#items',
  ping: 'urn:xmpp:ping',
  version: 'jabber:iq:version',
  time: 'urn:xmpp:time',
  last: 'jabber:iq:last',
  delay: 'urn:xmpp:delay',
  oldDelay: 'jabber:x:delay',
  nick: 'http://jabber.org/protocol/nick',
  muc: 'http://jabber.org/protocol/muc',
  mucUser: 'http://jabber.org/protocol/muc#user',
  stanzaId: 'urn:xmpp:sid:0',
  occupantId: 'urn:xmpp:occupant-id:0',
  stanzas: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  roster: 'jabber:iq:roster',
  privacyLists: 'jabber:iq:privacy',
  auth: 'jabber:iq:auth',
} as const;
