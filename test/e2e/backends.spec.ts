import { expect, type Page, test } from '@playwright/test';
import { button, openEditor, picture, pixels } from './editor.ts';

/** The worker that computes, and during a comparison another one. */
function workersOf(page: Page): number {
  return page.workers().filter((worker) => worker.url().includes('/app/worker')).length;
}

async function notes(page: Page): Promise<readonly string[]> {
  await page.getByRole('button', { name: /^Backend: / }).click();
  const choices = page.getByRole('menuitemradio');
  await expect(choices).toHaveCount(5);
  const texts = await choices.allTextContents();
  await page.keyboard.press('Escape');
  return texts.map((text) => text.replace('•', ''));
}

test('a run waits for no measurement; the backends are compared once, when nothing runs', async ({
  page,
}) => {
  test.slow();
  await openEditor(page);
  await button(page, 'Run').click();
  const dream = picture(page, 'Gradient Ascent');
  await expect(dream).toBeVisible({ timeout: 90_000 });
  const first = await pixels(dream);
  await expect.poll(() => pixels(dream), { timeout: 90_000 }).not.toBe(first);
  // One that was at a comparison is gone as soon as the browser has ended it.
  await expect.poll(() => workersOf(page)).toBe(1);
  expect(await notes(page)).toContain('Fastest that passes its testnot measured yet');
  await button(page, 'Stop').click();
  await expect(page.getByRole('status').filter({ hasText: /^Stopped after / })).toBeVisible();

  await expect(async () =>
    expect(await notes(page)).toContainEqual(expect.stringMatching(/^WASM\d+ ms$/)),
  ).toPass({
    timeout: 200_000,
  });
  const measured = await notes(page);
  expect(measured.find((note) => note.startsWith('WebGL'))).toMatch(
    /^WebGL(\d+ ms|not on this machine)$/,
  );

  await page.reload();
  await expect(page.getByRole('button', { name: /^Backend: W/ })).toBeVisible();
  expect(await notes(page)).toEqual(measured);
});

test("the person's own choice is kept, and nothing is measured", async ({ page }) => {
  await openEditor(page);
  await page.getByRole('button', { name: /^Backend: WASM/ }).click();
  await page.getByRole('menuitemradio', { name: /^CPU/ }).click();
  await expect(page.getByRole('button', { name: 'Backend: CPU' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Backend: CPU' })).toBeVisible();
  await page.waitForTimeout(6000);
  expect(workersOf(page)).toBe(1);
});

test('a switch beside the backends makes pictures the same on every machine', async ({ page }) => {
  await openEditor(page);
  const menu = page.getByRole('button', { name: /^Backend: / });
  const same = page.getByRole('menuitemcheckbox', { name: /^The same picture on every machine/ });
  await page.getByRole('button', { name: 'Backend: WASM' }).click();
  await expect(same).not.toBeChecked();
  await same.click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Backend: WASM' })).toBeVisible();
  await menu.click();
  await expect(same).toBeChecked();
  await expect(page.getByRole('menuitemradio', { name: /^WASM/ })).toBeChecked();
  // Another backend promises nothing of the kind.
  await page.getByRole('menuitemradio', { name: /^CPU/ }).click();
  await expect(page.getByRole('button', { name: 'Backend: CPU' })).toBeVisible();
  await menu.click();
  await expect(same).not.toBeChecked();
});
