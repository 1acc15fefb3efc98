// Which view an address means: what stands behind its # as a page, a name and what is chosen there. No browser in it.

export type PageName = 'rooms' | 'room' | 'service' | 'play' | 'replay';

export interface Route {
  readonly page: PageName;
  /** Of a room: the local part of its address. */
  readonly name: string;
  readonly chosen: URLSearchParams;
}

const pages: ReadonlySet<string> = new Set(['room', 'service', 'play', 'replay']);

/** The view of `#/room/hall?why=Woody`; the list of rooms for what is not known. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', ...rest] = path.split('/');
  const name = decoded(rest.join('/'));
  const known = pages.has(page) && (page !== 'room' || name !== '') ? (page as PageName) : 'rooms';
  return { page: known, name, chosen: new URLSearchParams(query) };
}

/** The address of a room's view; with a nick, of what was ruled about that person. */
export function roomHash(name: string, why?: string): string {
  return `#/room/${encodeURIComponent(name)}${why === undefined ? '' : `?why=${encodeURIComponent(why)}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
