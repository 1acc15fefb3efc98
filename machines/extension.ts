// `confab/behaviour`: all that somebody needs who writes behaviours and kinds of room, and nothing else of the machines.

// what a schema is made of must be the same zod by which it is read
export { z } from 'zod';
export type { BareJid, RealJid, RoomJid } from './address.ts';
export type { Behaviour, Call, Commanded, Founding, Lead, Reaction, RequestForm, Scope } from './behaviour.ts';
export type { OwnFact } from './behaviour-fact.ts';
export { behaviour } from './define-behaviour.ts';
export type { Empty } from './definition.ts';
export type { Fact, FactOf, Remembered, Requirements, Shown } from './fact.ts';
export type { OwnRequest, RoomFact, ToldFact } from './heard.ts';
export type { HeldRequest, Hold } from './holds.ts';
export { type Kind, kind, type Listed } from './kind.ts';
export { withBody, withSubject } from './message-text.ts';
export type { Mistake } from './mistake.ts';
export type { Configure, Invite } from './operator-request.ts';
export { type Edit, edited, type Span } from './passage.ts';
export type { Person } from './person.ts';
export type { Payload, Phase, Phases } from './phase.ts';
export { type Condition, type ErrorType, isRefusal, type Refusal, refuse } from './refusal.ts';
export type {
  Region,
  RegionAction,
  RegionActions,
  RegionState,
  RegionTransition,
  RegionTransitions,
} from './region.ts';
export type { Answer, Bounce, Browse, Enter, Leave, Present, Relay, Say } from './request.ts';
export type { RoomSettings } from './room-settings.ts';
export type { RoomView } from './room-view.ts';
export type { People } from './roster.ts';
export type { Deferral, Ruling } from './ruling.ts';
export type { Content, IqContent, MessageContent, PresenceContent, Tree } from './stanza.ts';
