// What ends a component link, as errors with a sentence for people; which of them waiting will not mend.
// It does not connect or retry: connect.ts does.
import type { Element } from '@xmpp/xml';
import { type ServerAddress, writeServerAddress } from './server-address.ts';

/** Where the link leads: what the sentences name. */
export interface Link {
  readonly server: ServerAddress;
  readonly domain: string;
}

/** The server says that the secret is not the one that it has for this domain. */
export class WrongSecret extends Error {
  override readonly name = 'WrongSecret';
}

/** The server does not know the domain as that of a component. */
export class UnknownDomain extends Error {
  override readonly name = 'UnknownDomain';
}

/** There is a server, but not one for components. */
export class WrongPort extends Error {
  override readonly name = 'WrongPort';
}

/** A stream error (RFC 6120, 4.9) from the server. */
export class StreamFailure extends Error {
  override readonly name = 'StreamFailure';
  readonly condition: string;

  constructor(element: Element) {
    const parts = element.getChildElements();
    const text = parts.find(part => part.is('text'))?.getText() || element.getText();
    const condition = parts.find(part => !part.is('text'))?.getName() ?? 'undefined-condition';
    super(`the server ended the stream: ${condition}${text ? ` (${text})` : ''}`);
    this.condition = condition;
  }
}

/** The error to end with, where trying again cannot help until somebody changes a setting. */
export function finalFailure(failure: Error, link: Link): Error | undefined {
  const server = writeServerAddress(link.server);
  if (failure instanceof WrongPort) return failure;
  if (!(failure instanceof StreamFailure)) return undefined;
  if (failure.condition === 'not-authorized') {
    // COMPAT ejabberd says the same of a domain that it does not know
    return new WrongSecret(
      `${server} refused the secret for ${link.domain}: give Confab the secret that the server has in its ` +
        `configuration of this component, and see that the domain there is ${link.domain}`,
      { cause: failure },
    );
  }
  if (failure.condition === 'host-unknown') {
    return new UnknownDomain(
      `${server} has no component ${link.domain}: add one with this name to the server's configuration, or give ` +
        'Confab the name and the port that the server has for it',
      { cause: failure },
    );
  }
  return undefined;
}

/** Why a stream with this header is not for us; a port for clients or servers will not become another. */
export function wrongHeader(link: Link, header: Element): Error {
  const server = writeServerAddress(link.server);
  const { xmlns } = header.attrs;
  if (xmlns !== 'jabber:client' && xmlns !== 'jabber:server') {
    return new Error('what answered there does not speak the component protocol (XEP-0114)');
  }
  return new WrongPort(
    `${server} is not a port for components (it speaks ${xmlns}): give Confab the port that the server's ` +
      'configuration has for components, often 5347 or 5275',
  );
}

/** One sentence on what went wrong, for the log. */
export function describe(failure: Error | undefined, link: Link, met: boolean): string {
  const server = writeServerAddress(link.server);
  if (failure instanceof StreamFailure && failure.condition === 'conflict') {
    return `${failure.message}: another component, or an earlier link of this one, has ${link.domain} at ${server}`;
  }
  switch ((failure as NodeJS.ErrnoException | undefined)?.code) {
    case 'ECONNREFUSED':
      return `nothing listens at ${server} yet`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the name ${link.server.host} leads to no address`;
  }
  if (failure) return `${server}: ${failure.message || failure.name}`;
  return met
    ? `${server} closed the connection`
    : `${server} closed the connection before it let us in; some servers do that when the secret is wrong`;
}
