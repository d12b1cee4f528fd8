import { expect, type Page } from '@playwright/test';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import { button, node, openSmall, openVersions, run } from './editor.ts';

/** The dialogs, each by what opens it. */
const dialogs: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'Add node': (page) => page.keyboard.press('Space'),
  'Command palette': (page) => page.keyboard.press('ControlOrMeta+k'),
  'Keyboard shortcuts': (page) => page.keyboard.press('Shift+?'),
  'Start from a preset': (page) => button(page, 'Presets').click(),
  'Earlier versions': openVersions,
  'Crop the picture': async (page) => {
    const photo = node(page, 'Load Image');
    await photo.getByRole('button', { name: /more values$/ }).click();
    await photo.getByRole('button', { name: /^Crop/ }).click();
  },
  'Keep in a folder too': (page) => openFromState(page, 'Keep in a folder too…'),
  'Save with its pictures inside': (page) => openFromState(page, 'Save with its pictures inside…'),
  'Graphs in this browser': (page) => openFromState(page, 'Graphs in this browser'),
  Sweep: (page) => button(page, 'Sweep').click(),
  Layers: (page) =>
    node(page, 'Layer Objective')
      .getByRole('button', { name: /^Layers/ })
      .click(),
};

async function openFromState(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: /Where it is kept$/ }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

for (const theme of ['dark', 'light'] as const) {
  test(`nothing on the main screens shuts anyone out, ${theme}`, async ({ page }) => {
    await page.addInitScript((name) => localStorage.setItem('dreamgraph-theme', name), theme);
    await bringAxe(page);
    // All else is the same in both themes.
    const rules = theme === 'light' ? ['color-contrast'] : undefined;
    const found = () => findings(page, rules);
    await openSmall(page);
    expect(await found()).toEqual([]);
    for (const [name, open] of Object.entries(dialogs)) {
      await open(page);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      expect.soft(await found(), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await run(page);
    await node(page, 'Gradient Ascent').getByRole('heading').click();
    await page.keyboard.press('s');
    expect.soft(await found(), 'after a run').toEqual([]);
    await page.keyboard.press('p');
    await expect(page.getByRole('dialog', { name: 'Gradient Ascent' })).toBeVisible();
    expect.soft(await found(), 'full screen').toEqual([]);
    await page.keyboard.press('Escape');
    await button(page, 'Where the Stage stands').click();
    expect.soft(await found(), 'a menu').toEqual([]);
    await page.getByRole('menuitemradio', { name: 'Over the canvas' }).click();
    await expect(page.getByRole('separator', { name: 'Height of the picture' })).toHaveCount(0);
    expect.soft(await found(), 'the Stage over the canvas').toEqual([]);
    await page.keyboard.press('Shift+p');
    expect.soft(await found(), 'the Stage folded').toEqual([]);
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.locator('[data-entry]')).toHaveCount(1);
    expect.soft(await found(), 'the history').toEqual([]);
    await page.getByRole('tab', { name: 'Edit' }).click();
    await node(page, 'Layer Objective').getByRole('heading').click();
    await page.keyboard.press('Delete');
    await expect(node(page, 'Gradient Ascent').getByRole('alert')).toBeVisible();
    await page.keyboard.press('o');
    expect.soft(await found(), 'an error, and the outline').toEqual([]);
  });
}
