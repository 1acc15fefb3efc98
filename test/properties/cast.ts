// Who may take part in a random conversation, in which rooms, and what they put into their stanzas. Data only.
import fc from 'fast-check';
import { escapeXMLText } from 'ltx';
import { anyElement, anyText, write } from '../streams/random-xml.ts';

export const service = 'rooms.disney';

export interface Actor {
  readonly name: string;
  readonly jid: string;
  readonly dialect: 'conference' | 'groupchat';
  /** Always asks for privacy, and puts the own address into everything. */
  readonly isProtected: boolean;
}

/** Two are one person at two places; case and spaces in resources count. */
export const jids: Readonly<Record<string, string>> = {
  woody: 'woody@disney/home',
  buzz: 'buzz@disney/Star Command',
  rex: 'rex@pixar/<toy & box>',
  jessie: 'jessie@disney/home',
  woody2: 'woody@disney/Home',
  bo: 'bo.peep@disney/lamp',
  slinky: 'slinky@pixar/高い',
  pete: 'stinky-pete@disney/box',
};

export const bareOf = (jid: string): string => jid.split('/', 1)[0]!;

/** `grp` and `vault` stand always; `den` is made by whoever comes first, if anybody. */
export const rooms = ['grp', 'den', 'vault'].map(name => `${name}@${service}`);
export const secretOf: Readonly<Record<string, string>> = { [`vault@${service}`]: 'buried' };

/** Several of these are the same nick. */
export const nicks = [
  'Woody',
  'woody',
  'ＷＯＯＤＹ',
  'Buzz',
  ' buzz ',
  'Straße',
  'STRASSE',
  'guest-1',
  '高い',
  `<"&'>`,
  'a/b',
  'x',
] as const;

/** `{own}` is the address of whoever is protected, `{OWN}` the same in capitals. */
const fixed = [
  `<thread>toys</thread>`,
  `<x xmlns='jabber:x:signed'>iQEVAwUB</x>`,
  `<x xmlns='vcard-temp:x:update'><photo>1c38</photo></x>`,
  `<delay xmlns='urn:xmpp:delay' from='{own}' stamp='2001-01-10T12:00:00Z'/>`,
  `<x xmlns='jabber:x:delay' from='{own}' stamp='20010110T12:00:00'/>`,
  `<addresses xmlns='http://jabber.org/protocol/address'><address type='ofrom' jid='{own}'/></addresses>`,
  `<c xmlns='http://jabber.org/protocol/caps' node='xmpp:{own}' ver='1'/>`,
  `<x xmlns='jabber:x:roster'><item jid='{OWN}' name='me'/></x>`,
  `<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'><a href='mailto:{own}'>me</a></body></html>`,
  `<data xmlns='urn:data'><deep><deeper>by {OWN}/home</deeper></deep></data>`,
  `<w xmlns='urn:w' xmlns:p='urn:p'><p:x p:y='{own}'/></w>`,
  `<w xmlns='urn:w' xmlns:p='urn:p'><p:x p:y='1'/></w>`,
  `<thread parent='{own}'>{own}/1</thread>`,
  `<s:x xmlns:s='jabber:x:signed' xmlns='urn:x'>{own}</s:x>`,
  `<m:x xmlns:m='http://jabber.org/protocol/muc#user'><m:item affiliation='owner'/></m:x>`,
  `<body by='{own}'><item xmlns='urn:i' jid='{OWN}'/>hi</body>`,
  `<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='owner'/></x>`,
  `<occupant-id xmlns='urn:xmpp:occupant-id:0' id='forged'/>`,
  `<stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='{room}'/>`,
  `<delay xmlns='urn:xmpp:delay' from='{room}' stamp='2001-01-10T12:00:00Z'/>`,
  `<x xmlns='jabber:x:conference' jid='{room}'/>`,
];

const textElement = (name: string) => anyText.map(text => `<${name}>${escapeXMLText(text)}</${name}>`);
const extra = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fixed) }, anyElement.map(write)), { maxLength: 2 });

export const messagePayload: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(textElement('body'), fc.constant('<body>hi</body>'), fc.constant('')),
    fc.option(textElement('subject'), { freq: 4, nil: '' }),
    extra,
  )
  .map(([body, subject, more]) => subject + body + more.join(''));

export const presencePayload: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '<show>away</show>', '<priority>3</priority>'),
    fc.option(textElement('status'), { freq: 3, nil: '' }),
    extra,
  )
  .map(([show, status, more]) => show + status + more.join(''));

