import { create } from 'zustand';

/** Something that takes a while, and that a person may cancel. */
export interface Waiting {
  /** "Opening photo.jpg" */
  readonly what: string;
  readonly cancel: () => void;
}

/** What is waited for, the latest last. */
export const useWaiting = create<{ readonly waiting: readonly Waiting[] }>(() => ({ waiting: [] }));

/** Milliseconds after which work is said to go on: what is over sooner needs no words. */
const shownAfter = 300;

/**
 * Does work that may take a while: a line at the foot of the window says so, with Cancel.
 * @param what it is, as a beginning: "Opening photo.jpg".
 */
export async function cancellable<T>(
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const entry: Waiting = { what, cancel: () => controller.abort() };
  const others = () => useWaiting.getState().waiting.filter((each) => each !== entry);
  const timer = setTimeout(
    () => useWaiting.setState({ waiting: [...others(), entry] }),
    shownAfter,
  );
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    if (useWaiting.getState().waiting.includes(entry)) useWaiting.setState({ waiting: others() });
  }
}

/** Cancels the latest. @returns whether there was one. */
export function cancelWaiting(): boolean {
  const latest = useWaiting.getState().waiting.at(-1);
  latest?.cancel();
  return latest !== undefined;
}
