// Loaded into the engine's process beside its command line: weighs the heap when the bench asks for it.
// Ends the engine when the bench is gone, however that ended.

/** Bytes in use after a full garbage collection. */
export interface Weight {
  heap: number;
}

process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ heap: heapUsed + external } satisfies Weight);
});
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
