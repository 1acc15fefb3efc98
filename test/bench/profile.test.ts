// Profiles: self times by layer and by function, without what the process waited.
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { type CpuProfile, profileText, summarise } from './profile.ts';

const ROOT = 'file:///srv/confab/';
const FRAMES = [
  ['(root)', ''],
  ['(idle)', ''],
  ['(garbage collector)', ''],
  ['(program)', ''],
  ['say', `${ROOT}streams/egress.js`],
  // built in: its caller's
  ['set', ''],
  ['next', 'file:///srv/node_modules/rxjs/dist/Subject.js'],
  ['parse', 'file:///srv/node_modules/@xmpp/xml/node_modules/ltx/lib/ltx.js'],
  ['writeGeneric', 'node:internal/stream_base_commons'],
  ['post', 'node:inspector'],
  // the profile itself
  ['dispatch', ''],
] as const;

const PROFILE: CpuProfile = {
  nodes: FRAMES.map(([functionName, url], at) => ({
    id: at + 1,
    callFrame: { functionName, url, lineNumber: 9 },
    children: at === 0 ? [2, 3, 4, 5, 7, 8, 9, 10] : at === 4 ? [6] : at === 9 ? [11] : [],
  })),
  samples: [1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11],
  timeDeltas: [5, 900, 900, 10, 10, 20, 10, 10, 20, 10, 10, 500, 500],
};

suite('bench profile', test => {
  test('shares the time that was not waited among the layers', () => {
    assert.equal(summarise(PROFILE, ROOT).layers, [
      { layer: 'streams', share: 0.4 },
      { layer: 'rxjs', share: 0.2 },
      { layer: 'gc', share: 0.1 },
      { layer: 'program', share: 0.1 },
      { layer: 'ltx', share: 0.1 },
      { layer: 'node', share: 0.1 },
    ]);
  });

  test('names the functions that took most, with their files', () => {
    const { functions } = summarise(PROFILE, ROOT);
    assert.equal(functions.slice(0, 2), [
      { name: 'say streams/egress.ts', layer: 'streams', share: 0.3 },
      { name: 'next rxjs/dist/Subject.js:10', layer: 'rxjs', share: 0.2 },
    ]);
    assert.ok(functions.some(({ name, layer }) => name === 'set' && layer === 'streams'));
  });

  test('prints shares that people can read', () => {
    const text = profileText('confab middle', summarise(PROFILE, ROOT));
    assert.match(text, /^confab middle: self time, without waiting\n {2}40\.0 % {2}streams\n/);
    assert.match(text, / 30\.0 % {2}say streams\/egress\.ts \(streams\)\n/);
  });
});
