// What `import … from 'confab/testing'` gives: behaviours and kinds of room in memory, with named people on virtual
// time. It needs no test framework, no server and no socket, and runs on Node and Deno.
export type { Difference } from '../recording/difference.ts';
export { RecordingError } from '../recording/recording-error.ts';
export type { Replayed, ReplayOptions, ReplayStep } from '../recording/replay.ts';
export { AssertionError } from './assertion.ts';
export type { ConversationOptions } from './conversation-run.ts';
export { type Conversations, conversations } from './conversations.ts';
export { type Coverage, coverage, isCovered, type Unreached, unreached, type WithWatches } from './coverage.ts';
export type { Expected } from './listener.ts';
export type { Entering } from './manner.ts';
export { type Path, type PathStep, type Paths, paths } from './paths.ts';
export { Player, type PlayerOptions } from './player.ts';
export { readBehaviour } from './read-behaviour.ts';
export type { Received } from './received.ts';
export type { Moment } from './rehearsal.ts';
export { assertReplay, replay } from './replays.ts';
export { Stage, stage } from './stage.ts';
export type { StageOptions } from './staging.ts';
export type { Subject } from './subject.ts';
