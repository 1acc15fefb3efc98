// The dialects that are spoken, in the order in which they are asked to hear a stranger's stanza.
import type { Dialect } from '../dialect.ts';
import { conference } from './conference.ts';
import { discovery } from './discovery.ts';
import { groupchat } from './groupchat.ts';

export const dialects: readonly Dialect[] = [conference, groupchat, discovery];
