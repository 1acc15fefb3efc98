// Reads where the server listens for components: HOST:PORT, [IPv6]:PORT or HOST alone.
// Does not look up the host; `confab check` does.

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** The port that XEP-0114 was given by custom, and Prosody's default. */
export const componentPort = 5347;

/**
 * @throws Error with a phrase that follows the name of the setting ("must be …") when the text is not an address.
 */
export function readServerAddress(text: string): ServerAddress {
  const bracketed = /^\[([0-9a-fA-F:.%\w]+)\](?::(\d+))?$/.exec(text);
  const plain = /^([^\s:/[\]@]+)(?::(\d+))?$/.exec(text);
  const found = bracketed ?? plain;
  if (!found) throw new Error(complaint(text));
  const port = found[2] === undefined ? componentPort : Number(found[2]);
  if (port < 1 || port > 65_535) throw new Error('must have a port from 1 to 65535 after the colon');
  return { host: found[1]!, port };
}

/** The opposite of {@link readServerAddress}. */
export function writeServerAddress({ host, port }: ServerAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function complaint(text: string): string {
  if (text.includes('://')) return 'must be HOST:PORT without a scheme, such as localhost:5347';
  if (/^[0-9a-fA-F:.]+:[0-9a-fA-F:.]*$/.test(text)) {
    return 'must have an IPv6 address in brackets, such as [::1]:5347';
  }
  return 'must be HOST:PORT, such as localhost:5347';
}
