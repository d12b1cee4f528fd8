import { expect, type Page } from '@playwright/test';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import {
  button,
  finished,
  makeSmall,
  node,
  openSmall,
  openWithDefaults,
  picture,
  pixels,
  run,
} from './editor.ts';

const layersOf = (page: Page) =>
  node(page, 'Layer Objective').getByRole('button', { name: /^Layers: / });

const value = (page: Page, title: string, label: string) =>
  node(page, title).getByRole('slider', { name: label }).getAttribute('aria-valuenow');

test('motifs are found, chosen by mouse and keyboard with weights, and dream', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await bringAxe(page);
  await openWithDefaults(page);
  await makeSmall(page);
  const before = await layersOf(page).getAttribute('aria-label');
  await layersOf(page).click();
  await page.getByRole('tab', { name: 'Motifs' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Motifs' });
  await panel.getByRole('button', { name: 'Coil', exact: true }).click();
  // Whole layers that nobody chose give way.
  await expect(layersOf(page)).toHaveAccessibleName('Layers: Coil');
  await expect(
    node(page, 'Layer Objective').getByRole('combobox', { name: 'Measure' }),
  ).toHaveValue('mean');

  expect(await findings(page)).toEqual([]);

  // By keyboard.
  await panel.getByRole('searchbox', { name: 'Find a motif' }).fill('tracery');
  const fan = panel.getByRole('button', { name: 'Cathedral fan' });
  // The slider of the one chosen, the recipe, the first card.
  for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
  await expect(fan).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(fan).toHaveAttribute('aria-pressed', 'true');
  const weight = panel.getByRole('slider', { name: 'Cathedral fan' });
  await weight.press('0');
  await page.keyboard.type('.5');
  await page.keyboard.press('Enter');
  await expect(layersOf(page)).toHaveAccessibleName('Layers: Coil, Cathedral fan ×0.5');

  // The recipe comes by a press, in one step of history.
  await panel.getByRole('button', { name: 'Use these' }).click();
  await expect(panel.getByRole('button', { name: 'Use these' })).toHaveCount(0);
  expect(await value(page, 'Gradient Ascent', 'Step size')).toBe('0.008');
  expect(await value(page, 'Gradient Ascent', 'Keep palette')).toBe('0.9');
  const box = await panel.boundingBox();
  expect(box && box.y >= 0 && box.y + box.height <= 720).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  expect(await value(page, 'Gradient Ascent', 'Step size')).toBe('0.006');
  expect(await value(page, 'Gradient Ascent', 'Keep palette')).toBe('1');
  await run(page);

  for (let i = 0; i < 3; i++) await page.keyboard.press('ControlOrMeta+z');
  await expect(layersOf(page)).toHaveAccessibleName(before ?? '');
  await expect(
    node(page, 'Layer Objective').getByRole('combobox', { name: 'Measure' }),
  ).toHaveValue('mean-square');
});

test('a search in the palettes finds a motif and dreams of it', async ({ page }) => {
  await openSmall(page);
  await node(page, 'Layer Objective').getByRole('heading').click();
  await page.keyboard.press('Space');
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('fan');
  await expect(page.getByRole('option', { selected: true })).toHaveText(/^Cathedral fan/);
  await page.keyboard.press('Enter');
  await expect(layersOf(page)).toHaveAccessibleName('Layers: Cathedral fan');

  // With nothing selected it comes as a node of its own, with the network that is there.
  await page.locator('.react-flow__pane').click({ position: { x: 600, y: 40 } });
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search actions' }).fill('coil');
  await expect(page.getByRole('option', { selected: true })).toHaveText('Dream of Coil');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Layer Objective')).toHaveCount(2);
  const added = node(page, 'Layer Objective').last();
  await expect(added.getByRole('button', { name: 'Layers: Coil' })).toBeVisible();
  await expect(
    page.getByRole('group', {
      name: 'Wire from Load Network: network to Layer Objective: network',
    }),
  ).toHaveCount(2);
});

test('a motif of another network is asked about, then brings its network, in one step', async ({
  page,
}) => {
  await openSmall(page);
  await run(page);
  const dogs = await pixels(picture(page, 'Save Image'));
  const network = node(page, 'Load Network').getByRole('combobox', { name: 'Network' });
  const chosen = network.getByRole('option', { selected: true });
  const before = (await layersOf(page).getAttribute('aria-label')) ?? '';
  expect(before).toMatch(/^Layers: Dogs/);
  await layersOf(page).click();
  const panel = page.getByRole('tabpanel', { name: 'Motifs' });
  await panel.getByRole('searchbox', { name: 'Find a motif' }).fill('glass');
  const others = panel.getByRole('group', { name: 'Motifs of other networks' });
  await others.getByRole('button', { name: 'Wine glasses', exact: true }).click();
  await expect(panel.getByRole('status')).toContainText('of NanoDet, another network');
  await expect(layersOf(page)).toHaveAccessibleName(before);
  await panel.getByRole('button', { name: 'Switch to it' }).click();
  await expect(layersOf(page)).toHaveAccessibleName('Layers: Wine glasses');
  await expect(chosen).toHaveText('NanoDet');
  await page.keyboard.press('Escape');
  await run(page);
  expect(await pixels(picture(page, 'Save Image'))).not.toBe(dogs);

  await button(page, 'Undo').click();
  await expect(layersOf(page)).toHaveAccessibleName(before);
  await expect(chosen).toHaveText('SSD MobileNetV2');
});

test('a layer takes channels and weights by octave of its own', async ({ page }) => {
  await openWithDefaults(page);
  await makeSmall(page);
  await layersOf(page).click();
  const row = page.getByRole('listitem').filter({ hasText: 'mixed4' });
  await row.getByRole('button', { name: 'Channels: as in the node' }).click();
  await page.getByRole('textbox', { name: 'Channels' }).fill('not 3, 7-9');
  await page.keyboard.press('Enter');
  await row.getByRole('button', { name: 'Weight by octave: same' }).click();
  await page.getByRole('textbox', { name: 'Weight by octave' }).fill('1/0.5');
  await page.keyboard.press('Enter');
  await expect(layersOf(page)).toHaveAccessibleName('Layers: mixed3, mixed4[not 3+7-9] ×1/0.5');
  await page.keyboard.press('Escape');
  await run(page);
  await finished(page);
});
