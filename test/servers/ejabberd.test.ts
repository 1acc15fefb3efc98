// ejabberd as the tests use it; the story is that of every server.
import { tellServerStory } from './server-story.ts';

tellServerStory(
  'ejabberd',
  `# ejabberd: put this into ejabberd.yml under "listen:"
  -
    port: 5347
    module: ejabberd_service
    access: all
    hosts:
      "chat.example.org":
        password: "printed"
`,
);
