// A listener of the host program, made safe to call in the middle of something: what it throws is thrown, but afterwards,
// by itself. It does not judge what was thrown.

export function safeListener<Args extends readonly unknown[]>(listener: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      listener(...args);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
