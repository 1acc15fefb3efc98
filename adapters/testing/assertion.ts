// What the test kit throws when something is not as a test says. No test framework is needed: all of them show it.

/** Named and shaped as everybody's, so that test frameworks show the difference by themselves. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly code = 'ERR_ASSERTION';
  readonly generatedMessage = false;
  readonly operator = 'confab/testing';
  readonly actual: unknown;
  readonly expected: unknown;

  constructor(message: string, actual: unknown, expected: unknown) {
    super(message);
    this.actual = actual;
    this.expected = expected;
  }
}

/**
 * Throws an AssertionError whose stack begins where the test called.
 * @param method the kit's own function that the test called
 */
export function fail(message: string, actual: unknown, expected: unknown, method?: (...args: never[]) => unknown): never {
  const error = new AssertionError(message, actual, expected);
  (Error as { captureStackTrace?: (error: Error, above?: unknown) => void }).captureStackTrace?.(error, method);
  throw error;
}
