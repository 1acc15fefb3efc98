// Every key of a deployment: those of the program itself (server, secret, log …) and, on the same level,
// those of the service. Shapes and words only: where values come from is config.ts's affair.
import { z } from 'zod';
import { ServiceSettings } from '../machines/settings.ts';
import { InspectorSettings } from './inspect/inspector-settings.ts';
import { RecordSettings } from './recording/record-settings.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export const LogSettings = z.strictObject({
  level: z.enum(logLevels).default('info').describe('the least important kind of line that is written'),
  pretty: z.boolean().default(false).describe('whether lines are for people instead of JSON'),
  stanzas: z
    .enum(['off', 'addresses', 'everything'])
    .default('off')
    .describe('for debugging: whether every stanza is written at level debug, with texts as their lengths, or whole'),
});

export const HttpSettings = z.strictObject({
  listen: z
    .string()
    .min(1)
    .optional()
    .describe('ADDRESS:PORT for metrics, health and readiness, such as 127.0.0.1:9105; none without it; see "Operating"'),
});

export const DeploymentKeys = z.strictObject({
  server: z
    .string()
    .describe('HOST:PORT where the server listens for components; an IPv6 address in brackets; port 5347 if none'),
  domain: ServiceSettings.shape.domain,
  secret: z.string().min(1).optional().describe('the word that the server knows for this component; rather use `secretFile`'),
  secretFile: z.string().min(1).optional().describe('a file with that word alone, which only Confab may read'),
  control: z.string().min(1).optional().describe('the Unix socket on which a running service is asked; see "The control socket"'),
  behaviours: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'behaviours and kinds from outside: paths of modules and of charts in JSON or TOML, names of packages; see "Behaviours from outside"',
    ),
  effects: z
    .record(z.string().min(1), z.looseObject({ use: z.string() }))
    .default({})
    .describe('work outside that behaviours may call, a table `[effects.NAME]` for each; see "Effects"'),
  deadLetters: z
    .string()
    .min(1)
    .optional()
    .describe('a file for calls that could not be delivered, a line of JSON for each; only the log says so without it'),
  log: LogSettings.prefault({}),
  http: HttpSettings.prefault({}),
  inspector: InspectorSettings.prefault({}),
  record: RecordSettings.prefault({}),
});

/** The whole of a configuration file. `Deployment` in, checked and with defaults, out. */
export const Deployment = z.strictObject({ ...DeploymentKeys.shape, ...ServiceSettings.shape });
export type Deployment = z.infer<typeof Deployment>;

/** What we use of JSON Schema, which zod writes for us. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
}

export const schema = z.toJSONSchema(Deployment, { io: 'input' }) as Schema;

export type Path = readonly PropertyKey[];

/** `limits.rooms`, `rooms[2].secret`. */
export function writePath(path: Path): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`)).join('');
}

/** The schema of one key; undefined where there is no such key. */
export function schemaAt(path: Path, from: Schema = schema): Schema | undefined {
  let here: Schema | undefined = from;
  for (const part of path) {
    here = typeof part === 'number' ? here?.items : (ownProperty(here?.properties, String(part)) ?? anyProperty(here));
  }
  return here;
}

/** Every key that may be written, in order, as `limits.rooms` and `rooms[0].name`. */
export function knownPaths(index = 0, from: Schema = schema, prefix: Path = []): string[] {
  const inside = Object.entries(from.properties ?? {}).flatMap(([key, child]) => {
    const path = [...prefix, key];
    return [writePath(path), ...knownPaths(index, child, path)];
  });
  return from.items ? [...inside, ...knownPaths(index, from.items, [...prefix, index])] : inside;
}

/** What a value must be, in words that follow "must be". */
export function expectation(of: Schema): string {
  if (of.anyOf) return of.anyOf.map(expectation).join(', or ');
  if (of.enum) {
    const words = of.enum.map(word => JSON.stringify(word));
    return words.length > 2 ? `one of ${words.join(', ')}` : words.join(' or ');
  }
  switch (of.type) {
    case 'integer':
      return `a whole number${range(of)}`;
    case 'number':
      return `a number${range(of)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list of ${pluralOf(of.items)}${of.minItems ? ', not empty' : ''}`;
    case 'object':
      return 'a table';
    default:
      return of.minLength ? 'text, not empty' : 'text';
  }
}

const plurals: Record<string, string> = { object: 'tables', string: 'text' };

function pluralOf(of: Schema | undefined): string {
  return of?.anyOf?.map(pluralOf).join(' or ') ?? plurals[of?.type ?? ''] ?? 'values';
}

function range(of: Schema): string {
  const low = of.exclusiveMinimum === undefined ? of.minimum : `above ${of.exclusiveMinimum}`;
  if (low === undefined || of.maximum === undefined) return '';
  return of.exclusiveMinimum === undefined ? ` from ${low} to ${of.maximum}` : ` ${low}, at most ${of.maximum}`;
}

/** Of a table whose keys are anybody's choice. */
function anyProperty(of: Schema | undefined): Schema | undefined {
  return typeof of?.additionalProperties === 'object' ? of.additionalProperties : undefined;
}

function ownProperty<T>(of: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return of && Object.hasOwn(of, key) ? of[key] : undefined;
}
