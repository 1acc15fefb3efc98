// A room that the deployment's own backend lets people into. It needs the effect `gatekeeper`.
import { gatekeeper } from '../behaviours/gatekeeper.ts';
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const gatedKind = kind(
  { name: 'gated', about: 'Whoever wants to enter is asked for outside, by the effect gatekeeper.', listed: false },
  // who does not know the secret need not be asked for
  [...conversation, gatekeeper],
);
