// What is wrong with the behaviours of a kind, each fault a sentence with its fix.
import type { RoomJid } from './address.ts';
import type { Behaviour } from './behaviour.ts';
import { faultsOfBehaviour, heardNames, kebabCase } from './behaviour-faults.ts';
import { elementOf, mark } from './claims.ts';
import { hint } from './nearest.ts';
import { dynamicRoom, type RoomSettings } from './room-settings.ts';
import { settingFaults } from './setting-faults.ts';
import { ServiceSettings } from './settings.ts';

type List = readonly (readonly [Behaviour, object])[];

/** Sentences; none where all is well. */
export function faultsOf(kind: string, list: List): readonly string[] {
  const own = list.map(([behaviour]) => faultsOfBehaviour(behaviour));
  // what is broken by itself says little about its company
  const sound = list.filter((_, at) => own[at]!.length === 0);
  const names = list.map(([behaviour]) => behaviour?.name);
  return [
    ...(kebabCase.test(kind)
      ? []
      : [`The kind “${kind}” has a name that is not in kebab-case: call it round-table, or the like.`]),
    ...names
      .filter((name, i) => name !== undefined && names.indexOf(name) !== i)
      .map(name => `The kind ${kind} lists the behaviour ${name} twice: leave one of them out.`),
    ...own.flat(),
    ...claimFaults(kind, sound),
    ...foreignFaults(kind, sound, names),
    ...sound.flatMap(([behaviour, settings]) => settingsOf(kind, behaviour, settings)),
  ];
}

/** Two requests that are written in the same way. */
function claimFaults(kind: string, list: List): string[] {
  const claims = new Map<string, string>();
  const claim = (how: string, key: string, name: string, fix: string) => {
    const first = claims.get(key);
    if (first === undefined) claims.set(key, name);
    else if (first !== name)
      return [`The kind ${kind}: ${first} and ${name} both claim ${how}: give one of them another ${fix}, or leave one out.`];
    return [];
  };
  return list.flatMap(([{ name: behaviour, requests = {} }]) =>
    Object.entries(requests).flatMap(([name, form]) => {
      const element = elementOf({ behaviour, name, form });
      const who = `${behaviour}.${name}`;
      return [
        ...(form.word === undefined ? [] : claim(`the word ${mark}${form.word}`, form.word, who, 'word')),
        ...claim(`the element ${element.name} of ${element.xmlns}`, `${element.xmlns} ${element.name}`, who, 'element'),
      ];
    }),
  );
}

/** Facts of other behaviours that are heard, and that nobody tells. */
function foreignFaults(kind: string, list: List, names: readonly (string | undefined)[]): string[] {
  const known = new Map(list.map(([{ name, facts = {} }]) => [name, Object.keys(facts).map(fact => `${name}.${fact}`)]));
  return list.flatMap(([behaviour]) =>
    [...new Set(heardNames(behaviour))].flatMap(heard => {
      const [name = ''] = heard.split('.', 1);
      if (name === heard || known.get(name)?.includes(heard)) return [];
      const at = `The kind ${kind}: the behaviour ${behaviour.name} hears “${heard}”`;
      if (known.has(name)) return [`${at}, which ${name} does not tell${hint(heard, known.get(name)!)}`];
      return names.includes(name) ? [] : [`${at}, and has no behaviour ${name}${hint(name, known.keys())}`];
    }),
  );
}

let ordinary: RoomSettings | undefined;

/** A room with nothing set. */
export function ordinaryRoom(): RoomSettings {
  ordinary ??= dynamicRoom(ServiceSettings.parse({ domain: 'rooms.example' }), 'room@rooms.example' as RoomJid, 'room');
  return ordinary;
}

/** What the kind sets; what is missing, rooms may give. */
function settingsOf(kind: string, behaviour: Behaviour, settings: object): string[] {
  const at = `The kind ${kind}, behaviour ${behaviour.name}`;
  try {
    return settingFaults(behaviour, { ...behaviour.defaults?.(ordinaryRoom()), ...settings })
      .filter(({ isMissing }) => !isMissing)
      .map(({ path, text }) => [at, `${path.join('.') || 'settings'} ${text}`].join(': ').replace(/[^.?]$/u, '$&.'));
  } catch (error) {
    return [
      `${at}: its defaults throw for an ordinary room (${error instanceof Error ? error.message : String(error)}): mend them.`,
    ];
  }
}
