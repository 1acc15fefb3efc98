// Prosody as the tests use it; the story is that of every server.
import { tellServerStory } from './server-story.ts';

tellServerStory(
  'prosody',
  `-- Prosody: put this at the end of prosody.cfg.lua
Component "chat.example.org" {
  component_secret = "printed";
}
`,
);
