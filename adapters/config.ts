// The whole configuration of a service: from flags, --set, environment, file and defaults, in this order of
// strength, checked at once. Every mistake is named with its place and its fix; secrets are never repeated.
import { dirname, resolve } from 'node:path';
import type { Brought } from '../machines/catalogue.ts';
import type { ServiceSettings } from '../machines/settings.ts';
import { checkEffects, type EffectCheck, holdsEffectSecret, withWholePaths } from './config-effects.ts';
import { ConfigFileError, isOpenToOthers, parseTomlValue, readConfigFile } from './config-file.ts';
import { environmentLayer, type FlagKey, fileVariable, flagLayer } from './config-flags.ts';
import { checkInspector, type InspectorConfig, inspectorWithWholePaths } from './config-inspector.ts';
import { checkKinds, type KindCheck } from './config-kinds.ts';
import { type Assignment, type Layer, type Layers, mergeLayers } from './config-layers.ts';
import { nameProblems, prepareDomain } from './config-names.ts';
import { describeIssues, problemAt } from './config-problems.ts';
import { recordWithWholePath } from './config-record.ts';
import { Deployment, type Path, schemaAt } from './config-schema.ts';
import { checkListen, watchWarnings } from './config-watch.ts';
import { controlPath, controlPathProblem } from './control-path.ts';
import { readSecretFile } from './secret-file.ts';
import { readServerAddress, type ServerAddress } from './server-address.ts';

