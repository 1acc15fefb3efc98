// The latest requests to one room, so that what led to something can be asked afterwards. Bounded; what is older is
// forgotten.
import type { RoomRequest } from './request.ts';

export class Ring {
  readonly most: number;
  /** How many requests there have been. */
  total = 0;
  readonly #requests: RoomRequest[] = [];

  /** @param most how many are remembered, one at least */
  constructor(most: number) {
    this.most = most;
  }

  add(request: RoomRequest): void {
    this.#requests[this.total++ % this.most] = request;
  }

  /** Those that are remembered, oldest first. */
  latest(): readonly RoomRequest[] {
    const from = this.total % this.most;
    return this.total <= this.most ? [...this.#requests] : [...this.#requests.slice(from), ...this.#requests.slice(0, from)];
  }
}
