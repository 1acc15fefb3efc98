// The effect that reads a feed: fetches it where it changed, and answers with its items. It keeps nothing: what the server
// wants to be told at the next reading is in the answer, and comes back in the next call.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Effect, EffectFailure, type FailureReason, type Means, type Provision } from './effect.ts';
import { documentText } from './feed-document.ts';
import { readFeed } from './feed-reading.ts';
import { allowList, configuredUrl, timeout } from './url-setting.ts';

const Settings = z.strictObject({
  url: configuredUrl.describe('where the feed is: RSS, Atom or JSON Feed'),
  timeout: timeout(20),
  bytes: z.int().min(1_024).max(5_000_000).default(1_000_000).describe('bytes that a feed may have, also unpacked'),
  items: z.int().min(1).max(1_000).default(100).describe('items that are read of it at most, the newest'),
  allow: allowList,
});
type Settings = z.infer<typeof Settings>;

/** What a behaviour may give with a call: what came with the last answer. */
const Input = z.object({
  etag: z.string().max(1_000).optional(),
  modified: z.string().max(1_000).optional(),
  source: z.string().optional(),
});

export const feed: Provision<Settings> = {
  use: 'feed',
  about: 'Reads a feed: RSS, Atom or JSON Feed.',
  settings: Settings,
  make: feedReader,
};

function feedReader({ url, timeout, bytes, items: count, allow }: Settings, { fetch }: Means): Effect {
  // what another feed said of itself means nothing to this one
  const source = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return async ({ input, signal }) => {
    const known = Input.safeParse(input).data;
    const mine = known?.source === source ? known : undefined;
    const headers = {
      accept: 'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, */*;q=0.5',
      'user-agent': 'Confab',
      ...validator('if-none-match', mine?.etag),
      ...validator('if-modified-since', mine?.modified),
    };
    const { status, headers: said, body } = await fetch(url, { headers, timeout, bytes, allow, signal });
    if (status === 304) return { items: [], unchanged: true, source };
    if (status !== 200) throw new EffectFailure(reasonOf(status), `The server of the feed answered ${status}.`);
    const items = readFeed(documentText(body, said['content-type']), url, count);
    return { items, source, ...kept('etag', said.etag), ...kept('modified', said['last-modified']) };
  };
}

/** A header of the request, where what it says can stand in one. */
function validator(name: string, value: string | undefined): Record<string, string> {
  return value !== undefined && /^[\x20-\x7e]+$/u.test(value) ? { [name]: value } : {};
}

function kept(name: string, value: string | undefined): Record<string, string> {
  return value !== undefined && value.length <= 1_000 && /^[\x20-\x7e]+$/u.test(value) ? { [name]: value } : {};
}

function reasonOf(status: number): FailureReason {
  if (status === 429 || status === 503) return 'busy';
  return status >= 400 && status < 500 ? 'refused' : 'unreachable';
}
