// The kinds of room of one service: those that come with Confab, those that a program or a deployment brings, and
// those that the configuration puts together from behaviours by name.
import type { Behaviour } from './behaviour.ts';
import { faultsOfBehaviour } from './behaviour-faults.ts';
import { shippedBehaviours } from './behaviours/all.ts';
import { type Kind, kind, type Listed } from './kind.ts';
import { shippedKinds } from './kinds/all.ts';
import { hint } from './nearest.ts';
import type { KindSettings } from './settings.ts';
import { sharedLeadFaults } from './stray-leads.ts';

/** What a deployment or a program brings besides what there is. */
export interface Brought {
  // biome-ignore lint/suspicious/noExplicitAny: each has settings and data of its own
  readonly behaviours?: readonly Behaviour<any, any, any>[];
  readonly kinds?: readonly Kind[];
}

/**
 * Every kind by its name. One that is brought or configured takes the place of the shipped one of its name; no other
 * name may be there twice.
 * @throws Error with a line for each fault
 */
export function catalogue(configured: readonly KindSettings[], brought: Brought = {}): ReadonlyMap<string, Kind> {
  const { kinds, faults } = stock(configured, brought);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return kinds;
}

export interface Stock {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly faults: readonly string[];
  /** Names of configured kinds that could not be made. */
  readonly broken: ReadonlySet<string>;
}

/** Every kind that is right, and a sentence for each fault of the others; those of a configured kind begin with its place. */
export function stock(configured: readonly (KindSettings | undefined)[], { behaviours = [], kinds = [] }: Brought = {}): Stock {
  const known = new Map([...shippedBehaviours, ...behaviours].map(one => [one.name, one] as const));
  const faults = [...behaviourFaults(behaviours), ...kindFaults(configured, kinds)];
  const broken = new Set<string>();
  const made = configured.flatMap((settings, i) => {
    if (!settings) return [];
    try {
      return [madeOf(settings, `kinds[${i}]`, known)];
    } catch (error) {
      faults.push(...(error as Error).message.split('\n'));
      broken.add(settings.name);
      return [];
    }
  });
  const all = new Map([...shippedKinds, ...kinds, ...made].map(one => [one.name, one]));
  return { kinds: all, faults: [...faults, ...sharedLeadFaults(all.values())], broken };
}

/** Two behaviours of one name would not be told apart where a configuration lists them. */
function behaviourFaults(behaviours: readonly Behaviour[]): string[] {
  const shipped = new Map(shippedBehaviours.map(one => [one.name, one]));
  const seen = new Map<string, Behaviour>();
  return behaviours.flatMap(one => {
    const faults = [...faultsOfBehaviour(one)];
    const { name } = one;
    if (shipped.has(name) && shipped.get(name) !== one)
      faults.push(`The behaviour ${name} has the name of one that comes with Confab: give it another.`);
    if (seen.has(name) && seen.get(name) !== one)
      faults.push(`There are two behaviours ${name}: give one of them another name, or leave it out.`);
    seen.set(name, one);
    return faults;
  });
}

function kindFaults(configured: readonly (KindSettings | undefined)[], brought: readonly Kind[]): string[] {
  const names = [...new Set(brought)].map(({ name }) => name);
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  const all = [...names, ...configured.map(one => one?.name)];
  return [
    ...twice.map(name => `There are two kinds ${name}: give one of them another name, or leave it out.`),
    ...configured.flatMap((one, i) => {
      if (!one || all.indexOf(one.name) === names.length + i) return [];
      return [`kinds[${i}]: There is another kind ${one.name}: give one of them another name, or leave it out.`];
    }),
  ];
}

function madeOf({ behaviours, ...about }: KindSettings, place: string, known: ReadonlyMap<string, Behaviour>): Kind {
  const unknown = behaviours
    .map(nameOf)
    .filter(name => !known.has(name))
    .map(name => `${place}: The kind ${about.name} lists the behaviour ${name}, which is not known${hint(name, known.keys())}`);
  if (unknown.length > 0) throw new Error(unknown.join('\n'));
  return kind(
    about,
    behaviours.map(one => listed(one, known)),
    place,
  );
}

function nameOf(one: KindSettings['behaviours'][number]): string {
  return typeof one === 'string' ? one : one.name;
}

function listed(one: KindSettings['behaviours'][number], known: ReadonlyMap<string, Behaviour>): Listed {
  const { name, ...settings } = typeof one === 'string' ? { name: one } : one;
  return [known.get(name)!, settings];
}
