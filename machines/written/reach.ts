// Whether every state of a written chart can come to be.
import { statePaths, targetOf } from './chart.ts';
import type { StateForm, TransitionForm, Written } from './form.ts';

/** The paths of states to which no way leads, conditions aside. */
export function unreached(written: Written): readonly string[] {
  const all = statePaths(written);
  const reached = new Set<string>();
  const open: string[] = [];
  const reach = (path: string) => {
    // who is in a state is in those around it
    const parts = path.split('.');
    for (const [i] of parts.entries()) {
      const around = parts.slice(0, i + 1).join('.');
      if (!reached.has(around)) open.push(around);
      reached.add(around);
    }
    const { initial } = stateAt(written, path);
    if (initial !== undefined) reach(`${path}.${initial}`);
  };
  const follow = ({ on = {} }: Pick<StateForm, 'on'>, from: string) => {
    for (const { to } of Object.values(on).flat() as TransitionForm[]) if (to !== undefined) reach(targetOf(to, from, all)!);
  };
  if (written.initial !== undefined) reach(written.initial);
  follow(written, '');
  for (let path = open.pop(); path !== undefined; path = open.pop()) follow(stateAt(written, path), path);
  return all.filter(path => !reached.has(path));
}

/** The state at a path, of which is known that it is there. */
export function stateAt(written: Pick<StateForm, 'states'>, path: string): StateForm {
  return path.split('.').reduce<StateForm>((state, name) => state.states![name]!, written as StateForm);
}
