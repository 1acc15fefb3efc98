// What a server can send that ends a stream, and the condition of RFC 6120 (4.9.3) with which it must be told so.
import { Buffer } from 'node:buffer';

export interface StreamEnd {
  readonly what: string;
  readonly sends: Uint8Array;
  readonly condition: string;
}

const header = (attrs: string) => `<stream:stream xmlns:stream='http://etherx.jabber.org/streams' ${attrs}>`;
const end = (what: string, condition: string, sends: string | readonly number[]): StreamEnd => ({
  what,
  condition,
  sends: typeof sends === 'string' ? Buffer.from(sends) : Uint8Array.from(sends),
});

/** After the handshake. */
export const streamEnds: readonly StreamEnd[] = [
  end('a tag that is not well-formed', 'not-well-formed', '<message a=1/>'),
  end('tags that do not match', 'not-well-formed', '<message><body></message></body>'),
  end('an attribute that is there twice', 'not-well-formed', "<message a='1' a='2'/>"),
  end('a control character', 'not-well-formed', '<message>\u0001</message>'),
  end('NUL', 'not-well-formed', '\0'),
  end('a reference to a control character', 'not-well-formed', '<message>&#1;</message>'),
  end('a bare &', 'not-well-formed', '<message>a & b</message>'),
  end('an entity', 'restricted-xml', '<message>&bogus;</message>'),
  end('an entity in an attribute', 'restricted-xml', "<message a='&bogus;'/>"),
  end('a comment', 'restricted-xml', '<!-- x -->'),
  end('a comment in a stanza', 'restricted-xml', '<message><!-- x --></message>'),
  end('a processing instruction', 'restricted-xml', '<message><?php x ?></message>'),
  end('a document type', 'restricted-xml', '<!DOCTYPE x [<!ENTITY a "b">]>'),
  end('text between stanzas', 'invalid-xml', 'hello'),
  end('a prefix of nothing', 'bad-namespace-prefix', '<x:message/>'),
  end('bytes that are not UTF-8', 'unsupported-encoding', [0x3c, 0x61, 0x3e, 0xc3, 0x28]),
  end('half of a surrogate pair', 'unsupported-encoding', [0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80]),
  end('a tag that does not end', 'policy-violation', `<message a='${'x'.repeat(9_000_000)}`),
];

/** In the place of the server's header. */
export const headerEnds: readonly StreamEnd[] = [
  end('Latin-1', 'unsupported-encoding', "<?xml version='1.0' encoding='ISO-8859-1'?>"),
  end('UTF-16', 'unsupported-encoding', [0xff, 0xfe, 0x3c, 0x00]),
  end('no XML', 'not-well-formed', 'HTTP/1.1 400 Bad Request\r\n\r\n'),
  end('a document type', 'restricted-xml', '<!DOCTYPE html><html>'),
  end('a header that does not end', 'policy-violation', `<stream:stream id='${'x'.repeat(200_000)}`),
  end('a prefix of nothing', 'bad-namespace-prefix', "<stream:stream xmlns='jabber:component:accept' id='1'>"),
];

/** The same, where only we look at the namespaces: the library does not. */
export const wrongHeaders: readonly StreamEnd[] = [
  end(
    'a stream of something else',
    'invalid-namespace',
    "<stream:stream xmlns:stream='urn:x' xmlns='jabber:component:accept' id='1'>",
  ),
  end('no stream', 'invalid-namespace', header("xmlns='urn:x' id='1'")),
];

/** What a component writes at the end, in whatever words. */
export function errorOf({ condition }: StreamEnd): RegExp {
  const ns = 'urn:ietf:params:xml:ns:xmpp-streams';
  return new RegExp(
    `<stream:error><${condition} xmlns="${ns}"/><text xmlns="${ns}" xml:lang="en">[^<>&]+</text></stream:error></stream:stream>$`,
  );
}
