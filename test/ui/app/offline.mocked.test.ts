import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** What a test changes of a browser that has service workers. */
class FakeRegistration extends EventTarget {
  active: object | null = null;
  installing: EventTarget | null = null;
  waiting: { readonly postMessage: (message: string) => void } | null = null;
}
class FakeContainer extends EventTarget {
  controller: object | null = null;
  readonly registration = new FakeRegistration();
  readonly register = vi.fn(async (_script: string) => {});
  readonly getRegistration = async () => this.registration;
}

let container: FakeContainer;
const reload = vi.fn();

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('DEV', false);
  container = new FakeContainer();
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('document', { readyState: 'complete', baseURI: 'http://localhost/' });
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  reload.mockClear();
});

async function start() {
  const offline = await import('../../../src/ui/app/offline.ts');
  const { useRun } = await import('../../../src/ui/run/run-store.ts');
  offline.startOffline();
  // Registration is several promises away.
  for (let turns = 0; turns < 10; turns++) await Promise.resolve();
  return { ...offline, useRun, version: () => offline.useNewVersion.getState() };
}

/** A newer version has been fetched and waits until no tab uses the one before. */
function comeToWait(postMessage = vi.fn()): void {
  const { registration } = container;
  const installing = new EventTarget();
  registration.installing = installing;
  registration.dispatchEvent(new Event('updatefound'));
  registration.installing = null;
  registration.waiting = { postMessage };
  installing.dispatchEvent(new Event('statechange'));
}

describe('the app that is stored in the browser', () => {
  test('is registered, and the first visit announces nothing', async () => {
    const { version } = await start();
    expect(container.register).toHaveBeenCalledWith('offline.js');
    comeToWait();
    expect(version()).toEqual({ waiting: undefined, taken: false });
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).not.toHaveBeenCalled();
  });

  test('is not registered in development', async () => {
    vi.stubEnv('DEV', true);
    await start();
    expect(container.register).not.toHaveBeenCalled();
  });

  test('works online where the browser refuses it', async () => {
    container.register.mockRejectedValue(new Error('A private window.'));
    const { version } = await start();
    expect(version()).toEqual({ waiting: undefined, taken: false });
  });
});

describe('a newer version', () => {
  beforeEach(() => {
    container.registration.active = {};
    container.controller = {};
  });

  test('is announced, and takes over when it is asked to', async () => {
    const { version, takeNewVersion } = await start();
    const postMessage = vi.fn();
    comeToWait(postMessage);
    expect(version().waiting).toBeDefined();
    takeNewVersion();
    expect(postMessage).toHaveBeenCalledWith('take-over');
    expect(reload).not.toHaveBeenCalled();
  });

  test('that waited before the page was opened is announced too', async () => {
    container.registration.waiting = { postMessage: vi.fn() };
    const { version } = await start();
    expect(version().waiting).toBeDefined();
  });

  test('that has taken over reloads the page', async () => {
    await start();
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).toHaveBeenCalledOnce();
  });

  test('lets a run end first: the page reloads when it is asked to', async () => {
    const { version, takeNewVersion, useRun } = await start();
    useRun.setState({ current: {} as ReturnType<typeof useRun.getState>['current'] });
    container.dispatchEvent(new Event('controllerchange'));
    expect(reload).not.toHaveBeenCalled();
    expect(version().taken).toBe(true);
    takeNewVersion();
    expect(reload).toHaveBeenCalledOnce();
  });
});
