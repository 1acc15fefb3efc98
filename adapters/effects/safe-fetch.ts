// HTTP to URLs of the configuration, and to nothing that they lead to: no redirect is followed, and the address that is
// really connected to is looked at. All of an exchange is bounded, in time and in size.
import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { type Allowed, addressFault, isNamed, readAllowed } from './address-policy.ts';
import { EffectFailure, type Fetched, type FetchOptions, type SafeFetch } from './effect.ts';

/** What tests give otherwise. */
export interface FetchMeans {
  /** The addresses of a name. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Certificates that are trusted besides those of the runtime's own list, in PEM. */
  readonly ca?: string;
}

const decoders: Readonly<Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

const systemResolve = (host: string) =>
  new Promise<readonly LookupAddress[]>((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

/**
 * Makes what fetches. Any status is an answer but a redirect, which is a failure that names where it leads; 304, which
 * leads nowhere, is none. Texts of failures name the host, and never the path or the query: there may be a token in them.
 */
export function makeSafeFetch({ resolve = systemResolve, ca }: FetchMeans = {}): SafeFetch {
  return async (text, options) => {
    const url = readUrl(text);
    const allowed = readAllowed(options.allow ?? []);
    const abort = new AbortController();
    const late = new EffectFailure('timeout', `${placeOf(url)} did not answer within ${options.timeout} seconds.`);
    const timer = setTimeout(() => abort.abort(late), options.timeout * 1000);
    const stop = () => abort.abort(new EffectFailure('unreachable', `The exchange with ${placeOf(url)} was stopped.`));
    if (options.signal?.aborted) stop();
    options.signal?.addEventListener('abort', stop, { once: true });
    try {
      return await exchange(url, options, { allowed, signal: abort.signal, resolve, ca });
    } catch (error) {
      throw error instanceof EffectFailure
        ? error
        : new EffectFailure('unreachable', `${placeOf(url)} cannot be reached: ${reasonOf(error)}.`);
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', stop);
    }
  };
}

/**
 * Reads a URL of a configuration.
 * @throws EffectFailure with a sentence where it may not be fetched
 */
export function readUrl(text: string): URL {
  const fault = urlFault(text);
  if (fault) throw new EffectFailure('refused', `The URL ${fault}.`);
  return new URL(text);
}

/** What is wrong with a URL, in words that follow its name; undefined where it may be fetched. */
export function urlFault(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'must be a URL, such as https://backend.example.org/hook';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https:// or http://';
  if (url.username !== '' || url.password !== '')
    return 'must have no name and no password in it: sign requests, or allow this host';
  return undefined;
}

interface Exchange {
  readonly allowed: Allowed;
  readonly signal: AbortSignal;
  readonly resolve: NonNullable<FetchMeans['resolve']>;
  readonly ca: string | undefined;
}

function exchange(url: URL, options: FetchOptions, { allowed, signal, resolve, ca }: Exchange): Promise<Fetched> {
  const host = hostOf(url);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const isFree = isNamed(allowed, url.hostname, port);
  const faultOf = (address: string) => (isFree ? undefined : addressFault(address, allowed));
  const refusal = (fault: string) =>
    new EffectFailure(
      'refused',
      `${placeOf(url)} is at a ${fault} address, and that is not allowed: list it in \`allow\` if it is meant.`,
    );

  const lookupHere: LookupFunction = (name, { all, family }, done) => {
    const give = (found: readonly LookupAddress[]) => {
      const fitting = found.filter(one => !family || family === one.family || family === `IPv${one.family}`);
      const right = fitting.filter(({ address }) => faultOf(address) === undefined);
      const [first] = right;
      if (!first) {
        const [wrong] = fitting;
        const error = wrong ? refusal(faultOf(wrong.address)!) : new Error('the name has no address');
        done(error, '');
      } else if (all) done(null, right as LookupAddress[]);
      else done(null, first.address, first.family);
    };
    resolve(name).then(give, error => done(error, ''));
  };

  return new Promise<Fetched>((settle, reject) => {
    // without a name nothing is looked up
    const fault = /^[\d.]+$|:/u.test(host) ? faultOf(host) : undefined;
    if (fault) throw refusal(fault);
    if (signal.aborted) throw signal.reason;
    const asked: RequestOptions = {
      host,
      port,
      path: `${url.pathname}${url.search}`,
      method: options.method ?? 'GET',
      headers: { 'accept-encoding': 'gzip', ...options.headers, ...lengthOf(options.body) },
      lookup: lookupHere,
      // an agent of nobody else: no connection is used again, and no proxy is between
      agent: false,
    };
    const secure = { ...asked, servername: /^[\d.]+$|:/u.test(host) ? '' : host, ...(ca === undefined ? {} : { ca }) };
    const request = url.protocol === 'https:' ? secureRequest(secure) : plainRequest(asked);
    const fail = (error: unknown) => {
      reject(error);
      request.destroy();
    };
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    request.on('error', fail);
    request.on('socket', (socket: Socket) => {
      // whatever was looked up: this is who it is
      socket.on('connect', () => {
        const found = socket.remoteAddress === undefined ? 'no address' : faultOf(socket.remoteAddress);
        if (found) fail(refusal(found));
      });
    });
    request.on('response', (response: IncomingMessage) => {
      read(response, options.bytes, url).then(settle, fail);
    });
    request.end(options.body);
  });
}

async function read(response: IncomingMessage, most: number, url: URL): Promise<Fetched> {
  const status = response.statusCode ?? 0;
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
  if (status >= 300 && status < 400 && status !== 304)
    throw new EffectFailure(
      'refused',
      `${placeOf(url)} redirects to ${targetOf(headers.location, url)}: configure that URL if it is meant.`,
    );
  const tooMuch = () => new EffectFailure('misshapen', `${placeOf(url)} answered with more than ${most} bytes.`);
  if (Number(headers['content-length']) > most) throw tooMuch();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > most) throw tooMuch();
    parts.push(part);
  }
  if (!response.complete) throw new Error('the connection was closed in the middle of the answer');
  return { status, headers, body: await decoded(joined(parts, length), headers['content-encoding'] ?? 'identity', most, url) };
}

