import { expect } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, finished, node, openSmall, picture, pixels, run, setNumber } from './editor.ts';

test('a bypassed dream lets the photo through, and dreams again when it is used again', async ({
  page,
}) => {
  await openSmall(page);
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await page.keyboard.press('b');
  await expect(node(page, 'Gradient Ascent')).toContainText('Bypassed: passes octaves');
  await run(page);
  await expect(picture(page, 'Load Image')).toHaveAccessibleName(/80 × 60$/);
  const photo = await pixels(picture(page, 'Load Image'));
  await expect.poll(() => pixels(picture(page, 'Save Image'))).toBe(photo);

  await node(page, 'Gradient Ascent').getByRole('button', { name: 'Enable' }).click();
  await run(page);
  await expect.poll(() => pixels(picture(page, 'Save Image'))).not.toBe(photo);
});

test('Stop stops within seconds, and the next run goes through', async ({ page }) => {
  await openSmall(page, 500);
  await button(page, 'Run').click();
  await expect(picture(page, 'Gradient Ascent')).toBeVisible({ timeout: 30_000 });
  await button(page, 'Stop').click();
  await expect(page.getByRole('status').filter({ hasText: /^Stopped after / })).toBeVisible();
  await expect(button(page, 'Stop')).toHaveCount(0);
  await setNumber(page, 'Gradient Ascent', 'Iterations', 1);
  await run(page);
  await expect(picture(page, 'Save Image')).toBeVisible();
});

test('a run goes on from its last finished octave after the page was loaded again', async ({
  page,
}) => {
  // On a busy machine two such runs take minutes; on an idle one, seconds.
  test.slow();
  page.on('dialog', (dialog) => void dialog.accept());
  await openSmall(page, 30, 160);
  await button(page, 'Run').click();
  const stage = page.getByRole('region', { name: 'Stage: Save Image' });
  await expect(stage.getByText(/^Octave 2 of 2, step [2-9]/)).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await expect(page.getByText('Go on from octave 2')).toBeVisible({ timeout: 60_000 });
  await run(page);
  await expect(picture(page, 'Save Image')).toHaveAccessibleName(/160 × 120$/);
  const resumed = await pixels(picture(page, 'Save Image'));
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search actions' }).fill('Run again from nothing');
  await page.keyboard.press('Enter');
  await expect(stage.getByText(/^Octave 1 of 2, step/)).toBeVisible({ timeout: 60_000 });
  await finished(page);
  expect(await pixels(picture(page, 'Save Image'))).toBe(resumed);
});

test('the worker dies in the middle of a run: it is said, with what helps, until a run goes through', async ({
  page,
}) => {
  await openSmall(page, 6, 640);
  await button(page, 'Run').click();
  await expect(picture(page, 'Gradient Ascent')).toBeVisible({ timeout: 30_000 });
  const [worker] = page.workers().filter((each) => each.url().includes('/app/worker'));
  await worker?.evaluate(() => self.close());
  const told = page.getByRole('alert').filter({ hasText: 'stopped unexpectedly' });
  await expect(told).not.toHaveCount(0, { timeout: 45_000 });
  await expect(button(page, 'Stop')).toHaveCount(0);
  const stage = page.getByRole('region', { name: 'Stage: Save Image' });
  await expect(stage.getByText(/^The run broke off/)).toBeVisible();
  const smaller = stage.getByRole('button', { name: 'Try at 512 px' });
  await smaller.click();
  await finished(page);
  await expect(picture(page, 'Save Image')).toHaveAccessibleName(/512 × 384$/);
  await expect(smaller).toHaveCount(0);
  await expect(told).toHaveCount(0);
});

test('the overview outlines in amber what works, and nothing once it is done', async ({ page }) => {
  await openSmall(page, 40);
  const amber = page.locator('.react-flow__minimap-node[style*="--c-live"]');
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(node(page, 'Gradient Ascent').getByText(/^Octave \d/)).toBeVisible();
  // Whatever is selected meanwhile is drawn again.
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await expect(amber).toHaveCount(1);
  await finished(page);
  await expect(amber).toHaveCount(0);
});
