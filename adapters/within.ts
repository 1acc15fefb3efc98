// Waiting that has an end.

/** Whether it was done in so many milliseconds; what it throws is thrown. The timer ends with the wait. */
export async function within(milliseconds: number, doing: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([doing.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
