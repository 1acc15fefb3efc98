// What those with a token of their own may do: close a room, remove a person, set a behaviour otherwise. Each deed is kept
// with who and when, what failed as well; those who guess at tokens are slowed down.
import { z } from 'zod';
import type { RoomDetail } from '../room-report.ts';
import { hidden } from '../shown-settings.ts';
import { refuse } from './problem.ts';
import type { AdminEntry, AdminRequest } from './protocol.ts';
import { sameToken } from './token.ts';

/** As much of an engine as deeds need. Each throws an Error with a sentence where it cannot be done. */
export interface AdminEngine {
  closeRoom(room: string, text: string, by: string): void;
  removePerson(room: string, person: string, text: string, by: string): void;
  configure(room: string, behaviour: string, settings: Readonly<Record<string, unknown>>, by: string): unknown;
  room(name: string): RoomDetail | undefined;
}

export interface AdminSources {
  /** The name of everybody who may, by token. */
  readonly admins: ReadonlyMap<string, string>;
  readonly engine: () => AdminEngine | undefined;
  readonly log: (entry: AdminEntry) => void;
  readonly now: () => number;
  /** Told when a wrong token was given. */
  readonly onWrongToken?: () => void;
}

export interface Admin {
  /**
   * Whose token it is, as `Authorization` has it.
   * @returns the name, or what stands against it
   */
  who(authorization: string | undefined): { readonly name: string } | { readonly status: 403 | 429; readonly problem: string };
  /** Does it, and gives what is kept of it; with a `problem` where it was not done. */
  act(by: string, request: AdminRequest): AdminEntry;
  /** The latest deeds, oldest first. */
  entries(): readonly AdminEntry[];
}

/** Deeds that are remembered. */
const mostEntries = 200;
/** Wrong tokens in one second, after which none is looked at until it is over. */
const mostWrong = 5;

const text = z.string().max(1_000).optional();
const name = z.string().min(1).max(3_000);
const Request = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('close'), room: name, text }),
  z.strictObject({ do: z.literal('remove'), room: name, person: name, text }),
  z.strictObject({ do: z.literal('set'), room: name, behaviour: name, settings: z.record(z.string(), z.unknown()) }),
]);

/**
 * Reads what somebody wants to have done.
 * @throws Refusal with a sentence that says how it is written
 */
export function readAdminRequest(json: string): AdminRequest {
  try {
    return Request.parse(JSON.parse(json)) as AdminRequest;
  } catch {
    return refuse(
      400,
      'This is nothing that can be done: send {"do":"close","room":…,"text":…}, {"do":"remove","room":…,"person":…,"text":…} or {"do":"set","room":…,"behaviour":…,"settings":{…}}.',
    );
  }
}

export function adminDesk({ admins, engine, log, now, onWrongToken }: AdminSources): Admin {
  const entries: AdminEntry[] = [];
  let wrong = { since: 0, count: 0 };

  return {
    who(authorization) {
      if (admins.size === 0) {
        return { status: 403, problem: 'Nobody may change anything here: name who may, under inspector.admins.' };
      }
      const [, given] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
      if (given === undefined) return { status: 403, problem: 'To change something takes a token of your own: give it.' };
      const at = now();
      if (at - wrong.since >= 1_000) wrong = { since: at, count: 0 };
      if (wrong.count >= mostWrong) return { status: 429, problem: 'Too many wrong tokens were given: try again in a second.' };
      // all of them are compared, so that the time says nothing
      const found = [...admins].filter(([token]) => sameToken(given, token)).map(([, name]) => name);
      if (found[0] !== undefined) return { name: found[0] };
      wrong.count++;
      onWrongToken?.();
      return { status: 403, problem: 'This is nobody’s token: give your own.' };
    },

    act(by, request) {
      const living = engine();
      let problem: string | undefined;
      try {
        if (!living) throw new Error('The service is only just starting: try again.');
        perform(living, by, request);
      } catch (error) {
        problem = (error as Error).message;
      }
      const entry = {
        at: now(),
        by,
        request: shown(living, request, problem === undefined),
        ...(problem === undefined ? {} : { problem }),
      };
      entries.push(entry);
      if (entries.length > mostEntries) entries.shift();
      log(entry);
      return entry;
    },

    entries: () => [...entries],
  };
}

function perform(engine: AdminEngine, by: string, request: AdminRequest): void {
  // the engine has words of its own for who gave none
  const { room } = request;
  if (request.do === 'close') engine.closeRoom(room, request.text ?? '', by);
  else if (request.do === 'remove') engine.removePerson(room, request.person, request.text ?? '', by);
  else engine.configure(room, request.behaviour, request.settings, by);
}

/**
 * Without words that only some may know: what was set is told as the room shows it now. What was not may have any shape,
 * and is told where it is one value of a setting that is shown.
 */
function shown(engine: AdminEngine | undefined, request: AdminRequest, isDone: boolean): AdminRequest {
  if (request.do !== 'set') return request;
  const { behaviours = [] } = engine?.room(request.room) ?? {};
  const known = behaviours.find(({ name }) => name === request.behaviour)?.settings as Record<string, unknown> | undefined;
  const settings = Object.entries(request.settings).map(([key, value]) => {
    const now = known !== undefined && Object.hasOwn(known, key) ? known[key] : hidden;
    return [key, isDone || now === hidden ? now : typeof value === 'object' ? hidden : value];
  });
  return { ...request, settings: Object.fromEntries(settings) };
}
