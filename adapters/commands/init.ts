// `confab init prosody|ejabberd|openfire`: prints the server's part of the configuration, with a fresh secret.
import { defineCommand } from 'citty';
import { suggestion } from '../../machines/nearest.ts';
import type { CommandContext } from '../command-flags.ts';
import { prepareDomain } from '../config-names.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { writeSecretFile } from '../secret-file.ts';
import { freshSecret, serverKinds } from '../server-block.ts';

export const init = defineCommand({
  meta: { name: 'init', description: 'Print the configuration block for a server, with a fresh secret' },
  args: {
    server: { type: 'positional', required: true, description: 'prosody, ejabberd or openfire' },
    domain: { type: 'string', valueHint: 'name', default: 'rooms.example.org', description: 'the host name of the service' },
    port: { type: 'string', valueHint: 'number', description: 'where the server shall listen for components' },
    'secret-file': { type: 'string', valueHint: 'file', description: 'write the secret into this new file, too' },
  },
  run({ args, data }) {
    const { out, err } = data as CommandContext;
    const kind = Object.hasOwn(serverKinds, args.server) ? serverKinds[args.server] : undefined;
    if (!kind) {
      const names = Object.keys(serverKinds);
      const hint = suggestion(args.server, names) || `: there are ${names.join(', ')}`;
      throw new CommandError(`confab init: the server "${args.server}" is not known${hint}`, exitCode.usage);
    }
    const port = readPort(args.port) ?? kind.port;
    const domain = readDomain(args.domain);
    const secret = freshSecret();
    const file = args['secret-file'];
    if (file !== undefined) write(file, secret);
    out(kind.block({ domain, secret, port, secretFile: file ?? 'confab.secret' }).trimEnd());
    if (file === undefined)
      err('Put the secret alone into the file confab.secret, readable by Confab only, or use --secret-file.');
    return exitCode.ok;
  },
});

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new CommandError('confab init: --port must be a number from 1 to 65535', exitCode.usage);
  return port;
}

function readDomain(text: string): string {
  const domain = prepareDomain(text);
  if (domain) return domain;
  throw new CommandError('confab init: --domain must be a host name, such as rooms.example.org', exitCode.usage);
}

function write(file: string, secret: string): void {
  try {
    writeSecretFile(file, secret);
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}