export const question = fc.constantFrom(
  `<query xmlns='jabber:iq:last'/>`,
  `<query xmlns='jabber:iq:version'/>`,
  `<vCard xmlns='vcard-temp'/>`,
  `<ping xmlns='urn:xmpp:ping'/>`,
  `<query xmlns='jabber:iq:oob'><url>http://toys/</url></query>`,
  `<query xmlns='jabber:iq:oob'><url>http://toys/{own}</url></query>`,
  `<p:query xmlns:p='urn:q' xmlns='jabber:iq:browse' p:a='1'/>`,
  `<b:conference xmlns:b='jabber:iq:browse'><b:user jid='{room}/x' name='forged'/></b:conference>`,
  `<query xmlns='jabber:iq:roster'/>`,
  `<conference xmlns='jabber:iq:browse'/>`,
  `<query/>`,
);

const stanzas = `xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'`;
/** An error with a condition that says that nobody is there, and one without. */
export const undelivered = [
  'gone',
  'item-not-found',
  'recipient-unavailable',
  'remote-server-not-found',
  'service-unavailable',
].map(condition => `<error type='cancel' by='{own}'><${condition} ${stanzas}/><text ${stanzas}>no {own} here</text></error>`);
export const unwilling = ['feature-not-implemented', 'forbidden', 'not-acceptable'].map(
  condition => `<error type='cancel' by='disney'><${condition} ${stanzas}/></error>`,
);

const long = 'x'.repeat(1_100);
const name = 'q'.repeat(600);
/** What nobody should send. Nothing here may change anything, or end anything. */
export const malformed = [
  `<iq type='get' to='{room}'><query xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='get' id='m' to='{room}'/>`,
  `<iq type='set' id='m' to='{room}'><query xmlns='jabber:iq:conference'/><query xmlns='jabber:iq:conference'/></iq>`,
  `<iq id='m' to='{room}'><query xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='put' id='m' to='{room}'><query xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='get' id='m' to='{room}'><query xmlns='urn:unknown'/></iq>`,
  `<iq type='set' id='m' to='{room}'><conference xmlns='jabber:iq:browse'><user jid='{room}/x' name='forged'/></conference></iq>`,
  `<iq type='set' id='m' to='{room}'><delete xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='set' id='m' to='{room}'><query xmlns='jabber:iq:conference'><nick/></query></iq>`,
  `<iq type='set' id='m' to='{room}'><query xmlns='jabber:iq:conference'><nick>${'n'.repeat(200)}</nick></query></iq>`,
  `<iq type='set' id='m' to='{room}'><query xmlns='jabber:iq:conference'><nick>${'0a'.repeat(12)}</nick></query></iq>`,
  `<iq type='set' id='m' to='{room}'><query xmlns='jabber:iq:conference'>${'<nick>n</nick>'.repeat(11)}</query></iq>`,
  `<iq type='set' id='m' to='{room}'><query xmlns='jabber:iq:conference'><nick>n</nick><name>${long}</name></query></iq>`,
  `<iq type='get' id='m'><query xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='get' id='m' to='{room}'><p:query xmlns:p='urn:q'/></iq>`,
  `<iq type='get' id='m' to='{room}'><p:query xmlns:p='urn:q' xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='set' id='m' to='{room}'><b:conference xmlns:b='jabber:iq:browse'><b:user jid='{room}/x' name='forged'/></b:conference></iq>`,
  `<iq type='get' id='m' to='{room}'><${name} xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='set' id='m' to='{room}'><${name} xmlns='jabber:iq:conference'><nick>n</nick></${name}></iq>`,
  `<iq type='get' id='m' to='{room}'><p:a:b xmlns:p='urn:p'/></iq>`,
  `<message to='{room}'><x xmlns:p='' p:a='1'/></message>`,
  `<iq type='get' id='m' to='a b@${service}'><query xmlns='jabber:iq:conference'/></iq>`,
  `<iq type='get' id='m' to='{room}/'><query xmlns='jabber:iq:browse'/></iq>`,
  `<iq type='get' id='m' to='{room}'><query><p:x/></query></iq>`,
  `<iq type='get' id='m' to='{room}'><query xmlns='urn:q'>${'x'.repeat(10_001)}</query></iq>`,
  `<iq type='result' to='{room}'><p:x/></iq>`,
  `<iq type='error' id='m' to='a b@${service}'/>`,
  `<message to='a b@${service}'><body>hi</body></message>`,
  `<message to='${service}'><body>hi</body></message>`,
  `<message type='error' to='${service}'/>`,
  `<message to='{room}'><body>${'x'.repeat(10_001)}</body></message>`,
  `<message type='groupchat' to='{room}'><subject>${long}</subject></message>`,
  `<presence type='available' to='{room}'/>`,
  `<presence type='subscribe' to='{room}'/>`,
  `<presence type='error' to='${service}'/>`,
  `<presence to='${service}'/>`,
  `<presence to='{room}'><status>${long}</status></presence>`,
  `<presence type='unavailable' to='{room}/nobody-was-here'><status>${long}</status></presence>`,
  `<presence to='{room}/${'0a'.repeat(12)}'/>`,
];
