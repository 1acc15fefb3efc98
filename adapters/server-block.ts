// What `confab init` prints: the part of a server's configuration that lets Confab connect, with a comment
// on where it goes. For Prosody and ejabberd a test feeds it to the real servers.
import { randomBytes } from 'node:crypto';
import { componentPort } from './server-address.ts';

export interface BlockOptions {
  readonly domain: string;
  readonly secret: string;
  readonly port: number;
  /** Where the secret is, for the command that goes with the block. */
  readonly secretFile: string;
}

export interface ServerKind {
  readonly port: number;
  /** The block alone, comments included: it can be pasted as it is. */
  block(options: BlockOptions): string;
}

export const serverKinds: Readonly<Record<string, ServerKind>> = {
  prosody: { port: componentPort, block: prosodyBlock },
  ejabberd: { port: componentPort, block: ejabberdBlock },
  openfire: { port: 5275, block: openfireBlock },
};

/** A secret with 192 random bits, of letters and digits that need no quoting anywhere. */
export function freshSecret(): string {
  return randomBytes(24).toString('hex');
}

/** The command that goes with a block, to be shown in a comment. */
export function serveCommand({ domain, port, secretFile }: BlockOptions): string {
  return `confab serve --server 127.0.0.1:${port} --domain ${domain} --secret-file ${secretFile}`;
}

function prosodyBlock(options: BlockOptions): string {
  // written as a call with a table, so that what comes after it is global again, wherever it is pasted
  const port = options.port === componentPort ? '' : `component_ports = { ${options.port} }\n`;
  return (
    comment('--', [
      'Prosody: put this at the end of prosody.cfg.lua, or in a file of its own in conf.d/,',
      'then restart Prosody. Start Confab with:',
      `  ${serveCommand(options)}`,
    ]) +
    `Component "${options.domain}" {
  component_secret = "${options.secret}";
}
${port}`
  );
}

function ejabberdBlock(options: BlockOptions): string {
  return (
    comment('#', [
      'ejabberd: put this into ejabberd.yml under "listen:", beside the entries that are there,',
      'then: ejabberdctl reload_config. Start Confab with:',
      `  ${serveCommand(options)}`,
    ]) +
    `  -
    port: ${options.port}
    ip: "127.0.0.1"
    module: ejabberd_service
    access: all
    hosts:
      "${options.domain}":
        password: "${options.secret}"
`
  );
}

function openfireBlock(options: BlockOptions): string {
  return (
    comment('#', [
      'Openfire (NOT TESTED against a real Openfire; Prosody and ejabberd are).',
      'In the admin console, Server > Server Settings > External Components: enable the service,',
      `port ${options.port}, and allow the subdomain ${options.domain.split('.')[0]} with the secret below.`,
      'Or set these system properties (the secret is then that of every component), and restart Openfire.',
      'Start Confab with:',
      `  ${serveCommand(options)}`,
    ]) +
    `xmpp.component.socket.active=true
xmpp.component.socket.port=${options.port}
xmpp.component.defaultSecret=${options.secret}
`
  );
}

function comment(mark: string, lines: readonly string[]): string {
  return lines.map(line => `${mark} ${line}\n`).join('');
}
