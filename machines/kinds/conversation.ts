// The behaviours of a room for talk, in the order in which they rule and hear.
import { history } from '../behaviours/history.ts';
import { moderation } from '../behaviours/moderation.ts';
import { notices } from '../behaviours/notices.ts';
import { privacy } from '../behaviours/privacy.ts';
import { secret } from '../behaviours/secret.ts';
import { topic } from '../behaviours/topic.ts';
import type { Listed } from '../kind.ts';

export const conversation: readonly Listed[] = [moderation, secret, privacy, history, topic, notices];
