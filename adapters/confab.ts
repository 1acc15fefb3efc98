// What `import … from 'confab'` gives: a conference service for a component that a program already has.
export { type AttachedEngine, type AttachOptions, attach } from './attach.ts';
export type { ComponentLike } from './claim.ts';
export type { Clock } from './clock.ts';
export { boundParser } from './guarded-stream.ts';
export type { MetricsRegistry } from './metrics.ts';
export type { ParserLimits } from './parser-limits.ts';
export type { ServiceSettingsInput } from './prepared-settings.ts';
export type { RoomDetail, RoomSummary } from './room-report.ts';
export { type Refused, refusedBy } from './stanza-tree.ts';
export { type StreamCondition, StreamFault } from './stream-fault.ts';
export type { Vitals } from './vitals.ts';
