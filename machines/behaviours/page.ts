// The room belongs to a web page: its name is the page's URL in normal form. What is on the page is nobody's affair
// here: it is never fetched.
import { z } from 'zod';
import type { Lead } from '../behaviour.ts';
import { behaviour } from '../define-behaviour.ts';
import { nameOfUrl, urlOfName } from '../page-name.ts';
import { longestHref, normalUrl, type PageRules, Site, Tracker, trackers } from '../page-url.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { RoomView } from '../room-view.ts';

/** Of the part before the @ of an address (RFC 6122). */
const longestName = 1_023;

const Settings = z.strictObject({
  sites: z
    .array(Site)
    .max(1_000)
    .default(['*'])
    .describe(
      'whose pages have rooms: example.org, *.example.org for all hosts below it, example.org:8080, or * for all; none where it is empty',
    )
    .meta({ plain: true }),
  schemes: z
    .array(z.enum(['http', 'https']))
    .min(1)
    .default(['http', 'https'])
    .describe('how such pages are reached'),
  tracking: z
    .array(Tracker)
    .max(1_000)
    .default([...trackers])
    .describe('parameters of URLs that do not make another page; * at the end stands for any letters')
    .meta({ plain: true }),
  bytes: z.int().min(16).max(longestName).default(256).describe('bytes that the name of such a room may have'),
});
type Settings = z.infer<typeof Settings>;

const Fields = z.strictObject({ href: z.string().min(1).max(longestHref) });

const url: Lead<Settings> = {
  about: 'Finds the room of a page.',
  fields: Fields,
  to(settings, { href }: z.infer<typeof Fields>) {
    const page = normalUrl(href, settings);
    if (typeof page !== 'string') return page;
    const name = nameOfUrl(page);
    return name.length > settings.bytes ? tooLong(settings) : { room: name, fields: { href: page } };
  },
  examples({ sites, schemes }, names) {
    // whoever writes a slash as names have it knows how they are written
    const meant = names.includes('=2f') ? [names.replaceAll('*', ''), names.replaceAll('*', 'x')] : [];
    const urls = meant.map(name => urlOfName(name) ?? '').filter(href => href !== '');
    const scheme = schemes.includes('https') ? 'https' : 'http';
    const hosts = sites.map(site => site.replace(/^\*$/u, 'example.org').replace(/^\*\./u, 'www.'));
    return sites.length === 0 ? [] : [...urls, ...hosts.map(host => `${scheme}://${host}/`)].map(href => ({ href }));
  },
};

export const page = behaviour({
  name: 'page',
  about: 'The room belongs to a web page, by whose URL it is found.',
  settings: Settings,
  defaults: room => ({ bytes: Math.max(16, Math.min(longestName, room.limits.nameBytes)) }),
  requests: {
    page: { about: 'Tells the URL of the page.', who: 'anyone', word: 'page' },
  },
  rules: {
    create: ({ room, settings }) => pageRefusal(room, settings),
    enter: ({ room, settings }) => pageRefusal(room, settings),
  },
  hears: {
    page: ({ room }) => ({ reply: `This is the room of ${urlOfName(room.name)}` }),
  },
  requires: ({ room }) => (room.title === undefined ? titled(urlOfName(room.name)) : {}),
  shares: ({ room }) => urlOfName(room.name),
  found: ({ room }) => located(urlOfName(room.name)),
  leads: { url },
  features: ['urn:confab:page'],
});

/** Why nobody comes in by this name; undefined where it is that of a page which may have a room. */
function pageRefusal({ name, jid }: Pick<RoomView, 'name' | 'jid'>, settings: Settings): Refusal | undefined {
  const written = urlOfName(name);
  if (written === undefined) return nameless;
  const page = normalUrl(written, settings satisfies PageRules);
  if (isRefused(page)) return page;
  const right = nameOfUrl(page);
  if (right.length > settings.bytes) return tooLong(settings);
  if (right === name) return undefined;
  return refuse('not-acceptable', `The room of this page is ${right}${jid.slice(jid.lastIndexOf('@'))}: enter that one.`);
}

const nameless = refuse(
  'not-acceptable',
  'The rooms here belong to web pages, and this is the name of none. Ask the service for the page, by the element url of urn:confab:page with its href.',
);

function isRefused(page: string | Refusal): page is Refusal {
  return typeof page !== 'string' && isRefusal(page);
}

function tooLong({ bytes }: Settings): Refusal {
  return refuse('not-acceptable', `The URL is too long to have a room: its name would have more than ${bytes} bytes.`);
}

function titled(title: string | undefined) {
  return title === undefined ? {} : { title };
}

function located(url: string | undefined): Readonly<Record<string, string>> {
  return url === undefined ? {} : { url };
}
