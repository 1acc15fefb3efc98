// Discovery and its neighbours, held to golden/discovery.xml.
import { discovery } from '../../../streams/dialects/discovery.ts';
import { hold } from './hold.ts';

hold(discovery, ['ask', 'discover', 'find']);
