// The normal form of a page's URL, by which it is decided whether two people are on the same page. Reads no page:
// what a site serves under two addresses stays two pages.
import { z } from 'zod';
import { type Refusal, refuse } from './refusal.ts';

/** What of a URL is a deployment's to say. */
export interface PageRules {
  readonly schemes: readonly string[];
  readonly sites: readonly string[];
  readonly tracking: readonly string[];
}

/** More is not even read. */
export const longestHref = 4_096;

/** A host name, perhaps with `*.` before it and a port behind it; or `*`. */
export const Site = z
  .string()
  .max(300)
  .superRefine((text, { addIssue }) => {
    if (text !== '*' && !siteOf(text))
      addIssue({
        code: 'custom',
        message: `“${text}” must be a host such as example.org, *.example.org, example.org:8080, or *`,
      });
  });

/** A name of a parameter, perhaps with `*` at its end. */
export const Tracker = z
  .string()
  .regex(/^[^*&=\s]+\*?$/u, 'must be the name of a parameter, such as fbclid, or its beginning, such as utm_*')
  .max(100);

/** Parameters that say from where somebody came, and not which page it is. */
export const trackers: readonly string[] = [
  'utm_*',
  'fbclid',
  'gclid',
  'gclsrc',
  'dclid',
  'gbraid',
  'wbraid',
  '_gl',
  'msclkid',
  'yclid',
  'twclid',
  'ttclid',
  'igshid',
  'mc_cid',
  'mc_eid',
  'mkt_tok',
  '_hsenc',
  '_hsmi',
];

/** More parameters are not looked through. */
const mostParameters = 256;

const tooMany = refuse('not-acceptable', `The URL of a page may have ${mostParameters} parameters at most.`);
const unreadable = refuse('not-acceptable', 'This is not the URL of a page: write it whole, such as https://example.org/news.');
const tooLong = refuse('not-acceptable', `The URL of a page may have ${longestHref} characters at most.`);
const credentials = refuse('not-acceptable', 'The URL has a user name or a password in it: leave them out.');

/**
 * The URL in its normal form: as the WHATWG URL Standard writes it, without fragment, tracking parameters, an empty
 * query, and dots at the end of the host. The parameters that stay keep their order and their spelling.
 */
export function normalUrl(href: string, rules: PageRules): string | Refusal {
  if (href.length > longestHref) return tooLong;
  if (!URL.canParse(href)) return unreadable;
  const url = new URL(href);
  const scheme = url.protocol.slice(0, -1);
  if (!rules.schemes.includes(scheme))
    return refuse('not-acceptable', `Pages here are of ${rules.schemes.join(' and ')}, not of ${scheme.slice(0, 20)}.`);
  if (url.username !== '' || url.password !== '') return credentials;
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.+$/u, '');
  url.hash = '';
  const parameters = url.search === '' ? [] : url.search.slice(1).split('&', mostParameters + 1);
  if (parameters.length > mostParameters) return tooMany;
  url.search = withoutTrackers(parameters, rules.tracking);
  // what does not come out the same again would be two pages to two people
  if (url.hostname.endsWith('.') || !URL.canParse(url.href) || new URL(url.href).href !== url.href) return unreadable;
  if (url.href.length > longestHref) return tooLong;
  if (!sitesIn(rules.sites).some(site => isOf(url, site)))
    return refuse('not-allowed', `There are no rooms here for the pages of ${url.host.slice(0, 300)}.`);
  return url.href;
}

function withoutTrackers(parameters: readonly string[], tracking: readonly string[]): string {
  const isTracker = (name: string) => tracking.some(tracker => isCalled(name, tracker));
  const left = parameters.filter(one => !isTracker(nameIn(one))).join('&');
  // written out: the first question mark of what is set is not taken for a part of it
  return left === '' ? '' : `?${left}`;
}

function isCalled(name: string, tracker: string): boolean {
  return tracker.endsWith('*') ? name.startsWith(tracker.slice(0, -1)) : name === tracker;
}

/** The name of a parameter as its site reads it. */
function nameIn(parameter: string): string {
  const written = parameter.split('=', 1)[0]!.replaceAll('+', ' ');
  if (!written.includes('%')) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

interface SiteRead {
  readonly host: string;
  readonly within: boolean;
  readonly port: string;
}

/** Read once, as long as there are those settings. */
const sitesRead = new WeakMap<readonly string[], readonly (SiteRead | 'all')[]>();

function sitesIn(sites: readonly string[]): readonly (SiteRead | 'all')[] {
  const read = sitesRead.get(sites) ?? sites.map(site => (site === '*' ? 'all' : siteOf(site)!));
  sitesRead.set(sites, read);
  return read;
}

function isOf({ hostname, port }: URL, site: SiteRead | 'all'): boolean {
  if (site === 'all') return true;
  return port === site.port && (site.within ? hostname.endsWith(`.${site.host}`) : hostname === site.host);
}

/** A site as URLs write it; undefined where it is none. */
function siteOf(text: string): SiteRead | undefined {
  const within = text.startsWith('*.');
  const written = within ? text.slice(2) : text;
  if (/[/?#@*\s\\]/u.test(written) || !URL.canParse(`http://${written}`)) return undefined;
  const { hostname, port } = new URL(`http://${written}`);
  if (hostname === '' || hostname.endsWith('.')) return undefined;
  return { host: hostname, within, port: port === '443' ? '' : port };
}
