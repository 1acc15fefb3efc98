// What a command of the control socket is: the shape of what comes with its name, and what it does.
import { z } from 'zod';
import { parseAddress } from '../streams/address.ts';
import type { AttachedEngine } from './attach.ts';

/** What commands are about. */
export interface ControlContext {
  readonly domain: string;
  /** Throws a sentence while the service is only just starting. */
  readonly engine: Pick<
    AttachedEngine,
    | 'rooms'
    | 'find'
    | 'room'
    | 'lead'
    | 'invite'
    | 'shared'
    | 'explain'
    | 'command'
    | 'order'
    | 'configure'
    | 'reopen'
    | 'closeRoom'
    | 'removePerson'
    | 'replace'
    | 'kinds'
    | 'overload'
    | 'recording'
    | 'inspect'
  >;
  /** Whether the server's link is up now. */
  online(): boolean;
  /** Reads kinds and behaviours anew, and lets every room go on by them; gives what could not be kept, by room. */
  reload?(): Promise<Readonly<Record<string, readonly string[]>>>;
}

/** A command. What it throws is told to the asker. */
export interface ControlCommand<Request extends z.ZodObject = z.ZodObject> {
  readonly request: Request;
  run(request: z.infer<Request>, context: ControlContext): unknown;
}

/** Keeps the type of the request between its schema and `run`. */
export function controlCommand<Request extends z.ZodObject>(command: ControlCommand<Request>): ControlCommand {
  return command as unknown as ControlCommand;
}

/** A word or a sentence of a request. */
export const text = z.string().min(1).max(1_024);

/** A room may be named by its local part or by its whole address, which must be of this service. */
export function localPart(room: string, domain: string): string {
  const address = parseAddress(room.includes('@') ? room : `${room}@${domain}`);
  if (!address?.local || address.resource !== undefined) {
    throw new Error(`"${room}" cannot be the name or address of a room.`);
  }
  if (address.host !== domain) throw new Error(`${room} is not a room of this service, which is ${domain}.`);
  return address.local;
}
