import type { Browser, Page, Worker } from 'playwright-core';
import { button, node, setNumber } from '../../test/e2e/editor.ts';
import { watchMemory } from '../machine/process-tree.ts';
import { newPage } from './built-app.ts';

const waiting = JSON.stringify({ state: { live: false }, version: 0 });

export interface PageRun {
  /** By the page and its workers. */
  readonly bytesRead: number;
  /**
   * What all processes of the browser grew by, from the choice of the file to the end of the first
   * dream; undefined where that was not watched.
   */
  readonly growth: number | undefined;
  /** From the choice of the file to what it is being shown. */
  readonly openMs: number;
  /** From the click on Run to the end of a dream of one step. */
  readonly firstStepMs: number;
  /** The same after a reload, for which the file is not chosen again. */
  readonly again: { readonly bytesRead: number; readonly firstStepMs: number };
}

/**
 * A person chooses a large file in the built page and dreams of one of its layers; then reloads the page.
 * @param watched whether memory is: to ask for it stops the browser again and again, so times are of no use.
 */
export async function dreamInPage(
  browser: Browser,
  address: string,
  file: string,
  layer: string,
  watched: boolean,
): Promise<PageRun> {
  const page = await newPage(browser, address);
  const reads = await countReads(page);
  // Live would make the first step before Run is pressed.
  await page.addInitScript((choice) => localStorage.setItem('dreamgraph-runs', choice), waiting);
  await page.goto('/');
  await makeOneStep(page);
  // The worker has started once it has read a network that is here.
  await page.getByRole('combobox', { name: 'Network' }).first().selectOption('NanoDet');
  await page.waitForTimeout(3000);
  await reads.reset();
  const memory = watched ? watchMemory() : undefined;
  const opening = performance.now();
  await page
    .getByRole('combobox', { name: 'Network' })
    .first()
    .selectOption('Open another network…');
  const dialog = page.getByRole('dialog', { name: 'Networks' });
  await dialog.getByLabel('Files of a network').setInputFiles(file);
  await dialog.getByText(/^Read: /).waitFor();
  const openMs = performance.now() - opening;
  await dialog.getByRole('button', { name: 'All' }).click();
  await dialog.getByRole('button', { name: new RegExp(`^${layer} `) }).click();
  await button(page, 'Use this network').click();
  const firstStepMs = await dream(page);
  const growth = memory?.stop().growth;
  const bytesRead = await reads.total();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await node(page, 'Gradient Ascent').waitFor();
  await page.waitForTimeout(3000);
  const againMs = await dream(page);
  const again = { bytesRead: await reads.total(), firstStepMs: againMs };
  await page.close();
  return { bytesRead, growth, openMs, firstStepMs, again };
}

async function makeOneStep(page: Page): Promise<void> {
  await setNumber(page, 'Load Image', 'Long side', 224);
  await setNumber(page, 'Octave Split', 'Octaves', 1);
  await setNumber(page, 'Gradient Ascent', 'Iterations', 1);
}

async function dream(page: Page): Promise<number> {
  const start = performance.now();
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /^Done in/ })
    .waitFor();
  return performance.now() - start;
}

/** Counts what is read of large files, in the page and in each of its workers. */
async function countReads(page: Page) {
  const workers = new Set<Worker>();
  await page.addInitScript(countInScope);
  page.on('worker', (worker) => {
    workers.add(worker);
    worker.on('close', () => workers.delete(worker));
    void worker.evaluate(countInScope);
  });
  const readIn = (each: Scope) =>
    each.evaluate(() => (globalThis as unknown as { bytesRead: number }).bytesRead).catch(gone);
  return {
    total: async () => {
      const all = await Promise.all([page, ...workers].map(readIn));
      return all.reduce((sum, bytes) => sum + bytes, 0);
    },
    reset: async () => {
      for (const each of [page, ...workers] as readonly Scope[]) {
        await each.evaluate(() => Object.assign(globalThis, { bytesRead: 0 })).catch(gone);
      }
    },
  };
}

/** A page or a worker. */
interface Scope {
  evaluate<R>(run: () => R): Promise<R>;
}

/** A worker that tries a backend ends when it has. */
function gone(): number {
  return 0;
}

/** Runs in the page and in workers: wraps what reads blobs. */
function countInScope(): void {
  const scope = globalThis as unknown as {
    bytesRead: number;
    FileReaderSync?: { prototype: { readAsArrayBuffer: (blob: Blob) => ArrayBuffer } };
  };
  scope.bytesRead = 0;
  for (const name of ['arrayBuffer', 'text', 'stream', 'bytes'] as const) {
    const read = Blob.prototype[name] as (this: Blob) => unknown;
    Object.assign(Blob.prototype, {
      [name]: function (this: Blob) {
        scope.bytesRead += this.size;
        return read.call(this);
      },
    });
  }
  const sync = scope.FileReaderSync?.prototype;
  if (!sync) return;
  const { readAsArrayBuffer } = sync;
  sync.readAsArrayBuffer = function (blob) {
    scope.bytesRead += blob.size;
    return readAsArrayBuffer.call(this, blob);
  };
}
