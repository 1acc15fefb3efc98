// A room that belongs to a web page. Strangers are shown no list of them: who knows a page finds its room, and the URLs
// of some pages are secrets.
import { location } from '../behaviours/location.ts';
import { page } from '../behaviours/page.ts';
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const urlKind = kind(
  { name: 'url', about: 'Those who are on a web page meet, and see where on it the others are.', listed: false },
  // nobody is asked for a secret by a page that can have no room; places last, as the others have left them
  [page, ...conversation, location],
);
