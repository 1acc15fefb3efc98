// Runs one command line in this process, against a service without an engine.
import { runCommandLine } from '../../../adapters/command-line.ts';
import { commandTable } from '../../../adapters/commands/all.ts';
import { openControl } from '../../../adapters/control.ts';
import type { ControlContext } from '../../../adapters/control-command.ts';
import { capture } from '../capture.ts';
import { temporaryFolder } from '../folder.ts';

export async function askService(context: ControlContext, ...words: string[]) {
  const folder = temporaryFolder();
  const control = await openControl(folder.at('d.sock'), context);
  const { io, out, err } = capture({ RUNTIME_DIRECTORY: folder.path });
  const code = await runCommandLine(words, commandTable, io);
  await control.close();
  return { code, out, err };
}
