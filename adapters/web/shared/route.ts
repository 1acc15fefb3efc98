// The view that is shown: follows the address, so that going back and a bookmark work.
import { signal } from '@preact/signals';
import { type Route, routeOf } from './route-of.ts';

/** Where the page stands now. */
export const route = signal<Route>(routeOf(location.hash));

addEventListener('hashchange', () => {
  route.value = routeOf(location.hash);
});

/** Goes to another view. */
export function go(hash: string): void {
  location.hash = hash;
}
