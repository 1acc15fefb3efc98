// The behaviours of a room for talk, in the order in which they rule and hear.
import { history } from '../behaviours/history.ts';
import { notices } from '../behaviours/notices.ts';
import { privacy } from '../behaviours/privacy.ts';
import { secret } from '../behaviours/secret.ts';
import { topic } from '../behaviours/topic.ts';
import { type Part, part } from '../kind.ts';

export const conversation: readonly Part[] = [
  part(secret, room => ({ word: room.secret })),
  part(privacy, room => ({ allowed: room.privacy, hides: room.hideRealJids })),
  part(history, room => ({ count: room.history, bytes: room.limits.historyBytes })),
  part(topic, room => ({ text: room.topic, bytes: room.limits.topicBytes })),
  part(notices, room => ({ on: room.notices })),
];
