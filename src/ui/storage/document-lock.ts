/** Who may write a document: one tab at a time, by a Web Lock named after it. */

type Message = { readonly kind: 'release' | 'saved'; readonly id: string };

const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('dreamgraph');

interface Held {
  readonly id: string;
  readonly release: () => void;
}

let held: Held | undefined;

/** The time another tab gets to save and release before its lock is stolen, in milliseconds. */
const takeoverTimeout = 2000;

/** Takes the lock if no other tab has it. @returns whether this tab may write. */
export function takeLock(id: string, onLost: () => void): Promise<boolean> {
  return request(id, { ifAvailable: true }, onLost);
}

/** Asks the tab that has the lock to save and release it; steals it if that tab does not answer. */
export async function takeOver(id: string, onLost: () => void): Promise<void> {
  channel?.postMessage({ kind: 'release', id } satisfies Message);
  const timeout = AbortSignal.timeout(takeoverTimeout);
  const given = await request(id, { signal: timeout }, onLost).catch(() => false);
  if (!given) await request(id, { steal: true }, onLost);
}

export function releaseLock(): void {
  held?.release();
  held = undefined;
}

/** Whether some tab has the document open for writing. */
export async function isLocked(id: string): Promise<boolean> {
  const { held: locks = [] } = (await navigator.locks?.query()) ?? {};
  return locks.some(({ name }) => name === lockName(id));
}

/** Announces to other tabs that storage has a newer state. */
export function announceSaved(id: string): void {
  channel?.postMessage({ kind: 'saved', id } satisfies Message);
}

export function onMessage(listener: (message: Message) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => listener(data));
}

function request(id: string, options: LockOptions, onLost: () => void): Promise<boolean> {
  // Without Web Locks a second writer cannot be told from the first.
  if (!navigator.locks) return Promise.resolve(true);
  releaseLock();
  return new Promise((answer, refuse) => {
    let mine: Held | undefined;
    navigator.locks
      .request(lockName(id), options, (lock) => {
        if (!lock) return answer(false);
        return new Promise<void>((release) => {
          mine = { id, release };
          held = mine;
          answer(true);
        });
      })
      .catch((error: unknown) => {
        if (!mine) return refuse(error);
        // Taken away by another tab.
        if (held === mine) held = undefined;
        onLost();
      });
  });
}

function lockName(id: string): string {
  return `dreamgraph-document-${id}`;
}
