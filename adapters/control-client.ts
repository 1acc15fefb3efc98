// Asks a running service over its control socket: one connection, one request, one answer.
import { statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { answerLimit, type ControlAnswer, lineReader } from './control-protocol.ts';
import { CommandError } from './exit-code.ts';

/** A request: the name of a command and what belongs to it. */
export interface ControlRequest {
  readonly command: string;
  readonly [key: string]: unknown;
}

/**
 * The result of a command.
 * @param path of the control socket
 * @param patience milliseconds to wait for the answer
 * @throws CommandError with a sentence: nothing runs there, no right to ask, or what the service said
 */
export async function askControl(path: string, request: ControlRequest, patience = 10_000): Promise<unknown> {
  const answer = await exchange(path, `${JSON.stringify(request)}\n`, patience);
  if (answer.ok) return answer.result;
  throw new CommandError(answer.error);
}

function exchange(path: string, request: string, patience: number): Promise<ControlAnswer> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    const fail = (message: string) => {
      socket.destroy();
      reject(new CommandError(message));
    };
    const read = lineReader(
      answerLimit,
      line => {
        socket.destroy();
        try {
          resolve(JSON.parse(line) as ControlAnswer);
        } catch {
          fail(`What answers at ${path} is no Confab: name the right socket with --control.`);
        }
      },
      () => fail(`The answer at ${path} is too long to be read.`),
    );
    socket.setEncoding('utf8');
    socket.setTimeout(patience, () => fail(`The service at ${path} did not answer in ${patience / 1000} seconds: see its log.`));
    socket.on('error', error => fail(unreachable(path, error)));
    socket.on('data', piece => read(String(piece)));
    socket.on('close', () => fail(`The service at ${path} went away without an answer: see its log.`));
    socket.write(request);
  });
}

function unreachable(path: string, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return `No Confab is running with the control socket ${path}: start it with \`confab serve\`, or name its socket with --control.`;
    case 'ECONNREFUSED':
      // Linux says the same of a file
      if (!isSocket(path)) return noSocket(path);
      return `The Confab that had the control socket ${path} is gone: start it again with \`confab serve\`.`;
    case 'ENOTSOCK':
      return noSocket(path);
    case 'EACCES':
    case 'EPERM':
      return `This user may not use the control socket ${path}: ask as the user that runs the service, or as root.`;
    default:
      return `The control socket ${path} cannot be used: ${error.message}.`;
  }
}

const noSocket = (path: string) => `${path} is no socket: name the control socket of a running Confab with --control.`;

function isSocket(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isSocket() ?? false;
}
