// Whether the kinds, rooms and patterns of a configuration fit the behaviours that there are. It reads what was given
// as far as that has the right shape; the rest the schema complains about.
import { type Brought, stock } from '../machines/catalogue.ts';
import type { Kind } from '../machines/kind.ts';
import { serviceFaults } from '../machines/room-faults.ts';
import { KindSettings, Pattern, ServiceSettings, StaticRoom } from '../machines/settings.ts';
import { isTable, type Layers } from './config-layers.ts';
import { problemAt } from './config-problems.ts';
import { DeploymentKeys } from './config-schema.ts';
import { effectFaults } from './effects/needs.ts';

export interface KindCheck {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Sentences, each with its place. */
  readonly problems: readonly string[];
}

/** Makes the kinds of a configuration, and says all that is wrong with them and with the rooms that are of them. */
export function checkKinds(layers: Layers, brought: Brought): KindCheck {
  const { tree, sourceOf } = layers;
  const configured = listOf(tree.kinds).map(one => KindSettings.safeParse(one).data);
  const { kinds, faults, broken } = stock(configured, brought);
  const source = sourceOf(['kinds']);
  // of these the schema has something to say already
  const misshapen = listOf(tree.kinds).flatMap((one, i) => (isTable(one) && !configured[i] ? [String(one.name)] : []));
  const service = serviceOf(layers);
  const ofRooms = serviceFaults(service, kinds, new Set([...broken, ...misshapen]));
  return {
    kinds,
    problems: [
      ...faults.map(fault => (source && fault.startsWith('kinds[') ? `${source}: ${fault}` : fault)),
      ...ofRooms.map(({ path, text }) => problemAt(path, text, layers)),
      ...effectFaults(service, kinds, Object.keys(isTable(tree.effects) ? tree.effects : {})),
    ],
  };
}

/** The settings of the service, with what is of the right shape in its rooms and patterns. */
function serviceOf({ tree }: Layers): ServiceSettings {
  const { rooms, patterns, ...rest } = tree;
  const plain = Object.fromEntries(
    Object.entries(rest).filter(([key]) => key === 'domain' || !Object.hasOwn(DeploymentKeys.shape, key)),
  );
  const service = ServiceSettings.safeParse(plain).data ?? ServiceSettings.parse({ domain: 'rooms.example' });
  return {
    ...service,
    rooms: listOf(rooms).map(room => StaticRoom.safeParse(room).data ?? StaticRoom.parse({ name: 'room', ...kindIn(room) })),
    patterns: listOf(patterns).map(
      pattern => Pattern.safeParse(pattern).data ?? Pattern.parse({ names: '*', kind: 'private', ...kindIn(pattern) }),
    ),
  };
}

/** The kind that something names, where the rest of it is wrong. */
function kindIn(value: unknown): { kind?: string } {
  return isTable(value) && typeof value.kind === 'string' && value.kind !== '' ? { kind: value.kind } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
