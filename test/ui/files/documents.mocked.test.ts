import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { installBrowser, openTab } from '../storage/fake-tabs.ts';

async function load() {
  const documents = await import('../../../src/ui/files/documents.ts');
  const { presets } = await import('../../../src/ui/files/presets.ts');
  const { copyShareLink } = await import('../../../src/ui/files/share-link.ts');
  const { saveNow } = await import('../../../src/ui/storage/autosave.ts');
  const { useDocument } = await import('../../../src/ui/document/document-store.ts');
  const { perform } = await import('../../../src/ui/document/edits.ts');
  const { useSession } = await import('../../../src/ui/session/session-store.ts');
  const { useRun } = await import('../../../src/ui/run/run-store.ts');
  const stored = await import('../../../src/ui/storage/stored-documents.ts');
  const { database } = await import('../../../src/ui/storage/database.ts');
  return {
    ...{ ...documents, ...stored, presets, copyShareLink, saveNow, database, useRun },
    state: () => useDocument.getState(),
    name: () => useDocument.getState().document.name,
    notice: () => useSession.getState().notice?.text,
    rename: (name: string) => perform({ type: 'rename-document', name }),
  };
}

const named = (name: string) => ({ ...emptyDocument(), name });

beforeEach(async () => {
  installBrowser();
  const tab = await openTab(load);
  for (const { id } of await tab.listStoredDocuments()) await tab.deleteStoredDocument(id);
});
afterEach(() => vi.unstubAllGlobals());

describe('a document that is shown', () => {
  test('has an id and an address of its own, and is stored with its first change', async () => {
    const tab = await openTab(load);
    await tab.showDocument(named('new'));
    const { id } = tab.state();
    expect(tab.window.location.hash).toBe(`#d=${id}`);
    await tab.saveNow();
    expect(await tab.readStoredDocument(id)).toBeUndefined();
    tab.rename('changed');
    await tab.saveNow();
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'changed' });
  });

  test('is stored without a change when it is the person’s own', async () => {
    const tab = await openTab(load);
    await tab.showDocument(named('own'), true);
    await tab.saveNow();
    expect(await tab.readStoredDocument(tab.state().id)).toMatchObject({ name: 'own' });
  });

  test('does not lose the last change of the one before, and takes none of its results', async () => {
    const tab = await openTab(load);
    await tab.showDocument(named('before'), true);
    const { id } = tab.state();
    tab.rename('before, changed');
    tab.useRun.setState({ outcome: 'Done in 1.0 s', nodes: { n: { status: 'done', key: 'k' } } });
    await tab.newDocument();
    expect(tab.state().id).not.toBe(id);
    expect(await tab.readStoredDocument(id)).toMatchObject({ name: 'before, changed' });
    expect(tab.useRun.getState()).toMatchObject({ outcome: undefined, nodes: {} });
  });

  test('can be copied, and the copy is stored', async () => {
    const tab = await openTab(load);
    await tab.showDocument(named('dream'), true);
    const { id } = tab.state();
    await tab.openCopy();
    await tab.saveNow();
    expect(tab.name()).toBe('dream copy');
    expect((await tab.listStoredDocuments()).map(({ name }) => name).sort()).toEqual([
      'dream',
      'dream copy',
    ]);
    expect(tab.state().id).not.toBe(id);
  });
});

describe('a document of this browser', () => {
  test('is opened for writing, and goes on from its revision', async () => {
    const tab = await openTab(load);
    await tab.storeDocument('a', 0, named('stored'));
    expect(await tab.openStored('a')).toBe(true);
    tab.rename('changed');
    await tab.saveNow();
    expect(tab.state()).toMatchObject({ id: 'a', saved: 'saved' });
    expect(await tab.readStoredDocument('a')).toMatchObject({ name: 'changed', revision: 2 });
  });

  test('can only be read while another tab has it', async () => {
    const first = await openTab(load);
    await first.storeDocument('a', 0, named('stored'));
    await first.openStored('a');
    const second = await openTab(load);
    expect(await second.openStored('a')).toBe(true);
    expect([first.state().saved, second.state().saved]).toEqual(['saved', 'read-only']);
    second.rename('no');
    expect(second.name()).toBe('stored');
  });

  test('that is gone or damaged leaves everything as it is', async () => {
    const tab = await openTab(load);
    await tab.showDocument(named('open'));
    const before = tab.state();
    expect(await tab.openStored('gone')).toBe(false);
    const damaged = {
      id: 'd',
      revision: 1,
      name: 'Damaged',
      changed: 1,
      document: { no: 'graph' },
    };
    await (await tab.database()).put('documents', damaged);
    expect(await tab.openStored('d')).toBe(false);
    expect(tab.notice()).toMatch(/^Damaged was not opened\. /);
    expect(tab.state()).toBe(before);
  });

  test('says what does not work in it', async () => {
    const tab = await openTab(load);
    const unknown = { id: 'n', type: 'of-another-version', position: { x: 0, y: 0 }, params: {} };
    const document = { ...named('Newer'), nodes: [{ ...unknown, version: 1 }] };
    await tab.storeDocument('a', 0, document);
    expect(await tab.openStored('a')).toBe(true);
    expect(tab.notice()).toMatch(/^Newer was opened with warnings\. /);
  });
});

