import type { Browser, Page } from 'playwright-core';
import { setNumber } from '../test/e2e/editor.ts';
import { newPage, withBuiltApp } from './browser/built-app.ts';
import { machine } from './machine/load.ts';
import { rounded } from './measure.ts';

const edits = 200;

/** From a key that changes a number to the end of the transaction that stores it, during a run. */
export async function benchSave(): Promise<object> {
  const before = machine();
  const measured = await withBuiltApp(measure);
  return { edits, ...measured, machine: { before, after: machine() } };
}

async function measure(browser: Browser, address: string): Promise<object> {
  const page = await newPage(browser, address);
  await page.addInitScript(watchStorage);
  await page.goto('/');
  const ascent = page.getByRole('group', { name: 'Gradient Ascent', exact: true });
  const slider = ascent.getByRole('slider', { name: 'Iterations' });
  await makeLong(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).first().waitFor();
  await slider.focus();
  for (let edit = 0; edit < edits; edit += 1) {
    await page.keyboard.press(edit % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    // As hands do: some at once after another, some after a look.
    await page.waitForTimeout(20 + ((edit * 97) % 400));
  }
  const stop = page.getByRole('button', { name: 'Stop', exact: true }).first();
  if (!(await stop.isVisible())) throw new Error('The run ended before the last edit.');
  await page.waitForTimeout(2000);
  const times = await page.evaluate(() => (window as unknown as { waits: number[] }).waits);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN);
  return {
    stored: times.length,
    running: true,
    ms: { median: at(0.5), p95: at(0.95), max: at(1) },
  };
}

/** Many steps on a large picture, so that the run outlasts the edits on any machine. */
async function makeLong(page: Page): Promise<void> {
  await setNumber(page, 'Load Image', 'Long side', 1600);
  await setNumber(page, 'Gradient Ascent', 'Iterations', 200);
}

/** Notes how long each key waited for the end of the first transaction that was begun after it. */
function watchStorage(): void {
  const waits: number[] = [];
  let waiting: number[] = [];
  Object.assign(window, { waits });
  window.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key.startsWith('Arrow')) waiting.push(timeStamp);
    },
    true,
  );
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'documents') {
      const stored = waiting;
      waiting = [];
      this.transaction.addEventListener('complete', () => {
        const now = performance.now();
        waits.push(...stored.map((at) => now - at));
      });
    }
    return put.apply(this, given);
  };
}
