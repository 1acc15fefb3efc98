// How a room is put on a stage: what a test may set of it, and the settings of the service that follow from that.
import type { Kind } from '../../machines/kind.ts';
import type { ServiceSettingsInput } from '../prepared-settings.ts';

type RoomInput = NonNullable<ServiceSettingsInput['rooms']>[number];

export interface StageOptions
  extends Pick<RoomInput, 'title' | 'secret' | 'topic' | 'privacy' | 'nicks' | 'behaviours'>,
    Pick<ServiceSettingsInput, 'history' | 'notices' | 'hideRealJids' | 'limits' | 'timers'> {
  /** The part of the room's address before the @; `room` without. */
  readonly name?: string;
  /** Bare JIDs of moderators, besides the people who are said to be. */
  readonly moderators?: readonly string[];
  /** Whether the room is there before anybody comes, as from configuration; else it is made by who enters first. */
  readonly standing?: boolean;
  /** Other kinds that the room may become. */
  readonly kinds?: readonly Kind[];
  /** Whether a behaviour that fails ends the test at that line, which is so without, or is left for `faults`. */
  readonly onFault?: 'throw' | 'keep';
}

/** The host name of every staged service. */
export const service = 'rooms.example';

/** Throws where the room could not have what is set. */
export function settingsFor(options: StageOptions, kind: Kind, moderators: readonly string[]): ServiceSettingsInput {
  const { name = 'room', standing = true, behaviours } = options;
  const { title, secret, topic, privacy, nicks, history, notices, hideRealJids, limits, timers } = options;
  const ofRoom = stripUndefined({ title, secret, topic, privacy, nicks });
  const ofBoth = { kind: kind.name, ...stripUndefined({ behaviours }) };
  if (!standing && Object.keys(ofRoom).length > 0)
    throw new Error(`${Object.keys(ofRoom).join(', ')}: only a room that stands has this; leave it out, or standing: false.`);
  return {
    domain: service,
    create: 'anyone',
    moderators: [...moderators],
    ...stripUndefined({ history, notices, hideRealJids, limits, timers }),
    rooms: standing ? [{ name, ...ofBoth, ...ofRoom }] : [],
    patterns: [{ names: '*', ...ofBoth }],
  };
}

function stripUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
