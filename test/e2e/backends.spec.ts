import { expect, type Page, test } from '@playwright/test';
import { button, openEditor, picture, pixels } from './editor.ts';

/** The worker that computes, and during a comparison another one. */
function workersOf(page: Page): number {
  return page.workers().filter((worker) => worker.url().includes('/app/worker')).length;
}

async function openMenu(page: Page): Promise<void> {
  await button(page, 'Queue and more ways to run').click();
}

/** What computes, as the menu says; it is open afterwards. */
async function expectBackend(page: Page, name: RegExp): Promise<void> {
  const heading = page.getByText(/^Computes on /);
  if (!(await heading.isVisible())) await openMenu(page);
  await expect(heading).toHaveText(name);
}

async function notes(page: Page): Promise<readonly string[]> {
  await openMenu(page);
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
  expect(await notes(page)).toContain('Fastest that is rightnot measured yet');
  await button(page, 'Stop').click();
  await expect(page.getByRole('status').filter({ hasText: /^Stopped after / })).toBeVisible();

  await expect(async () =>
    expect(await notes(page)).toContainEqual(expect.stringMatching(/^WASM\d+ ms a step$/)),
  ).toPass({
    timeout: 200_000,
  });
  const measured = await notes(page);
  expect(measured.find((note) => note.startsWith('WebGL'))).toMatch(
    /^WebGL(\d+ ms a step|not on this machine)$/,
  );

  await page.reload();
  await expectBackend(page, /^Computes on W/);
  await page.keyboard.press('Escape');
  expect(await notes(page)).toEqual(measured);
});

test("the person's own choice is kept, and nothing is measured", async ({ page }) => {
  await openEditor(page);
  await expectBackend(page, /WASM$/);
  await page.getByRole('menuitemradio', { name: /^CPU/ }).click();
  await expectBackend(page, /CPU$/);
  await page.reload();
  await expectBackend(page, /CPU$/);
  await page.waitForTimeout(6000);
  expect(workersOf(page)).toBe(1);
});

test('a switch beside the backends makes pictures the same on every machine', async ({ page }) => {
  await openEditor(page);
  const same = page.getByRole('menuitemcheckbox', { name: /^The same picture on every machine/ });
  await expectBackend(page, /WASM$/);
  await expect(same).not.toBeChecked();
  await same.click();
  // A switch leaves the menu open.
  await expect(same).toBeChecked();
  await page.reload();
  await expectBackend(page, /WASM$/);
  await expect(same).toBeChecked();
  await expect(page.getByRole('menuitemradio', { name: /^WASM/ })).toBeChecked();
  // Another backend promises nothing of the kind.
  await page.getByRole('menuitemradio', { name: /^CPU/ }).click();
  await expectBackend(page, /CPU$/);
  await expect(same).not.toBeChecked();
});
