// Where the time of a process went, from a CPU profile as V8 writes it: shares by layer of the house and by function.
// What the process waited is left out. It takes no profile itself.

/** A profile in V8's format (.cpuprofile), as far as it is read. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

/** Shares are of the time that was not waited, from 0 to 1; the largest first. */
export interface ProfileSummary {
  readonly layers: readonly { readonly layer: string; readonly share: number }[];
  readonly functions: readonly { readonly name: string; readonly layer: string; readonly share: number }[];
}

/** How many functions a summary names. */
const NAMED = 15;

/**
 * Adds up the self times. What is built into the engine of JavaScript counts for the layer that called it.
 * @param root the URL of the folder that `machines`, `streams` and `adapters` are in
 */
export function summarise(profile: CpuProfile, root: string): ProfileSummary {
  const nodes = new Map(profile.nodes.map(node => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(node => (node.children ?? []).map(child => [child, node.id] as const)));
  const layerOf = (id: number): string => {
    const { functionName, url } = nodes.get(id)!.callFrame;
    const known = layer(functionName, url, root);
    if (known !== undefined) return known;
    const parent = parents.get(id);
    return parent === undefined ? 'program' : layerOf(parent);
  };
  // taking the profile walks through the whole heap, which is not what is asked for
  const isOwn = (id: number | undefined): boolean =>
    id !== undefined && (nodes.get(id)!.callFrame.url === 'node:inspector' || isOwn(parents.get(id)));
  const layers = new Map<string, number>();
  const functions = new Map<string, { name: string; layer: string; share: number }>();
  let whole = 0;
  for (const [at, id] of profile.samples.entries()) {
    const node = nodes.get(id)!;
    const { functionName } = node.callFrame;
    const time = profile.timeDeltas[at] ?? 0;
    if (functionName === '(idle)' || functionName === '(root)' || isOwn(id)) continue;
    whole += time;
    const where = layerOf(id);
    layers.set(where, (layers.get(where) ?? 0) + time);
    const name = nameOf(node.callFrame, root);
    const key = `${where} ${name}`;
    const found = functions.get(key) ?? { name, layer: where, share: 0 };
    found.share += time;
    functions.set(key, found);
  }
  const share = (time: number) => Math.round((10_000 * time) / whole) / 10_000;
  return {
    layers: [...layers].map(([layer, time]) => ({ layer, share: share(time) })).sort(byShare),
    functions: [...functions.values()]
      .map(found => ({ ...found, share: share(found.share) }))
      .sort(byShare)
      .slice(0, NAMED),
  };
}

/** The summary as text for people. */
export function profileText(title: string, { layers, functions }: ProfileSummary): string {
  const line = (share: number, text: string) => `${(100 * share).toFixed(1).padStart(6)} %  ${text}`;
  return [
    `${title}: self time, without waiting`,
    ...layers.map(({ layer, share }) => line(share, layer)),
    '',
    ...functions.map(({ name, layer, share }) => line(share, `${name} (${layer})`)),
    '',
  ].join('\n');
}

function byShare(one: { share: number }, other: { share: number }): number {
  return other.share - one.share;
}

/** The layer that a function is in; undefined for what is built in. */
function layer(name: string, url: string, root: string): string | undefined {
  if (name === '(garbage collector)') return 'gc';
  if (name === '(program)') return 'program';
  const parts = url.split('/node_modules/');
  if (parts.length > 1) return /^(?:@[^/]+\/)?[^/]+/.exec(parts.at(-1)!)?.[0];
  if (url.startsWith(root)) return url.slice(root.length).split('/')[0];
  return url.startsWith('node:') ? 'node' : undefined;
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame'], root: string): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  if (url.startsWith(root)) return `${name} ${url.slice(root.length).replace(/\.js$/, '.ts')}`;
  return `${name} ${url.split('/node_modules/').at(-1)}:${lineNumber + 1}`;
}
