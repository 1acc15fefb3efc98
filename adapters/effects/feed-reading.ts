// The items of a feed, of whatever format: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. Reading is the library's work; here
// is what of it is an item of a room: an id, a title in plain text, a link that stands alone.
import { createHash } from 'node:crypto';
import { parseFeed } from 'feedsmith';
import { EffectFailure } from './effect.ts';
import { plain, textOfHtml } from './plain-text.ts';

/** An item as an effect answers with it. */
export interface ReadItem {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  /** When it was published, in milliseconds since 1970. */
  readonly at?: number;
  readonly summary?: string;
}

/** What one item may have, in characters. */
const most = { id: 250, title: 300, link: 2_000, summary: 500 };

type Parsed = ReturnType<typeof parseFeed>;
type FeedOf<F extends Parsed['format']> = Extract<Parsed, { readonly format: F }>['feed'];

/** A piece of text as it was written. */
interface Written {
  readonly text: string | undefined;
  readonly isHtml: boolean;
}

/** An item in the words of any format. */
interface Raw {
  /** What names it, the best first. */
  readonly ids: readonly (string | undefined)[];
  readonly title: Written;
  readonly summaries: readonly Written[];
  /** Where it is, the best first. */
  readonly links: readonly (string | undefined)[];
  readonly dates: readonly unknown[];
  readonly base?: string | undefined;
}

/**
 * The items of a document, in its own order, each id once; those without id, title and link are left out.
 * @param url where it was fetched: links may be relative to that
 * @param count how many at most
 * @throws EffectFailure where it is no feed
 */
export function readFeed(text: string, url: string, count: number): readonly ReadItem[] {
  let parsed: Parsed;
  try {
    parsed = parseFeed(text);
  } catch {
    // the library quotes what it could not read
    throw new EffectFailure('misshapen', 'This is no feed that can be read: it must be RSS, Atom or JSON Feed, and whole.');
  }
  const items = new Map<string, ReadItem>();
  for (const raw of rawItems(parsed, url)) {
    const item = itemOf(raw, url);
    if (item && !items.has(item.id)) items.set(item.id, item);
  }
  return newest([...items.values()]).slice(0, count);
}

/** By their dates where all have one: some feeds begin with the oldest. */
function newest(items: readonly ReadItem[]): readonly ReadItem[] {
  if (items.some(({ at }) => at === undefined)) return items;
  return [...items].sort((one, other) => other.at! - one.at!);
}

function rawItems(parsed: Parsed, url: string): readonly Raw[] {
  switch (parsed.format) {
    case 'rss':
      return rssItems(parsed.feed as FeedOf<'rss'>, url);
    case 'atom':
      return atomItems(parsed.feed as FeedOf<'atom'>);
    case 'rdf':
      return rdfItems(parsed.feed as FeedOf<'rdf'>, url);
    case 'json':
      return jsonItems(parsed.feed as FeedOf<'json'>);
  }
}

function rssItems({ items = [], link, xml }: FeedOf<'rss'>, url: string): Raw[] {
  // links are relative to the page of the feed, as everybody reads them
  const base = xml?.base ?? absolute(link, url);
  return items.map(item => {
    const guid = item.guid?.value;
    const isPage = guid !== undefined && item.guid?.isPermaLink !== false && /^https?:/iu.test(guid);
    return {
      ids: [guid, item.link],
      title: html(item.title ?? item.dc?.titles?.[0]),
      summaries: [html(item.description), html(item.content?.encoded)],
      links: [item.link, isPage ? guid : undefined],
      dates: [item.pubDate, item.dc?.dates?.[0]],
      base,
    };
  });
}

function rdfItems({ items = [], link }: FeedOf<'rdf'>, url: string): Raw[] {
  return items.map(item => ({
    ids: [item.rdf?.about, item.link],
    title: html(item.title ?? item.dc?.titles?.[0]),
    summaries: [html(item.description), html(item.content?.encoded)],
    links: [item.link, item.rdf?.about],
    dates: [item.dc?.dates?.[0]],
    base: absolute(link, url),
  }));
}

function atomItems({ entries = [], xml }: FeedOf<'atom'>): Raw[] {
  return entries.map(entry => {
    const page = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0];
    const base = [xml?.base, entry.xml?.base].filter(one => one !== undefined);
    return {
      ids: [entry.id, page?.href],
      title: marked(entry.title),
      summaries: [marked(entry.summary), marked(entry.content)],
      links: [page?.href],
      dates: [entry.published, entry.updated],
      base: base.length === 2 ? (absolute(base[1], base[0]!) ?? base[1]) : base[0],
    };
  });
}

function jsonItems({ items = [] }: FeedOf<'json'>): Raw[] {
  return items.map(item => ({
    ids: [item.id, item.url],
    title: words(item.title),
    summaries: [words(item.summary), words(item.content_text), html(item.content_html)],
    links: [item.url, item.external_url],
    dates: [item.date_published, item.date_modified],
  }));
}

const words = (text: string | undefined): Written => ({ text, isHtml: false });
const html = (text: string | undefined): Written => ({ text, isHtml: true });

/** Text of Atom says what it is. */
function marked(construct: { readonly value?: string; readonly type?: string } | undefined): Written {
  return { text: construct?.value, isHtml: /html/iu.test(construct?.type ?? '') };
}

function itemOf(raw: Raw, url: string): ReadItem | undefined {
  const link = raw.links.map(one => linkOf(one, raw.base, url)).find(Boolean);
  const title = shown(raw.title, most.title);
  const summary = raw.summaries.map(one => shown(one, most.summary)).find(Boolean);
  const heading = title || plain(summary ?? '', 100) || link;
  if (!heading) return undefined;
  const named = raw.ids.map(one => one?.trim()).find(Boolean) ?? link ?? `${title}\n${summary ?? ''}`;
  const at = raw.dates.map(timeOf).find(time => time !== undefined);
  return {
    id: idOf(named),
    title: heading,
    ...(link ? { link } : {}),
    ...(at === undefined ? {} : { at }),
    ...(summary && summary !== heading ? { summary } : {}),
  };
}

function shown({ text = '', isHtml }: Written, length: number): string {
  return isHtml ? textOfHtml(text, length) : plain(text, length);
}

/** What cannot be written as it is, or is very long, is known by its hash. */
function idOf(text: string): string {
  if (text.length <= most.id && plain(text, most.id) === text) return text;
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A link that stands alone, of http or https and without a name and a password; undefined where there is none. */
function linkOf(text: string | undefined, base: string | undefined, url: string): string | undefined {
  const found = absolute(text, absolute(base, url) ?? url);
  if (found === undefined || !/^https?:/iu.test(found) || found.length > most.link) return undefined;
  const { username, password } = new URL(found);
  return username === '' && password === '' ? found : undefined;
}

function absolute(text: string | undefined, base: string): string | undefined {
  const trimmed = text?.trim();
  return trimmed && URL.canParse(trimmed, base) ? new URL(trimmed, base).href : undefined;
}

/** A time by a date of RFC 822 or RFC 3339; without a zone it is UTC, wherever this runs. */
function timeOf(text: unknown): number | undefined {
  const date = typeof text === 'string' ? text.trim() : '';
  if (date === '' || date.length > 100) return undefined;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2}|\b[A-Z]{1,4})$/iu.test(date) || /^\d{4}(?:-\d{2}){0,2}$/u.test(date);
  const time = Date.parse(hasZone ? date : /^\d{4}-/u.test(date) ? `${date}Z` : `${date} UTC`);
  return Number.isNaN(time) || time < 0 ? undefined : time;
}
