import { vi } from 'vitest';

/** Web Locks and BroadcastChannel of one browser, with as many tabs as a test opens. */
export function installBrowser() {
  const locks = createLocks();
  const channels = new Set<FakeChannel>();
  class FakeChannel extends EventTarget {
    readonly name: string;
    constructor(name: string) {
      super();
      this.name = name;
      channels.add(this);
    }
    postMessage(data: unknown): void {
      for (const other of channels) {
        if (other === this || other.name !== this.name) continue;
        queueMicrotask(() => other.dispatchEvent(new MessageEvent('message', { data })));
      }
    }
  }
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('BroadcastChannel', FakeChannel);
}

/** As much of a window as autosave and the address need. */
function createWindow(hash = '') {
  const target = new EventTarget();
  const location = { hash, href: `https://dream.example/${hash}` };
  const steps = [{ state: null as unknown, hash }];
  let at = 0;
  const show = () => {
    location.hash = steps[at]?.hash ?? '';
  };
  return Object.assign(target, {
    location,
    history: {
      get state() {
        return steps[at]?.state;
      },
      replaceState: (state: unknown, _title: string, next: string) => {
        steps[at] = { state: structuredClone(state), hash: next };
        show();
      },
      pushState: (state: unknown, _title: string, next: string) => {
        at += 1;
        steps.splice(at, steps.length, { state: structuredClone(state), hash: next });
        show();
      },
      go: (by: number) => {
        at = Math.min(steps.length - 1, Math.max(0, at + by));
        show();
        target.dispatchEvent(new Event('popstate'));
      },
    },
  });
}

/**
 * Modules of a tab that was just opened, with a state of their own.
 * @param load imports them; what it imports is new.
 */
export async function openTab<Modules>(load: () => Promise<Modules>, hash = '') {
  vi.resetModules();
  const window = createWindow(hash);
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', page);
  return { ...(await load()), window, page };
}

interface Request {
  readonly options: LockOptions;
  readonly grant: () => void;
  readonly refuse: (error: unknown) => void;
}

/** The rules of the Web Locks API for exclusive locks. */
function createLocks(): Pick<LockManager, 'request' | 'query'> {
  const held = new Map<string, Request>();
  const waiting = new Map<string, Request[]>();

  async function request(name: string, options: LockOptions, use: (lock: Lock | null) => unknown) {
    if (options.ifAvailable && held.has(name)) return use(null);
    return new Promise((resolve, reject) => {
      const own: Request = {
        options,
        refuse: reject,
        grant: () => {
          held.set(name, own);
          void Promise.resolve(use({ name, mode: 'exclusive' })).then((value) => {
            if (held.get(name) !== own) return;
            held.delete(name);
            waiting.get(name)?.shift()?.grant();
            resolve(value);
          }, reject);
        },
      };
      const holder = held.get(name);
      if (holder && !options.steal) return queue(name, own);
      holder?.refuse(new DOMException('stolen', 'AbortError'));
      own.grant();
    });
  }

  function queue(name: string, own: Request): void {
    const queued = waiting.get(name) ?? [];
    waiting.set(name, queued);
    queued.push(own);
    own.options.signal?.addEventListener('abort', () => {
      const at = queued.indexOf(own);
      if (at < 0) return;
      queued.splice(at, 1);
      own.refuse(new DOMException('too late', 'TimeoutError'));
    });
  }

  return {
    request: request as LockManager['request'],
    query: async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] }),
  };
}
