// What stands against a request to the inspector, thrown on the way to its answer: a status, and a sentence for a person.

export type RefusedStatus = 400 | 403 | 404 | 409 | 413 | 429 | 503;

export class Refusal extends Error {
  readonly status: RefusedStatus;
  constructor(status: RefusedStatus, problem: string) {
    super(problem);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** What is said while there is no engine yet. */
export const starting = 'The service is only just starting: try again.';

/** @throws Refusal, always: for the right side of `??` */
export function refuse(status: RefusedStatus, problem: string): never {
  throw new Refusal(status, problem);
}
