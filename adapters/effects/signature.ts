// Signs a web hook as Standard Webhooks has it (standardwebhooks.com, symmetric signatures): so that receivers can use
// the libraries that there are. It sends nothing.
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';

/** With this before it a secret is written in base64; without, its bytes are those of the text. */
const mark = 'whsec_';

/**
 * The headers by which a receiver knows that a body is ours, and new.
 * @param at milliseconds since 1970
 */
export function signed(secret: string, id: string, at: number, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` };
}

/** What is wrong with a secret, in words that follow its name; undefined where it is one. */
export function secretFault(secret: string): string | undefined {
  if (secret.startsWith(mark) && !/^(?:[\w+/-]{4})*(?:[\w+/-]{2,3}={0,2})?$/u.test(secret.slice(mark.length)))
    return `must be base64 after ${mark}`;
  const bytes = keyOf(secret).length;
  return bytes < 16 ? 'must have 16 bytes or more, such as those of: openssl rand -base64 32' : undefined;
}

function keyOf(secret: string): Buffer {
  return secret.startsWith(mark) ? Buffer.from(secret.slice(mark.length), 'base64') : Buffer.from(secret, 'utf8');
}
