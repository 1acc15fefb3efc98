// People for whom a program speaks: no stanza is heard of them, and none is written to them. What they ask comes from
// adapters/program-people.ts, and what they are told goes there as facts.
import type { Dialect } from '../dialect.ts';

export const program: Dialect = {
  name: 'program',
  isMute: true,
  hear: () => undefined,
  say: {},
  sayOfService: {},
};
