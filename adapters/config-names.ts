// Rules for names in a configuration that its schema cannot know: prepared as addresses are, they must be
// possible, and no two rooms may be the same.
import { parseAddress } from '../streams/address.ts';
import type { Layers } from './config-layers.ts';
import { problemAt } from './config-problems.ts';
import type { Path } from './config-schema.ts';

/** Sentences about the domain, the static rooms and who may create; what has the wrong type is left to the schema. */
export function nameProblems(layers: Layers): string[] {
  const { domain, rooms, create } = layers.tree;
  const problems: string[] = [];
  const report = (path: Path, what: string) => problems.push(problemAt(path, what, layers));
  if (isText(domain) && !prepareDomain(domain)) report(['domain'], 'must be a host name, such as rooms.example.org');
  if (Array.isArray(rooms)) checkRooms(rooms, report);
  if (Array.isArray(create)) {
    for (const [i, entry] of create.entries()) {
      if (isText(entry) && !isCreator(entry)) {
        report(['create', i], 'must be a host name or a bare JID, such as example.org or romeo@example.org');
      }
    }
  }
  return problems;
}

/** The host name of a service as addresses have it; undefined where the text has what no host name has. */
export function prepareDomain(text: string): string | undefined {
  const address = parseAddress(text);
  if (!address || address.bare !== address.host || address.resource !== undefined) return undefined;
  return /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*$/u.test(address.host) ? address.host : undefined;
}

/** The name of a room as addresses have it; undefined where it cannot be in one. */
export function prepareRoomName(text: string): string | undefined {
  const address = parseAddress(`${text}@service`);
  return address?.host === 'service' && address.resource === undefined && address.local ? address.local : undefined;
}

function checkRooms(rooms: readonly unknown[], report: (path: Path, what: string) => void): void {
  const firsts = new Map<string, number>();
  for (const [i, room] of rooms.entries()) {
    const name = (room as { name?: unknown } | null)?.name;
    if (!isText(name)) continue;
    const prepared = prepareRoomName(name);
    if (prepared === undefined) {
      report(['rooms', i, 'name'], `cannot be in an address: leave out spaces and the signs " & ' / : < > @`);
      continue;
    }
    const first = firsts.get(prepared);
    if (first === undefined) firsts.set(prepared, i);
    else report(['rooms', i, 'name'], `is the same address as rooms[${first}].name (${prepared}): rename or remove one`);
  }
}

function isCreator(text: string): boolean {
  const at = text.indexOf('@');
  if (at < 0) return prepareDomain(text) !== undefined;
  return prepareRoomName(text.slice(0, at)) !== undefined && prepareDomain(text.slice(at + 1)) !== undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
