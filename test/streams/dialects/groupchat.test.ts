// Groupchat 1.0, held to golden/groupchat.xml.
import { groupchat } from '../../../streams/dialects/groupchat.ts';
import { hold } from './hold.ts';

hold(groupchat, ['present', 'enter', 'say', 'relay', 'answer', 'leave', 'bounce', 'probe']);