describe('the page begins with', () => {
  test('the document that its address names', async () => {
    const setup = await openTab(load);
    await setup.storeDocument('old', 0, named('old'));
    await setup.storeDocument('young', 0, named('young'));
    const tab = await openTab(load, '#d=old');
    await tab.openFirst();
    expect(tab.name()).toBe('old');
  });

  test('the one that was changed last and is not open in another tab', async () => {
    const other = await openTab(load);
    const db = await other.database();
    for (const [changed, id] of ['oldest', 'older', 'last'].entries()) {
      await db.put('documents', { id, revision: 1, name: id, changed, document: { ...named(id) } });
    }
    await other.openStored('last');
    const tab = await openTab(load);
    await tab.openFirst();
    expect(tab.state()).toMatchObject({ id: 'older', saved: 'saved' });
  });

  test('the first preset in a browser that has none, and for an address that names none', async () => {
    for (const hash of ['', '#d=nowhere']) {
      const tab = await openTab(load, hash);
      await tab.openFirst();
      expect(tab.state().document).toEqual(tab.presets[0]?.document);
    }
  });

  test('the graph that is in a link', async () => {
    let link = '';
    vi.stubGlobal('navigator', {
      ...navigator,
      clipboard: {
        writeText: async (text: string) => {
          link = text;
        },
      },
    });
    const sender = await openTab(load);
    await sender.showDocument(named('Sent'));
    await sender.copyShareLink();
    const tab = await openTab(load, new URL(link).hash);
    await tab.openFirst();
    expect(tab.name()).toBe('Sent');
    expect(tab.window.location.hash).toBe(`#d=${tab.state().id}`);
  });
});

test('a link that is pasted into the address opens, and a damaged one says so', async () => {
  const tab = await openTab(load);
  await tab.showDocument(named('open'));
  await tab.storeDocument('a', 0, named('stored'));
  tab.followAddress();
  const go = (hash: string) => {
    tab.window.location.hash = hash;
    tab.window.dispatchEvent(new Event('hashchange'));
  };
  go('#d=a');
  await vi.waitFor(() => expect(tab.name()).toBe('stored'));
  go('#g=damaged');
  await vi.waitFor(() => expect(tab.notice()).toMatch(/^The link is damaged/));
  expect(tab.name()).toBe('stored');
});

describe('Back and Forward', () => {
  test('go to the graph before and back again, edited or only looked at', async () => {
    const tab = await openTab(load);
    tab.followAddress();
    await tab.openFirst();
    tab.rename('mine');
    await tab.showDocument(named('looked at'));
    const { id } = tab.state();
    await tab.showDocument(named('third'));
    expect((await tab.listStoredDocuments()).map(({ name }) => name)).toEqual(['mine']);
    tab.window.history.go(-1);
    await vi.waitFor(() => expect(tab.name()).toBe('looked at'));
    expect(tab.state().id).toBe(id);
    tab.window.history.go(-1);
    await vi.waitFor(() => expect(tab.name()).toBe('mine'));
    // Faster than graphs can be opened.
    tab.window.history.go(1);
    tab.window.history.go(1);
    await vi.waitFor(() => expect(tab.name()).toBe('third'));
    expect((await tab.listStoredDocuments()).map(({ name }) => name)).toEqual(['mine']);
  });

  test('a reload shows what was only looked at', async () => {
    const tab = await openTab(load);
    await tab.showDocument(named('looked at'));
    const again = await openTab(load, tab.window.location.hash);
    again.window.history.replaceState(tab.window.history.state, '', tab.window.location.hash);
    await again.openFirst();
    expect(again.name()).toBe('looked at');
    expect(await again.listStoredDocuments()).toEqual([]);
  });

  test('lose nothing where nothing can be stored', async () => {
    const tab = await openTab(load);
    tab.followAddress();
    await tab.openFirst();
    const db = await tab.database();
    const denied = vi.spyOn(db, 'transaction').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    tab.rename('unstored');
    await tab.showDocument(named('next'));
    tab.window.history.go(-1);
    await vi.waitFor(() => expect(tab.name()).toBe('unstored'));
    denied.mockRestore();
    await tab.saveNow();
    expect((await tab.listStoredDocuments()).map(({ name }) => name)).toEqual(['unstored']);
  });
});
