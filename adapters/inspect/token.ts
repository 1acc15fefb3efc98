// The words that let people in: the one in the URL of the inspector, and those of people who may change something. They are
// in files that only the service's user may read, and are never logged.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { lstatSync, statSync } from 'node:fs';
import { readSecretFile, type SecretFile, writeSecretFile } from '../secret-file.ts';
import { type ServerAddress, writeServerAddress } from '../server-address.ts';

/** A token that nobody can guess: 192 random bits as 32 characters. */
export const freshToken = (): string => randomBytes(24).toString('base64url');

const inUrl = /^[\w-]{16,200}$/;
const inHeader = /^[!-~]{16,200}$/;

/**
 * Reads the token of the URL.
 * @throws Error with a sentence that starts with the file's name
 */
export function readUrlToken(file: string): SecretFile {
  const read = readOwnFile(file);
  if (inUrl.test(read.secret)) return read;
  throw new Error(
    `${file}: must hold from 16 to 200 letters, digits, hyphens and underscores: remove it, and it is made anew at the next start`,
  );
}

/**
 * Reads the token of somebody who may change something.
 * @throws Error with a sentence that starts with the file's name
 */
export function readAdminToken(file: string): SecretFile {
  const read = readOwnFile(file);
  if (inHeader.test(read.secret)) return read;
  throw new Error(`${file}: must hold from 16 to 200 characters of ASCII without spaces, such as: openssl rand -hex 24`);
}

/** Whoever else put it there, or a link in its place, knows the token. */
function readOwnFile(file: string): SecretFile {
  const read = readSecretFile(file);
  const uids = [lstatSync(file), statSync(file)].map(({ uid }) => uid);
  if (!uids.some(isOther)) return read;
  throw new Error(
    `${file}: belongs to another user of this machine, who may know what is in it: remove it, or name another file`,
  );
}

/** Root may read everything anyway, and lays out files for services. */
function isOther(uid: number): boolean {
  const own = process.geteuid?.();
  return own !== undefined && uid !== own && uid !== 0;
}

/**
 * Reads the token of the URL, and makes the file where there is none.
 * @throws Error with a sentence that starts with the file's name
 */
export function readOrMakeToken(file: string): string {
  try {
    writeSecretFile(file, freshToken());
  } catch (error) {
    // that it is there already is the usual case; what else is wrong with it, reading says
    if (!(error as Error).message.includes('is there already')) throw error;
  }
  return readUrlToken(file).secret;
}

/** Where a browser finds the inspector. An address of all interfaces is no address to go to: it becomes the loopback one. */
export function inspectorUrl({ host, port }: ServerAddress, token: string): string {
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${writeServerAddress({ host: near, port })}/~${token}/`;
}

/** Whether two tokens are the same, in a time that says nothing about where they differ. */
export function sameToken(given: string, known: string): boolean {
  return timingSafeEqual(digest(given), digest(known));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
