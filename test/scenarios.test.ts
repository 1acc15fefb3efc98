// Every wire scenario, played in memory: the real component library and our engine, an imitated server, virtual time.
import { MemoryWorld } from './scenario/memory-world.ts';
import { play } from './scenario/play.ts';
import { allScripts } from './scenario/scripts.ts';
import { suite } from './suite.ts';

suite('scenarios in memory', test => {
  for (const script of allScripts()) {
    test(script.title, () => play(script, new MemoryWorld()));
  }
});
