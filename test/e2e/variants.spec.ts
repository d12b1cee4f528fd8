import { expect, type Page } from '@playwright/test';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import {
  button,
  finished,
  node,
  openEditor,
  openSmall,
  picture,
  pixels,
  run,
  setNumber,
} from './editor.ts';

// Several dreams, and a second worker that loads the network too.
test.slow();

const strip = (page: Page) => page.getByRole('region', { name: 'Variants' });
const card = (page: Page, name: string) =>
  strip(page).getByRole('button', { name: `Show ${name}` });

async function rename(page: Page, from: string, to: string): Promise<void> {
  await strip(page)
    .getByRole('button', { name: `Variant name: ${from}. Rename` })
    .dblclick();
  await strip(page).getByRole('textbox', { name: 'Variant name' }).fill(to);
  await page.keyboard.press('Enter');
  await expect(card(page, to)).toBeVisible();
}

/** Dreams of a whole layer too, beside those of the preset. */
async function addLayer(page: Page, layer: string) {
  await node(page, 'Layer Objective')
    .getByRole('button', { name: /^Layers/ })
    .click();
  const panel = page.getByRole('dialog', { name: 'Layers' });
  await panel.getByRole('tab', { name: 'Layers' }).click();
  await panel.getByRole('button', { name: new RegExp(`^${layer} `), pressed: false }).click();
  await page.keyboard.press('Escape');
}

const names = ['Graph', 'Weak', 'Three', 'Layer'];

test('variants are made, run together, shown at once, used, undone, and there after a reload', async ({
  page,
}) => {
  await openSmall(page, 1, 128);
  const strength = node(page, 'Octave Merge').getByRole('slider', { name: 'Strength' });

  await button(page, 'Make a variant').click();
  await rename(page, 'Variant 1', 'Weak');
  await setNumber(page, 'Octave Merge', 'Strength', 0.4);
  await button(page, 'From these values').click();
  await rename(page, 'Variant 2', 'Three');
  await setNumber(page, 'Octave Split', 'Octaves', 3);
  await card(page, 'Graph').click();
  await button(page, 'Make a variant').click();
  await rename(page, 'Variant 3', 'Layer');
  await addLayer(page, 'block_5_expand_relu');
  await card(page, 'Three').click();
  await expect(card(page, 'Three')).toHaveAttribute('aria-pressed', 'true');
  await expect(card(page, 'Three')).toHaveAccessibleDescription(
    /Not run yet.*octaves 3.*strength 0.4/,
  );

  await button(page, 'Run all variants').click();
  await finished(page);
  for (const name of names) {
    await expect(card(page, name)).toHaveAccessibleDescription(/^Done/);
  }
  const three = await pixels(picture(page, 'Save Image'));
  await card(page, 'Weak').click();
  await expect(strength).toHaveAttribute('aria-valuenow', '0.4');
  await expect(node(page, 'Save Image').getByText('Stale')).toHaveCount(0);
  await expect.poll(() => pixels(picture(page, 'Save Image'))).not.toBe(three);
  const weak = await pixels(picture(page, 'Save Image'));

  await card(page, 'Graph').click();
  await expect(strength).toHaveAttribute('aria-valuenow', '1');
  await expect.poll(() => pixels(picture(page, 'Save Image'))).not.toBe(weak);

  await strip(page).getByRole('button', { name: 'More for Weak' }).click();
  await page.getByRole('menuitem', { name: 'Write into the graph' }).click();
  await expect(card(page, 'Graph')).toHaveAttribute('aria-pressed', 'true');
  await expect(strength).toHaveAttribute('aria-valuenow', '0.4');
  await expect.poll(() => pixels(picture(page, 'Save Image'))).toBe(weak);
  await button(page, 'Undo').click();
  await expect(strength).toHaveAttribute('aria-valuenow', '1');

  await card(page, 'Weak').click();
  await expect(page.getByRole('button', { name: /^Saved\./ })).toBeVisible();
  await page.reload();
  for (const name of names) {
    await expect(card(page, name)).toHaveAccessibleDescription(/^Done/);
  }
  await card(page, 'Weak').click();
  await expect.poll(() => pixels(picture(page, 'Save Image'))).toBe(weak);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText(/^4 pictures,/)).toBeVisible();

  // Another graph in between changes nothing.
  await page.getByRole('tab', { name: 'Edit' }).click();
  const address = page.url();
  await button(page, 'Presets').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Empty canvas' }).click();
  await expect(page.getByText('Press Space to add a node')).toBeVisible();
  await page.goto(address);
  for (const name of names) {
    await expect(card(page, name)).toHaveAccessibleDescription(/^Done/);
  }
});

