// Which addresses of the network may be connected to: those that are everybody's, and of the others those that the
// configuration lists. It connects to nothing.
import ipaddr from 'ipaddr.js';

/** An entry of a list of what is allowed: an address, a range of addresses, or a host with its port. */
export interface Allowed {
  readonly ranges: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
  /** `host:port`, as URLs have them. */
  readonly hosts: ReadonlySet<string>;
}

/** Of IPv6 only this part is given out to the public. */
const publicIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Reads such a list.
 * @throws Error with a sentence about the first entry that is none
 */
export function readAllowed(entries: readonly string[]): Allowed {
  const ranges: (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[] = [];
  const hosts = new Set<string>();
  for (const entry of entries) {
    const range = rangeOf(entry);
    const host = range ? undefined : hostOf(entry);
    if (range) ranges.push(range);
    else if (host) hosts.add(host);
    else
      throw new Error(
        `“${entry.slice(0, 100)}” is no address: write one such as 192.0.2.7, a range such as 10.0.0.0/8, or host:port`,
      );
  }
  return { ranges, hosts };
}

/** Whether this host is allowed by its name and port, wherever that name leads. `host`: as the URL has it. */
export function isNamed({ hosts }: Allowed, host: string, port: number): boolean {
  return hosts.has(`${host.toLowerCase()}:${port}`);
}

/** What is wrong with an address, in words such as `loopback`; undefined where it may be connected to. */
export function addressFault(text: string, { ranges }: Allowed): string | undefined {
  if (!ipaddr.isValid(text)) return 'no address';
  // an IPv4 address that is written as one of IPv6 is what it stands for
  const address = ipaddr.process(text);
  const isListed = ranges.some(([from, bits]) => address.kind() === from.kind() && address.match(from as never, bits));
  if (isListed) return undefined;
  const range = address.range();
  if (range !== 'unicast') return range.replaceAll(/[A-Z]/gu, letter => ` ${letter.toLowerCase()}`);
  return address.kind() === 'ipv6' && !address.match(publicIpv6 as never) ? 'reserved' : undefined;
}

/** A range, of one address where no length is given; what is written in another way than usual is none. */
function rangeOf(entry: string): readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  const [address = '', bits, ...rest] = entry.split('/');
  if (rest.length > 0 || !(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))) return undefined;
  const from = ipaddr.process(address);
  const all = from.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [from, all];
  if (!/^\d{1,3}$/u.test(bits)) return undefined;
  // of an IPv4 range written as one of IPv6 the first 96 bits say only that
  const isMapped = all === 32 && address.includes(':');
  const length = Number(bits) - (isMapped ? 96 : 0);
  return length >= 0 && length <= all ? [from, length] : undefined;
}

function hostOf(entry: string): string | undefined {
  const [, host, port] = /^(\[[\da-fA-F:.]+\]|[^\s:/?#@[\]]+):(\d{1,5})$/u.exec(entry) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  try {
    return `${new URL(`http://${host}`).hostname}:${Number(port)}`;
  } catch {
    return undefined;
  }
}