/** Where values may come from. Everything is what the user gave, unchecked. */
export interface ConfigSources {
  /** The TOML file, relative to `cwd`. */
  readonly file?: string | undefined;
  /** `--server`, `--domain`, `--secret`, `--secret-file`, `--control`, `--record`, by the name of their key. */
  readonly flags?: Partial<Record<FlagKey, string | undefined>>;
  /** `key=value`, in the order of the command line. */
  readonly sets?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

export interface Config {
  readonly domain: string;
  readonly server: ServerAddress;
  readonly secret: string;
  readonly control: string;
  readonly log: Deployment['log'];
  /** Where metrics, health and readiness are read; nowhere without it. */
  readonly http: ServerAddress | undefined;
  /** The inspector, where there is one. */
  readonly inspector: InspectorConfig | undefined;
  readonly settings: ServiceSettings;
  /** Where and how rooms are recorded; nowhere without a folder. */
  readonly record: Deployment['record'];
  /** What behaviours may call, and where calls are written that could not be delivered. */
  readonly calls: Pick<EffectCheck, 'effects' | 'deadLetters'>;
  /** The modules, charts and packages that behaviours and kinds come from, and the folder that they are looked for from. */
  readonly outside: { readonly list: readonly string[]; readonly from: string };
  /** The kinds with what came from there, and what is then wrong with them and with the rooms. */
  readonly check: (brought: Brought) => KindCheck;
  /** A problem with what stands at a path, with the place that it came from. */
  readonly problemAt: (path: Path, what: string) => string;
  /** Sentences about what works but should be mended. */
  readonly warnings: readonly string[];
}

/** Everything that is wrong, a sentence each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads and checks everything.
 * @throws ConfigError with all that is wrong
 */
export function readConfig(sources: ConfigSources): Config {
  const problems: string[] = [];
  const { cwd = process.cwd(), env = {} } = sources;
  const file = configFile(sources);
  const sets = setLayer(sources.sets ?? [], problems);
  const fromFile = file === undefined ? [] : fileLayer(resolve(cwd, file), file, problems);
  // what the file would have said is not known: to go on would report its values as missing
  if (fromFile === undefined) throw new ConfigError(problems);
  const layers = mergeLayers([fromFile, environmentLayer(env), sets, flagLayer(sources.flags ?? {})]);
  problems.push(...layers.problems);
  return check(layers, problems, { cwd, file, env });
}

/** The configuration file that was named by flag or environment, if any. */
export function configFile({ file, env }: Pick<ConfigSources, 'file' | 'env'>): string | undefined {
  return file ?? (env?.[fileVariable] || undefined);
}

interface Place {
  readonly cwd: string;
  readonly file: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

function check(layers: Layers, problems: string[], place: Place): Config {
  const warnings: string[] = [];
  const parsed = Deployment.safeParse(layers.tree);
  if (!parsed.success) problems.push(...describeIssues(parsed.error.issues, layers));
  problems.push(...nameProblems(layers));
  const server = checkServer(layers, problems);
  const secret = checkSecret(layers, problems, warnings, place.cwd);
  const control = checkControl(layers, problems, place);
  const http = checkListen(layers, problems);
  const { inspector, ...ofInspector } = checkInspector(layers, place.cwd);
  const outside = outsideOf(layers, place);
  const { effects, deadLetters, ...ofEffects } = checkEffects(layers, place);
  problems.push(...ofEffects.problems, ...ofInspector.problems);
  warnings.push(...ofEffects.warnings, ...ofInspector.warnings);
  // what comes from outside takes time to load: with it, kinds and rooms are checked afterwards
  if (outside.list.length === 0) problems.push(...checkKinds(layers, {}).problems);
  if (!parsed.success || problems.length > 0 || !server || !secret || !control) throw new ConfigError(problems);
  if (place.file !== undefined && isOpenToOthers(resolve(place.cwd, place.file)) && holdsSecrets(layers, place.file)) {
    warnings.push(`${place.file}: others on this machine may read the secrets in it: chmod 600 ${place.file}`);
  }
  const { server: _1, secret: _2, secretFile: _3, control: _4, behaviours: _5, http: _6, log, ...more } = parsed.data;
  const { effects: _7, deadLetters: _8, inspector: _9, record, ...rest } = more;
  warnings.push(...watchWarnings(log, http));
  // checked above; the server knows the component by the prepared name
  const domain = prepareDomain(rest.domain)!;
  return {
    domain,
    server,
    secret,
    control,
    log,
    http,
    inspector,
    record: recordWithWholePath(record, dir => resolve(place.cwd, dir)),
    settings: { ...rest, domain },
    calls: { effects, deadLetters },
    outside,
    check: brought => checkKinds(layers, brought),
    problemAt: (path, what) => problemAt(path, what, layers),
    warnings,
  };
}

/** Paths of a file are relative to it; packages are looked for from there, too. */
function outsideOf({ tree, sourceOf }: Layers, { cwd, file }: Place): Config['outside'] {
  const folder = file === undefined ? cwd : dirname(resolve(cwd, file));
  const list = Array.isArray(tree.behaviours) ? tree.behaviours.filter(entry => typeof entry === 'string') : [];
  const fromOf = (at: number) => (file !== undefined && sourceOf(['behaviours', at]) === file ? folder : cwd);
  return { list: list.map((entry, at) => (/^\.{1,2}\//u.test(entry) ? resolve(fromOf(at), entry) : entry)), from: folder };
}

function checkServer(layers: Layers, problems: string[]): ServerAddress | undefined {
  const text = layers.tree.server;
  if (typeof text !== 'string') return undefined;
  try {
    return readServerAddress(text);
  } catch (error) {
    problems.push(problemAt(['server'], (error as Error).message, layers));
    return undefined;
  }
}

function checkSecret(layers: Layers, problems: string[], warnings: string[], cwd: string): string | undefined {
  const { tree } = layers;
  const at = (key: string, what: string) => problems.push(problemAt([key], what, layers));
  if (tree.secret !== undefined && tree.secretFile !== undefined) {
    at('secret', 'and secretFile are both given: keep one of them');
    return undefined;
  }
  if (tree.secret === undefined && tree.secretFile === undefined) {
    at('secretFile', 'is missing: give --secret-file FILE, or --secret, CONFAB_SECRET_FILE, CONFAB_SECRET');
    return undefined;
  }
  if (typeof tree.secret === 'string') return tree.secret;
  if (typeof tree.secretFile !== 'string' || tree.secretFile === '') return undefined;
  try {
    const read = readSecretFile(resolve(cwd, tree.secretFile));
    warnings.push(...read.warnings);
    return read.secret;
  } catch (error) {
    at('secretFile', (error as Error).message);
    return undefined;
  }
}

function checkControl(layers: Layers, problems: string[], { cwd, env }: Place): string | undefined {
  const { control, domain } = layers.tree;
  if (typeof domain !== 'string') return undefined;
  const path = typeof control === 'string' && control !== '' ? resolve(cwd, control) : controlPath(domain, env);
  const problem = controlPathProblem(path);
  if (problem) problems.push(problemAt(['control'], problem, layers));
  return problem ? undefined : path;
}

function holdsSecrets(layers: Layers, file: string): boolean {
  const { tree, sourceOf } = layers;
  if (tree.secret !== undefined && sourceOf(['secret']) === file) return true;
  if (holdsEffectSecret(layers, file)) return true;
  return Array.isArray(tree.rooms) && tree.rooms.some(room => typeof room?.secret === 'string');
}

/** Paths in a file are relative to the file, as its author sees them. */
function fileLayer(path: string, shown: string, problems: string[]): Layer | undefined {
  try {
    const tree = readConfigFile(path);
    const whole = (given: string) => resolve(dirname(path), given);
    for (const key of ['secretFile', 'control', 'deadLetters']) {
      if (typeof tree[key] === 'string' && tree[key] !== '') tree[key] = whole(tree[key]);
    }
    if (tree.effects !== undefined) tree.effects = withWholePaths(tree.effects, whole);
    if (tree.inspector !== undefined) tree.inspector = inspectorWithWholePaths(tree.inspector, whole);
    if (tree.record !== undefined) tree.record = recordWithWholePath(tree.record, whole);
    return [{ path: [], value: tree, source: shown }];
  } catch (error) {
    if (!(error instanceof ConfigFileError)) throw error;
    problems.push(error.message.replace(path, shown));
    return undefined;
  }
}

function setLayer(sets: readonly string[], problems: string[]): Layer {
  return sets.flatMap((text): Assignment[] => {
    const [, key, value] = /^([\w-]+(?:\.[\w-]+|\[\d+\])*)=(.*)$/s.exec(text) ?? [];
    if (key === undefined || value === undefined) {
      problems.push('--set: needs key=value, such as --set limits.rooms=100');
      return [];
    }
    const path = key.split(/\.|(?=\[)/).map(part => (part.startsWith('[') ? Number(part.slice(1, -1)) : part));
    const parsed = parseTomlValue(value);
    // text needs no quotes where nothing but text can be meant
    const asText = schemaAt(path)?.type === 'string' && typeof parsed !== 'string';
    return [{ path, value: parsed === undefined || asText ? value : parsed, source: `--set ${key}` }];
  });
}
