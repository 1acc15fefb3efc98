// The effect `web-hook`: what a behaviour asks is posted as JSON to a URL of the configuration, signed, and the JSON that
// is answered is the answer. It is tried again where nobody was there, and never where somebody said no.
import { setTimeout as later } from 'node:timers';
import { z } from 'zod';
import { type EffectCall, EffectFailure, type Fetched, type Means, type Provision } from './effect.ts';
import { secretFault, signed } from './signature.ts';
import { allowList, configuredUrl, timeout } from './url-setting.ts';

const Settings = z.strictObject({
  url: configuredUrl.describe('where it is posted to: https://…, or http://… on a network of your own'),
  secret: z
    .string()
    .superRefine((secret, context) => {
      const fault = secretFault(secret);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    })
    .describe('by which it is signed; rather use `secretFile`, or `secretVariable` for one of the environment'),
  timeout: timeout(5),
  tries: z.int().min(1).max(10).default(3).describe('how often it is tried in all'),
  wait: z
    .number()
    .min(0.01)
    .max(60)
    .default(0.5)
    .describe('how long to wait before the second try at most, in seconds; twice as long before each further one'),
  longestWait: z
    .number()
    .min(0.01)
    .max(300)
    .default(10)
    .describe('no wait is longer, in seconds, whatever the other side asks for'),
  bytes: z.int().min(100).max(1_000_000).default(65_536).describe('bytes of an answer at most'),
  allow: allowList,
});
export type WebHookSettings = z.infer<typeof Settings>;

/** Time and chance, for tests. */
export interface WebHookClock {
  readonly now: () => number;
  readonly random: () => number;
}

export const webHook: Provision<WebHookSettings> = {
  use: 'web-hook',
  about: 'Posts the call as signed JSON to a URL, and answers with the JSON that comes back.',
  settings: Settings,
  make: (settings, means) => makeWebHook(settings, means),
};

export function makeWebHook(
  settings: WebHookSettings,
  means: Means,
  { now, random }: WebHookClock = { now: Date.now, random: Math.random },
) {
  return async (call: EffectCall): Promise<Readonly<Record<string, unknown>>> => {
    const { id, room, behaviour, effect, input, signal } = call;
    // the same at every try, so that a receiver knows it again
    const body = JSON.stringify({ id, room, behaviour, effect, input, at: now() });
    for (let tries = 1; ; tries++) {
      const came = await once(body, call).catch((error: unknown) => error as Error);
      const failure = came instanceof Error ? came : failureIn(came);
      if (!failure) return objectIn(came as Fetched, (text: string) => giveUp(new EffectFailure('misshapen', text), call, tries));
      if (tries >= settings.tries || !mayTryAgain(failure) || signal.aborted) giveUp(failure, call, tries);
      const wait = waitAfter(tries, failure instanceof Again ? failure.wait : undefined);
      means.log('info', 'a web hook is tried again', { effect, room, id, tries, wait, why: failure.message });
      await pause(wait, signal);
    }
  };

  function once(body: string, { id, signal }: EffectCall): Promise<Fetched> {
    const { url, secret, timeout, bytes, allow } = settings;
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Confab',
      ...signed(secret, id, now(), body),
    };
    return means.fetch(url, { method: 'POST', headers, body, timeout, bytes, allow, signal });
  }

  function giveUp(failure: Error, { id, effect, room, behaviour, input }: EffectCall, tries: number): never {
    const reason = failure instanceof EffectFailure ? failure.reason : 'unreachable';
    means.deadLetter({ at: now(), id, effect, room, behaviour, reason, text: failure.message, tries, input });
    throw failure;
  }

  /** Seconds: anything up to the longest of this turn, so that many do not come back together. */
  function waitAfter(tries: number, asked: number | undefined): number {
    const longest = Math.min(settings.longestWait, settings.wait * 2 ** (tries - 1));
    return asked === undefined ? random() * longest : Math.min(settings.longestWait, asked + random() * settings.wait);
  }

  /** What stands against an answer by its status; nothing where it is one. */
  function failureIn({ status, headers }: Fetched): EffectFailure | undefined {
    if (status >= 200 && status < 300) return undefined;
    const text = `The web hook answered ${status}.`;
    if (status >= 500 || status === 429)
      return new Again(status === 429 ? 'busy' : 'unreachable', text, secondsIn(headers['retry-after'], now()));
    return new EffectFailure('refused', text);
  }
}

/** Somebody is there, and asks to come again. */
class Again extends EffectFailure {
  readonly wait: number | undefined;

  /** @param reason `busy` where too much is asked: whoever asks often must not be taken for a backend that is away */
  constructor(reason: 'busy' | 'unreachable', text: string, wait: number | undefined) {
    super(reason, text);
    this.wait = wait;
  }
}

function mayTryAgain(failure: Error): boolean {
  if (failure instanceof Again) return true;
  return failure instanceof EffectFailure && (failure.reason === 'unreachable' || failure.reason === 'timeout');
}

/** Seconds of the header Retry-After (RFC 9110, section 10.2.3): a number of them, or a date. */
function secondsIn(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

function objectIn({ body }: Fetched, fail: (text: string) => never): Readonly<Record<string, unknown>> {
  // who has nothing to say may say so
  if (body.length === 0) return {};
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return fail('The web hook answered with what is no JSON.');
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    return fail('The web hook answered with JSON that is no object.');
  return read as Readonly<Record<string, unknown>>;
}

/** Waits, and no longer than somebody waits for the answer. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = later(done, seconds * 1000);
    signal.addEventListener('abort', done, { once: true });
  });
}
