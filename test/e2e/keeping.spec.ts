import { mkdir, writeFile } from 'node:fs/promises';
import { chromium, type Dialog, expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, makeSmall, node, openEditor, run, savedState, setNumber } from './editor.ts';

/** Closes the tab as a person does. @returns whether the browser asked first. */
async function asksBeforeClosing(page: Page): Promise<boolean> {
  let asked = false;
  page.once('dialog', (dialog: Dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.accept();
  });
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  return asked;
}

test('a browser that may store nothing says so at once, and asks before work is lost', async ({
  baseURL,
}, info) => {
  // Settings of the browser, as someone makes them who blocks the data of all sites.
  const profile = info.outputPath('profile');
  await mkdir(`${profile}/Default`, { recursive: true });
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(`${profile}/Default/Preferences`, JSON.stringify(blocked));
  const { launchOptions, viewport } = info.project.use;
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    viewport: viewport ?? null,
    baseURL: baseURL ?? '',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await openEditor(page);
  const unkept = button(page, 'Not kept. Where it is kept');
  await expect(unkept).toHaveAttribute('title', /does not let the page store anything/);
  await page.setViewportSize({ width: 820, height: 700 });
  await expect(unkept).toBeVisible();

  const looker = await context.newPage();
  await openEditor(looker);
  expect(await asksBeforeClosing(looker)).toBe(false);

  await page.setViewportSize({ width: 1440, height: 900 });
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await expect(page.getByRole('alert')).toContainText('does not let the page store anything');
  expect(await asksBeforeClosing(page)).toBe(true);
  await context.close();
});

test('the browser is asked to keep what was edited, and its answer is told', async ({ page }) => {
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await expect(savedState(page)).toBeVisible();
  await savedState(page).click();
  await expect(page.getByRole('menu')).toContainText(/The browser (may clear|has promised)/);
  await page.keyboard.press('Escape');
  expect(await asksBeforeClosing(page)).toBe(false);
});

test('graphs that were only looked at are not kept, and Back goes to the one before', async ({
  page,
}) => {
  const look = async (name: RegExp) => {
    await button(page, 'Presets').click();
    await page.getByRole('dialog').getByRole('button', { name }).click();
  };
  const named = (name: string) => button(page, `Graph name: ${name}. Rename`);
  await openEditor(page);
  await makeSmall(page, 1);
  await look(/^Coil/);
  await expect(named('Coil')).toBeVisible();
  await look(/^DeepDream/);
  await expect(named('DeepDream')).toBeVisible();
  await page.goBack();
  await expect(named('Coil')).toBeVisible();
  await page.reload();
  await expect(named('Coil')).toBeVisible();
  await page.goBack();
  await expect(named('DeepDream')).toBeVisible();
  await expect(
    node(page, 'Gradient Ascent').getByRole('slider', { name: 'Iterations' }),
  ).toHaveAttribute('aria-valuenow', '1');
  await run(page);
  await page.goForward();
  await expect(named('Coil')).toBeVisible();

  await button(page, 'Saved. Where it is kept').click();
  await page.getByRole('menuitem', { name: 'Graphs in this browser' }).click();
  const kept = page.getByRole('dialog', { name: 'Graphs in this browser' });
  await expect(kept.getByRole('listitem')).toHaveCount(1);
  const thumbnail = kept.getByRole('listitem').locator('img');
  await expect(thumbnail).toHaveJSProperty('complete', true);
  expect(await thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    40,
  );
});