async function decoded(bytes: Uint8Array, encoding: string, most: number, url: URL): Promise<Uint8Array> {
  if (encoding === 'identity' || bytes.length === 0) return bytes;
  const decode = Object.hasOwn(decoders, encoding.toLowerCase()) ? decoders[encoding.toLowerCase()] : undefined;
  if (!decode)
    throw new EffectFailure('misshapen', `${placeOf(url)} answered in an encoding that is not known: it may use gzip.`);
  try {
    return new Uint8Array(await decode(bytes, { maxOutputLength: most }));
  } catch {
    throw new EffectFailure('misshapen', `${placeOf(url)} answered with what cannot be decompressed to ${most} bytes at most.`);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function lengthOf(body: string | Uint8Array | undefined): Record<string, string> {
  if (body === undefined) return {};
  return { 'content-length': String(typeof body === 'string' ? new TextEncoder().encode(body).length : body.length) };
}

/** Where a redirect leads, without what may be secret in it. */
function targetOf(location: string | undefined, base: URL): string {
  try {
    const { origin, pathname } = new URL(location ?? '', base);
    return location === undefined ? 'nowhere' : `${origin}${pathname}`.slice(0, 300);
  } catch {
    return 'what is no URL';
  }
}

/** A host as sockets have it: an IPv6 address without brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.replaceAll(/^\[|\]$/gu, '');
}

/** The host and port, which are in every text. */
function placeOf({ protocol, host }: URL): string {
  return `${protocol}//${host}`;
}

/** Of what the system says only its word: the rest may quote what was sent. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : String(message).slice(0, 200);
}
