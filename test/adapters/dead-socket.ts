// Leaves what a killed process leaves: a Unix socket behind which nobody listens.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export async function leaveDeadSocket(path: string): Promise<void> {
  const program = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', program, path]), 'close');
}
