// The feed of the example room `news`: made up here, with another item at each reading. Nothing is fetched.
import type { FeedItem } from '../../machines/feed-item.ts';
import type { Effect } from '../effects/effect.ts';

const headlines = [
  'A room was drawn as a statechart, and everybody found their state',
  'Somebody raised a hand, and was given the floor',
  'Two protocols sat in one room and did not notice',
  'A secret was guessed at the third try; the room says it was the first',
  'Nobody was refused today without being told why',
  'The whiteboard is full of horses again',
];
/** As a feed has that leaves old items out. */
const mostItems = 20;

/** A feed that has a new item whenever it is read. */
export function exampleFeed(): Effect {
  const items: FeedItem[] = [];
  let readings = 0;
  return async () => {
    const title = `${headlines[readings % headlines.length]} (made up, no. ${++readings})`;
    items.unshift({ id: `example-${readings}`, title, summary: 'An item of a feed that Confab makes up for development.' });
    return { items: items.slice(0, mostItems), source: 'the made-up feed' };
  };
}
