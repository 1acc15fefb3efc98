// The wire scenarios, played by real clients on a real ejabberd with our engine as its component.
import { scenariosOn } from '../scenario/on-server.ts';

scenariosOn('ejabberd');
