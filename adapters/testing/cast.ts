// Who may take part in a random conversation, in which rooms, and by what names. Data only.
import { service } from './staging.ts';

export interface Actor {
  readonly name: string;
  readonly jid: string;
  readonly dialect: 'conference' | 'groupchat';
  readonly isModerator: boolean;
  /** Always asks that the real address is hidden. */
  readonly isProtected: boolean;
}

/** Two are one person at two places; case and spaces in resources count. */
export const jids: Readonly<Record<string, string>> = {
  woody: 'woody@toys.example/home',
  buzz: 'buzz@toys.example/Star Command',
  rex: 'rex@games.example/<toy & box>',
  jessie: 'jessie@toys.example/home',
  woody2: 'woody@toys.example/Home',
  bo: 'bo.peep@toys.example/lamp',
};

/**
 * `hall` stands always; `den` is made by whoever comes first, if anybody. Their names are also those of web pages, so that
 * nobody is turned away who may come only by such a name.
 */
export const rooms: readonly [string, string] = [`hall=2f@${service}`, `den=2f@${service}`];

/** Several of these are the same nick. */
export const nicks = [
  'Woody',
  'woody',
  'ＷＯＯＤＹ',
  'Buzz',
  ' buzz ',
  'Straße',
  'STRASSE',
  '高い',
  `<"&'>`,
  'a b',
  'x',
] as const;

export const bareOf = (jid: string): string => jid.split('/', 1)[0]!;
export const nameOfRoom = (room: string): string => room.split('@', 1)[0]!;