test('while a variant is edited, a bar, an edge and each value say so', async ({ page }) => {
  await bringAxe(page);
  await openEditor(page);
  await setNumber(page, 'Gradient Ascent', 'Iterations', 10);
  for (const name of ['Ridges', 'Round']) {
    await page.keyboard.press('v');
    await rename(page, `Variant ${name === 'Ridges' ? 1 : 2}`, name);
  }
  await card(page, 'Ridges').click();
  const bar = page.getByRole('region', { name: 'The variant that is edited' });
  await expect(bar).toContainText('Editing Variant 1, Ridges');
  await expect(bar).toContainText('no value differs');
  await setNumber(page, 'Octave Split', 'Octaves', 7);
  await setNumber(page, 'Gradient Ascent', 'Iterations', 14);
  await expect(bar).toContainText('2 values differ from the graph');
  const iterations = node(page, 'Gradient Ascent').getByRole('slider', { name: 'Iterations' });
  await expect(iterations).toContainText('10 14');
  await expect(node(page, 'Gradient Ascent').getByTitle(/^Editing Variant 1/)).toHaveText('1');

  // The graph's values, while the button is held.
  await bar.getByRole('button', { name: "Show the graph's values" }).hover();
  await page.mouse.down();
  await expect(iterations).toHaveAttribute('aria-valuenow', '10');
  await expect(bar).toBeVisible();
  await page.mouse.up();
  await expect(iterations).toHaveAttribute('aria-valuenow', '14');

  // In the inspector: what else differs leads to where it is.
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('1 differs');
  const also = inspector.getByRole('region', { name: 'What the variant changes' });
  await expect(also).toContainText(/Also differs:\s*Octave Split, octaves \d 7/);
  await also.getByRole('button', { name: 'Octave Split, octaves' }).click();
  await expect(also).toContainText('Gradient Ascent, iterations 10 14');

  for (const theme of ['dark', 'light']) {
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Shift+T');
  }

  // Undo takes back the edit and stays in the variant.
  await button(page, 'Undo').click();
  await expect(iterations).toHaveAttribute('aria-valuenow', '10');
  await expect(bar).toContainText('1 value differs');
  await button(page, 'Redo').click();
  await also.getByRole('button', { name: 'Reset all 2' }).click();
  await expect(bar).toContainText('no value differs');
  await button(page, 'Undo').click();

  // Escape first leaves the selection, then the variant.
  await node(page, 'Octave Split').getByRole('heading').click();
  await page.keyboard.press('Escape');
  await expect(bar).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(card(page, 'Graph')).toHaveAttribute('aria-pressed', 'true');

  await card(page, 'Ridges').click();
  await bar.getByRole('button', { name: 'Write into the graph' }).click();
  await expect(bar).toHaveCount(0);
  await expect(iterations).toHaveAttribute('aria-valuenow', '14');

  // Deleted while it is edited, its neighbour is edited; undo brings it back.
  await card(page, 'Ridges').click();
  await card(page, 'Ridges').press('Delete');
  await expect(bar).toContainText('Editing Variant 1, Round');
  await button(page, 'Undo').click();
  await expect(card(page, 'Ridges')).toBeVisible();
  await expect(bar).toContainText('Editing Variant 2, Round');
  await button(page, 'Show or hide the variants').click();
  await expect(card(page, 'Ridges')).toHaveCount(0);
});

