import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { installBrowser, openTab } from './fake-tabs.ts';

const load = () => import('../../../src/ui/storage/document-lock.ts');
const never = () => {
  throw new Error('The lock was lost.');
};

beforeEach(installBrowser);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the lock of a document', () => {
  test('is one tab’s until that tab releases it', async () => {
    const [first, second] = [await openTab(load), await openTab(load)];
    expect(await first.takeLock('a', never)).toBe(true);
    expect(await second.takeLock('a', never)).toBe(false);
    expect(await second.isLocked('a')).toBe(true);
    first.releaseLock();
    await vi.waitFor(async () => expect(await second.isLocked('a')).toBe(false));
    expect(await second.takeLock('a', never)).toBe(true);
  });

  test('is released when the tab goes to another document', async () => {
    const tab = await openTab(load);
    await tab.takeLock('a', never);
    await tab.takeLock('b', never);
    await vi.waitFor(async () => expect(await tab.isLocked('a')).toBe(false));
    expect(await tab.isLocked('b')).toBe(true);
  });

  test('is handed over by a tab that is asked for it', async () => {
    const [first, second] = [await openTab(load), await openTab(load)];
    await first.takeLock('a', never);
    first.onMessage(({ kind, id }) => {
      if (kind === 'release' && id === 'a') first.releaseLock();
    });
    await second.takeOver('a', never);
    expect(await first.takeLock('a', never)).toBe(false);
  });

  test('is taken away from a tab that does not answer for two seconds', async () => {
    const late = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal);
    const [first, second] = [await openTab(load), await openTab(load)];
    const lost = vi.fn();
    await first.takeLock('a', lost);
    const taken = second.takeOver('a', never);
    expect(timeout).toHaveBeenCalledWith(2000);
    expect(lost).not.toHaveBeenCalled();
    late.abort();
    await taken;
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
    expect(await first.takeLock('a', never)).toBe(false);
  });

  test('is no hindrance in a browser without Web Locks', async () => {
    vi.stubGlobal('navigator', {});
    const [first, second] = [await openTab(load), await openTab(load)];
    expect(await first.takeLock('a', never)).toBe(true);
    expect(await second.takeLock('a', never)).toBe(true);
    expect(await second.isLocked('a')).toBe(false);
  });
});

test('other tabs hear that a document was saved, the one that saved it does not', async () => {
  const [first, second] = [await openTab(load), await openTab(load)];
  const heard: unknown[] = [];
  first.onMessage(() => heard.push('first'));
  second.onMessage((message) => heard.push(message));
  first.announceSaved('a');
  await vi.waitFor(() => expect(heard).toEqual([{ kind: 'saved', id: 'a' }]));
});
