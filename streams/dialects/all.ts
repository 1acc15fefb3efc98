// The dialects that are spoken, in the order in which they are asked to hear a stranger's stanza.
import type { Dialect } from '../dialect.ts';
import { conference } from './conference.ts';
import { discovery } from './discovery.ts';
import { groupchat } from './groupchat.ts';
import { leading } from './leading.ts';
import { program } from './program.ts';
import { search } from './search.ts';

export const dialects: readonly Dialect[] = [conference, groupchat, discovery, search, program, leading];