test('variants are compared beside and over each other, and one is chosen by key', async ({
  page,
}) => {
  await openSmall(page, 1);
  await button(page, 'Make a variant').click();
  await rename(page, 'Variant 1', 'Weak');
  await setNumber(page, 'Octave Merge', 'Strength', 0.4);
  await button(page, 'From these values').click();
  await rename(page, 'Variant 2', 'Strong');
  await setNumber(page, 'Octave Merge', 'Strength', 1.5);
  await button(page, 'Run all variants').click();
  await finished(page);

  await page.getByRole('tab', { name: 'Compare' }).click();
  const place = (name: string) => page.getByRole('main').getByRole('region', { name, exact: true });
  await expect(place('A: Graph')).toContainText('strength 1');
  await expect(place('B: Weak')).toContainText('strength 1 0.4');
  await page.keyboard.press('2');
  await expect(place('B: Strong')).toContainText('strength 1 1.5');
  await expect(place('Difference, A to B')).toContainText(/% on average.* of 255/s);

  // One zoom for both: what is drawn changes in both.
  const drawn = () =>
    Promise.all([
      pixels(place('A: Graph').getByRole('img', { name: 'Picture of Graph' })),
      pixels(place('B: Strong').getByRole('img', { name: 'Picture of Strong' })),
    ]);
  const [a, b] = await drawn();
  await page.getByRole('group', { name: /^Picture A/ }).focus();
  for (const key of ['+', '+', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(async () => {
    const [zoomedA, zoomedB] = await drawn();
    expect(zoomedA).not.toBe(a);
    expect(zoomedB).not.toBe(b);
  }).toPass();

  await button(page, 'Slider').click();
  const divider = page.getByRole('slider', { name: 'Where A ends and B begins' });
  await divider.press('Shift+ArrowRight');
  await expect(divider).toHaveAttribute('aria-valuenow', '60');
  await button(page, 'Onion skin').click();
  await page.getByRole('slider', { name: 'How much of B covers A' }).press('End');
  await button(page, 'Difference').click();
  await expect(page.getByRole('img', { name: 'Difference map' })).toBeVisible();
  await button(page, '3-up').click();
  await expect(place('C: Weak')).toBeVisible();

  await button(page, '2-up').click();
  await page.getByRole('group', { name: /^Picture B/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'values of Strong' })).toBeVisible();
  await expect(place('A: Graph')).not.toContainText('strength');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(place('B: Strong')).toContainText('strength 1 1.5');

  await page.getByRole('tab', { name: 'Edit' }).click();
  await expect(node(page, 'Octave Merge')).toBeVisible();
});

test('without variants the dream stands beside its photo, and nothing leaves the bar', async ({
  page,
}) => {
  await openSmall(page, 1);
  await run(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  const place = (name: string) => page.getByRole('main').getByRole('region', { name, exact: true });
  await expect(place('A: Photo')).toBeVisible();
  for (const name of [/^Put 1 ?Photo/, /^Put 2 ?Dream/])
    await expect(page.getByRole('button', { name })).toBeVisible();
  await expect(place('B: Dream').getByRole('img', { name: 'Picture of Dream' })).toBeVisible();
  await expect(place('Difference, A to B')).toContainText(/% on average/);
  for (const width of [1440, 1024, 820, 640]) {
    await page.setViewportSize({ width, height: 720 });
    const swap = button(page, 'Swap A and B');
    await expect(swap).toBeInViewport({ ratio: 1 });
    await expect(button(page, 'Difference')).toBeInViewport({ ratio: 1 });
  }
  await button(page, 'Swap A and B').click();
  await expect(place('A: Dream')).toBeVisible();

  // A picture of older values says so in words, and is as bright as it was: it is there to be seen.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('tab', { name: 'Edit' }).click();
  await page.getByRole('switch', { name: 'Live' }).click();
  await setNumber(page, 'Gradient Ascent', 'Iterations', 3);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(place('A: Dream')).toContainText('Stale: ');
  await expect(place('A: Dream').getByRole('img', { name: 'Picture of Dream' })).toHaveCSS(
    'opacity',
    '1',
  );
});

test('cards are reached, moved, renamed and deleted with the keyboard', async ({ page }) => {
  await openEditor(page);
  for (const name of ['One', 'Two']) {
    await page.keyboard.press('v');
    await rename(page, `Variant ${name === 'One' ? 1 : 2}`, name);
  }
  await card(page, 'Graph').focus();
  await page.keyboard.press('ArrowRight');
  await expect(card(page, 'One')).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(card(page, 'One')).toHaveAccessibleDescription(/graph's values/);
  await expect(strip(page).getByRole('listitem').last()).toContainText('One');
  await card(page, 'One').focus();
  await page.keyboard.press('F2');
  await strip(page).getByRole('textbox', { name: 'Variant name' }).fill('Uno');
  await page.keyboard.press('Enter');
  await card(page, 'Uno').focus();
  await page.keyboard.press('Delete');
  await expect(card(page, 'Uno')).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(card(page, 'Uno')).toBeVisible();
});

test('a variant that fails says why, and the others go on', async ({ page }) => {
  await openSmall(page, 1);
  // No layer has so many channels.
  await button(page, 'Make a variant').click();
  const objective = node(page, 'Layer Objective');
  await objective.getByRole('button', { name: /^Channels/ }).click();
  await objective.getByRole('textbox', { name: 'Channels' }).fill('9999');
  await page.keyboard.press('Enter');
  await card(page, 'Graph').click();
  await button(page, 'Make a variant').click();
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await button(page, 'Run all variants').click();
  await expect(page.getByRole('status').filter({ hasText: '1 of 3 variants failed' })).toBeVisible({
    timeout: 120_000,
  });
  await expect(card(page, 'Variant 1')).toHaveAccessibleDescription(/9999/);
  await expect(card(page, 'Variant 2')).toHaveAccessibleDescription(/^Done/);
  // The failure is on the node while the variant is shown, and nowhere else.
  await expect(node(page, 'Gradient Ascent').getByRole('alert')).toHaveCount(0);
  await card(page, 'Variant 1').click();
  await expect(node(page, 'Gradient Ascent').getByRole('alert')).toContainText('9999');
});

test('a picture larger than its node is downloaded in its full size', async ({ page }, info) => {
  await openSmall(page, 1, 900);
  await setNumber(page, 'Gradient Ascent', 'Jitter', 0);
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await page.keyboard.press('b');
  await run(page);
  const saving = page.waitForEvent('download');
  await button(page, 'Download the picture').click();
  const path = info.outputPath('large.png');
  await (await saving).saveAs(path);
  const { readFile } = await import('node:fs/promises');
  expect((await readFile(path)).readUInt32BE(16)).toBe(900);
});
