// Reads where Confab itself listens for HTTP: HOST:PORT, with an IPv6 address in brackets. It opens nothing.
import type { ServerAddress } from './server-address.ts';

/**
 * Port 0 means any that is free.
 * @throws Error with a phrase that follows the name of the setting ("must be …") when the text is no such address
 */
export function readListenAddress(text: string): ServerAddress {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:/[\]@]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined)
    throw new Error(`must be ADDRESS:PORT, such as 127.0.0.1:9105 or [::1]:9105, not ${JSON.stringify(text)}`);
  const port = Number(digits);
  if (port > 65_535) throw new Error('must have a port from 0 to 65535 after the colon');
  return { host, port };
}

/** Whether only programs on this machine reach it. */
export function isLoopback({ host }: ServerAddress): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
