// A behaviour from a file, for a test: a chart without code in JSON or TOML, or a module.
import { fileURLToPath } from 'node:url';
import type { Behaviour } from '../../machines/behaviour.ts';
import { loadBehaviours } from '../load-behaviours.ts';

/**
 * Reads the behaviour that is in a file, and checks it as a configuration that names it would.
 * @param file a path, from the folder where the program runs; or a URL such as `new URL('./quiet.json', import.meta.url)`
 * @throws Error with a sentence for each fault; where there is no behaviour in the file, or several
 */
export async function readBehaviour(file: string | URL): Promise<Behaviour> {
  const path = typeof file === 'string' && !file.startsWith('file:') ? file : fileURLToPath(file);
  const { behaviours } = await loadBehaviours([path.includes('/') ? path : `./${path}`], '.');
  const [behaviour, another] = behaviours;
  if (behaviour && !another) return behaviour;
  throw new Error(
    `${path}: ${another ? 'it has several behaviours: import the one that is meant' : 'there is no behaviour in it'}.`,
  );
}
