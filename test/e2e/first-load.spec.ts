import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, finished, makeSmall, openEditor, picture, setNumber } from './editor.ts';

test('the page runs little code at first, and TensorFlow.js only in its workers', async ({
  page,
}) => {
  await page.coverage.startJSCoverage();
  await openEditor(page);
  await page.waitForLoadState('networkidle');
  const scripts = await page.coverage.stopJSCoverage();
  const sources = scripts.map(({ source = '' }) => source);
  const hold = (words: string) => sources.some((source) => source.includes(words));
  expect(hold('Press Space to add a node')).toBe(true);
  // A word of the tfjs core.
  expect(hold('dataIdsCount')).toBe(false);
  const bytes = sources.map((source) => gzipSync(source).length);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(350_000);
});

test('the editor can be worked with before the weights of the network are there', async ({
  page,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route('**/models/**/*.bin', async (route) => {
    asked += 1;
    await released;
    await route.continue();
  });
  // Nor is anything lost when the code of a part of it cannot be loaded.
  await page.route('**/HistoryPage*.js', (route) => route.abort());
  await openEditor(page);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute('**/HistoryPage*.js');
  await page.reload();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await page.getByRole('tab', { name: 'Edit' }).click();
  await makeSmall(page);
  await button(page, 'Run').click();
  await expect.poll(() => asked).toBeGreaterThan(0);
  await setNumber(page, 'Octave Merge', 'Strength', 0.8);
  await button(page, 'Undo').click();
  release();
  await finished(page);
  await expect(picture(page, 'Save Image')).toBeVisible();
});
