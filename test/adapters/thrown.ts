// What a function throws or a promise is rejected with, for a closer look than uvu's `throws` gives.

export function thrownBy(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  if (error === undefined) throw new Error('nothing was rejected');
  return error;
}
