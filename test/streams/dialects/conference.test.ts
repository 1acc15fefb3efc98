// jabber:iq:conference and jabber:iq:browse, held to golden/conference.xml.
import { conference } from '../../../streams/dialects/conference.ts';
import { hold } from './hold.ts';

hold(conference, [
  'present',
  'enter',
  'inquire',
  'say',
  'relay',
  'answer',
  'leave',
  'bounce',
  'browse',
  'browse service',
  'find',
  'probe',
]);
