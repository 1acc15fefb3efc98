// A room where some speak and many listen: people are let in, and are given the floor one after the other.
import { lobby } from '../behaviours/lobby.ts';
import { slowMode } from '../behaviours/slow-mode.ts';
import { voiceQueue } from '../behaviours/voice-queue.ts';
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const lectureKind = kind(
  {
    name: 'lecture',
    about: 'A moderator lets people in and gives them the floor, one after the other.',
    listed: true,
  },
  // who does not know the secret need not be decided on, and who has not the floor not be told to wait
  [...conversation, lobby, voiceQueue, [slowMode, { seconds: 5 }]],
);
