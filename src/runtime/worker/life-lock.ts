/**
 * A Web Lock tells at once, and even while the worker is busy, that it is gone: the browser frees
 * its lock. Where there are none (pages without a secure origin) only the heartbeat is left.
 */

/** In the worker: takes the lock for as long as it lives. */
export function holdLock(name: string): Promise<void> {
  return new Promise((resolve) => {
    if (!navigator.locks) return resolve();
    const forever = () => {
      resolve();
      return new Promise<void>(() => {});
    };
    navigator.locks.request(name, forever).catch(() => resolve());
  });
}

/** In the page: calls back when the worker that held the lock is gone. */
export function watchLock(name: string, signal: AbortSignal, gone: () => void): void {
  // Rejects when the signal ends the watch.
  navigator.locks?.request(name, { signal }, gone).catch(() => {});
}
