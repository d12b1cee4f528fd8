/**
 * With a Web Lock the page knows at once, even while the worker is busy, that the worker is gone:
 * the browser frees its lock. Without Web Locks (insecure origins) only the heartbeat is left.
 */

/** In the worker: takes the lock for as long as the worker lives. */
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
export function watchLock(name: string, signal: AbortSignal, onGone: () => void): void {
  // Rejects when the signal ends the watch.
  navigator.locks?.request(name, { signal }, onGone).catch(() => {});
}
