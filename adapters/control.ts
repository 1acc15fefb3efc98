// The control socket of a running service: a Unix socket that only its own user may open, on which local
// commands ask. One a service; what it answers is in control-commands.ts.
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { ControlCommand, ControlContext } from './control-command.ts';
import { answerControl } from './control-commands.ts';
import { type ControlAnswer, lineReader, requestLimit } from './control-protocol.ts';

export interface ControlOptions {
  readonly commands?: Readonly<Record<string, ControlCommand>>;
  /** After how many milliseconds without a request a connection is closed. */
  readonly idle?: number;
}

export interface ControlSocket {
  readonly path: string;
  /** Closes every connection and removes the socket. */
  close(): Promise<void>;
}

/** The socket cannot be had: the message is a sentence with the fix. */
export class ControlSocketError extends Error {}

const connectionLimit = 32;

/**
 * Opens the socket, mode 0600. One that a dead process left is replaced; a folder that is missing is made, mode 0700.
 * @throws ControlSocketError when a living service has it, or when the place cannot be used
 */
export async function openControl(
  path: string,
  context: ControlContext,
  { commands, idle = 30_000 }: ControlOptions = {},
): Promise<ControlSocket> {
  prepareFolder(dirname(path));
  const open = new Set<Socket>();
  const server = createServer(socket => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    void serve(socket, idle, line => answerControl(line, context, commands));
  });
  server.maxConnections = connectionLimit;
  await claim(server, path);
  return {
    path,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
        rmSync(path, { force: true });
      }),
  };
}

/** Answers the lines of one connection in order, no faster than the asker reads. */
async function serve(socket: Socket, idle: number, answer: (line: string) => Promise<ControlAnswer>): Promise<void> {
  const lines: string[] = [];
  const write = async (value: ControlAnswer) => {
    if (socket.writable && !socket.write(`${JSON.stringify(value)}\n`)) await once(socket, 'drain');
  };
  const read = lineReader(
    requestLimit,
    line => lines.push(line),
    () => {
      socket.end(`${JSON.stringify({ ok: false, error: `A request has less than ${requestLimit} characters.` })}\n`);
      setTimeout(() => socket.destroy(), idle).unref(); // whoever goes on writing
    },
  );
  socket.setEncoding('utf8');
  socket.setTimeout(idle, () => socket.destroy(new Error('idle')));
  try {
    for await (const piece of socket) {
      read(String(piece));
      for (const line of lines.splice(0)) await write(await answer(line));
    }
  } catch {
    socket.destroy(); // the asker went away or fell silent: nobody to tell
  }
}

async function claim(server: Server, path: string): Promise<void> {
  try {
    await listen(server, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw placeError(path, error as Error);
    await removeDead(path);
    await listen(server, path).catch(again => {
      throw placeError(path, again);
    });
  }
}

function listen(server: Server, path: string): Promise<void> {
  // between making the socket and setting its mode nobody else may open it, hence the mask
  const mask = process.umask(0o177);
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      chmodSync(path, 0o600);
      resolve();
    });
    process.umask(mask);
  });
}

/** Removes a socket behind which nobody listens any more. */
async function removeDead(path: string): Promise<void> {
  if (!lstatSync(path).isSocket()) {
    throw new ControlSocketError(`${path} is there and is no socket: remove it, or choose another with --control.`);
  }
  if (await isAlive(path)) {
    throw new ControlSocketError(
      `A Confab is running already and has the control socket ${path}: stop it first, ` +
        'or give this one another with --control if it serves another domain.',
    );
  }
  rmSync(path, { force: true });
}

/** Whether a process listens on a socket. */
export function isAlive(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = createConnection(path);
    const done = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.once('connect', () => done(true));
    socket.once('error', (error: NodeJS.ErrnoException) => done(!['ECONNREFUSED', 'ENOENT'].includes(error.code ?? '')));
  });
}

/**
 * Makes the folder where it is missing. One that others could have put there is not trusted.
 * @throws ControlSocketError with a sentence
 */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw placeError(folder, error as Error);
  }
  const owner = lstatSync(folder).uid;
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0 && owner !== uid && owner !== 0) {
    throw new ControlSocketError(`${folder} belongs to somebody else: choose another place with --control.`);
  }
}

function placeError(path: string, error: Error): ControlSocketError {
  const { code } = error as NodeJS.ErrnoException;
  const reason = code === 'EACCES' || code === 'EPERM' ? 'there is no right to write there' : error.message;
  return new ControlSocketError(
    `The control socket ${path} cannot be made: ${reason}. Choose a place that this user may write to with --control.`,
  );
}
