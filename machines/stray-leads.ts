// Ways to rooms that go astray: where two behaviours have the same, and where a configuration has rooms to which none
// of their own leads.
import type { Behaviour } from './behaviour.ts';
import { type Kind, settingsIn } from './kind.ts';
import { askedBy, type Ground, groundsOf, ledBy } from './landing.ts';
import { isRefusal } from './refusal.ts';
import { fits } from './room-settings.ts';
import type { ServiceSettings } from './settings.ts';

/** Two behaviours of one name in different kinds: it could not be told which of them is asked. */
export function sharedLeadFaults(kinds: Iterable<Kind>): string[] {
  const owners = new Map<string, { readonly behaviour: Behaviour; readonly kind: string }>();
  return [...kinds].flatMap(({ name: kind, parts }) =>
    parts.flatMap(({ behaviour }) =>
      Object.keys(behaviour.leads ?? {}).flatMap(lead => {
        const element = askedBy(behaviour.name, lead);
        const owner = owners.get(element);
        if (!owner) owners.set(element, { behaviour, kind });
        if (!owner || owner.behaviour === behaviour) return [];
        return [
          `The kinds ${owner.kind} and ${kind} list different behaviours ${behaviour.name}, which both claim ${element}: give one of the behaviours another name.`,
        ];
      }),
    ),
  );
}

/** A room or a pattern with names to which no lead of its kind leads: nobody who asks would come there. */
export interface StrayName {
  readonly path: readonly (string | number)[];
  /** What follows the path, without a full stop. */
  readonly text: string;
}

export function strayNames(service: ServiceSettings, kinds: ReadonlyMap<string, Kind>): StrayName[] {
  return groundsOf({ settings: service, kinds }).flatMap(ground => {
    const tried = triedNames(ground);
    if (tried.some(({ name }) => isItsOwn(service, ground, name))) return [];
    const [one] = tried;
    if (!one || !ground.path) return [];
    const text = `leads nowhere: the rooms to which ${one.element} leads have other names, such as “${one.name}”`;
    return [{ path: ground.path, text }];
  });
}

/** Whether the name is that of the room, or the first pattern that it fits is this one. */
function isItsOwn({ patterns }: ServiceSettings, { path = [], names }: Ground, name: string): boolean {
  const [list, i] = path;
  return list === 'rooms' ? name === names : patterns.findIndex(pattern => fits(name, pattern.names)) === i;
}

function triedNames(ground: Ground): { readonly element: string; readonly name: string }[] {
  const { kind, settings, names } = ground;
  return kind.parts.flatMap(part => {
    const { name: behaviour, leads = {} } = part.behaviour;
    return Object.entries(leads).flatMap(([lead, { examples }]) => {
      try {
        const all = examples?.(settingsIn(part, settings) as never, names) ?? [];
        return all.flatMap(fields => {
          const led = ledBy(ground, behaviour, lead, fields);
          return led && !isRefusal(led) ? [{ element: askedBy(behaviour, lead), name: led.room }] : [];
        });
      } catch {
        // of settings that are not right something else is said
        return [];
      }
    });
  });
}
