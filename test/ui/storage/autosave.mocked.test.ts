import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { installBrowser, openTab } from './fake-tabs.ts';

async function load() {
  const autosave = await import('../../../src/ui/storage/autosave.ts');
  const { openDocument, useDocument } = await import('../../../src/ui/document/document-store.ts');
  const { perform } = await import('../../../src/ui/document/edits.ts');
  const { useSession } = await import('../../../src/ui/session/session-store.ts');
  const stored = await import('../../../src/ui/storage/stored-documents.ts');
  const { markInFile, useKeeping, wouldLoseChanges } = await import(
    '../../../src/ui/storage/keeping.ts'
  );
  const { database } = await import('../../../src/ui/storage/database.ts');
  autosave.startAutosave();
  return {
    ...autosave,
    ...stored,
    database,
    wouldLoseChanges,
    markInFile,
    problem: () => useKeeping.getState().problem,
    document: () => useDocument.getState().document,
    saved: () => useDocument.getState().saved,
    id: () => useDocument.getState().id,
    name: () => useDocument.getState().document.name,
    notice: () => useSession.getState().notice,
    rename: (name: string) => perform({ type: 'rename-document', name }),
    mark: (saved: 'unsaved' | 'read-only') => useDocument.setState({ saved }),
    /** Shows a document that is in storage at this revision; 0: not stored yet. */
    open: async (id: string, revision = 0) => {
      openDocument({ ...emptyDocument(), name: 'first' }, id);
      return autosave.adopt(id, revision);
    },
  };
}

let count = 0;
let id = '';
beforeEach(() => {
  installBrowser();
  // Storage needs the other clocks of the machine.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  count += 1;
  id = `document-${count}`;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The pause after an edit is over. */
const pause = () => vi.advanceTimersByTimeAsync(300);

describe('a change', () => {
  test('is stored as soon as it is drawn, and those of a drag five times a second', async () => {
    const tab = await openTab(load);
    await tab.open(id);
    tab.rename('second');
    await vi.advanceTimersByTimeAsync(20);
    await vi.waitFor(() => expect(tab.saved()).toBe('saved'));
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'second', revision: 1 });
    // A drag that does not end.
    for (const name of ['third', 'fourth', 'fifth']) {
      tab.rename(name);
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(tab.saved()).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(185);
    await vi.waitFor(() => expect(tab.saved()).toBe('saved'));
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'fifth', revision: 2 });
  });

  test('that cannot be stored says why, and closing the tab would lose it until it is in a file', async () => {
    const tab = await openTab(load);
    await tab.open(id);
    const db = await tab.database();
    vi.spyOn(db, 'transaction').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(tab.wouldLoseChanges()).toBe(false);
    tab.rename('second');
    await tab.saveNow();
    expect(tab.problem()).toMatchObject({ code: 'storage-denied' });
    expect(tab.notice()?.text).toContain('does not let the page store anything');
    expect(tab.wouldLoseChanges()).toBe(true);
    tab.markInFile(tab.document());
    expect(tab.wouldLoseChanges()).toBe(false);
    tab.rename('third');
    expect(tab.wouldLoseChanges()).toBe(true);
  });

  test('during a save is stored by the next one', async () => {
    const tab = await openTab(load);
    await tab.open(id);
    tab.rename('second');
    const saving = tab.saveNow();
    await Promise.resolve();
    expect(tab.saved()).toBe('saving');
    tab.rename('third');
    await saving;
    expect(tab.saved()).toBe('unsaved');
    await pause();
    await vi.waitFor(() => expect(tab.saved()).toBe('saved'));
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'third', revision: 2 });
  });

  test('is stored at once when the tab is hidden or left', async () => {
    const tab = await openTab(load);
    await tab.open(id);
    tab.rename('hidden');
    tab.page.visibilityState = 'hidden';
    tab.page.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(tab.saved()).toBe('saved'));
    tab.rename('left');
    tab.window.dispatchEvent(new Event('pagehide'));
    await vi.waitFor(() => expect(tab.saved()).toBe('saved'));
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'left' });
  });

  test('that another tab has overtaken goes on as a copy', async () => {
    const tab = await openTab(load);
    await tab.open(id);
    await tab.storeDocument(id, 0, { ...emptyDocument(), name: 'of the other tab' });
    tab.rename('mine');
    await tab.saveNow();
    expect(tab.id()).not.toBe(id);
    expect(tab.window.location.hash).toBe(`#d=${tab.id()}`);
    expect(tab.notice()).toMatchObject({ tone: 'alert' });
    expect(await tab.readStoredDocument(tab.id())).toMatchObject({ name: 'mine' });
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'of the other tab' });
  });

  test('that does not fit says so once, and is stored when there is room again', async () => {
    const tab = await openTab(load);
    await tab.open(id);
    const db = await tab.database();
    const full = vi.spyOn(db, 'transaction').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    tab.rename('second');
    await tab.saveNow();
    expect(tab.saved()).toBe('failed');
    const first = tab.notice();
    expect(first?.text).toContain('no space');
    await tab.saveNow();
    expect(tab.notice()).toBe(first);
    full.mockRestore();
    await tab.saveNow();
    expect(tab.saved()).toBe('saved');
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'second' });
  });
});

describe('two tabs on one document', () => {
  async function two() {
    const first = await openTab(load);
    expect(await first.open(id)).toBe(true);
    first.rename('second');
    await first.saveNow();
    const second = await openTab(load);
    expect(await second.open(id, 1)).toBe(false);
    second.mark('read-only');
    return { first, second };
  }

  test('the one that only reads follows the one that writes', async () => {
    const { first, second } = await two();
    first.rename('third');
    await first.saveNow();
    await vi.waitFor(() => expect(second.name()).toBe('third'));
    expect(second.saved()).toBe('read-only');
  });

  test('“Edit here instead” first saves what the other has, and then turns them round', async () => {
    const { first, second } = await two();
    first.rename('not saved yet');
    await second.editHere();
    expect([first.saved(), second.saved()]).toEqual(['read-only', 'saved']);
    expect(second.name()).toBe('not saved yet');
    second.rename('here');
    await second.saveNow();
    expect(second.saved()).toBe('saved');
    expect(second.id()).toBe(id);
    expect(await second.readStoredDocument(id)).toMatchObject({ name: 'here', revision: 3 });
    await vi.waitFor(() => expect(first.name()).toBe('here'));
  });
});
