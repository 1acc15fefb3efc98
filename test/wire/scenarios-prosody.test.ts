// The wire scenarios, played by real clients on a real Prosody with our engine as its component.
import { scenariosOn } from '../scenario/on-server.ts';

scenariosOn('prosody');
