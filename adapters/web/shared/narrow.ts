// Whether there is place for one pane only, as on a phone; the style sheet draws the same line.
import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 56rem)');

/** Follows the window. */
export const narrow = signal(query.matches);

query.addEventListener('change', () => {
  narrow.value = query.matches;
});
