// Jabber Search, held to golden/search.xml.
import { search } from '../../../streams/dialects/search.ts';
import { hold } from './hold.ts';

hold(search, ['discover', 'find']);
