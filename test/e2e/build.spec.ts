import { expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import {
  button,
  drag,
  grab,
  makeSmall,
  node,
  openEditor,
  openEmpty,
  picture,
  run,
  setNumber,
  socket,
  wire,
  wires,
} from './editor.ts';

/** Adds a node where the canvas is double-clicked. */
async function add(page: Page, title: string, x: number, y: number): Promise<void> {
  await page.mouse.dblclick(x, y);
  await page.getByRole('dialog', { name: 'Add node' }).waitFor();
  await page.getByRole('combobox', { name: 'Search nodes' }).fill(title);
  await page.getByRole('option', { name: title }).first().click();
  // It stands where it was asked for.
  await expect(node(page, title)).toBeVisible();
  const box = await node(page, title).boundingBox();
  expect(Math.abs((box?.x ?? 0) - x) + Math.abs((box?.y ?? 0) - y)).toBeLessThan(12);
}

test('a dream is built from an empty canvas with the mouse, undone, redone and run', async ({
  page,
}) => {
  await openEmpty(page);
  // Faster than the view glides.
  for (let clicks = 0; clicks < 3; clicks++) await button(page, 'Zoom out').click();
  await expect(page.getByRole('button', { name: 'Zoom: 51 %' })).toBeVisible();

  await add(page, 'Load Image', 230, 150);
  await add(page, 'Octave Split', 400, 150);
  await add(page, 'Load Network', 230, 480);
  await add(page, 'Layer Objective', 400, 480);
  await add(page, 'Gradient Ascent', 600, 250);
  await add(page, 'Octave Merge', 780, 250);
  // A wire that is let go over nothing asks what should take it, and joins it.
  await drag(page, socket(page, 'Load Image: image, image, output'), node(page, 'Octave Split'));
  await expect(wires(page)).toHaveCount(1);
  const pairs: readonly (readonly [string, string])[] = [
    ['Load Network: network, network, output', 'Layer Objective: network, network, input'],
    ['Octave Split: octaves, octaves, output', 'Gradient Ascent: image or octaves, image, input'],
    [
      'Layer Objective: objective, objective, output',
      'Gradient Ascent: objective, objective, input',
    ],
    ['Gradient Ascent: octaves, octaves, output', 'Octave Merge: octaves, octaves, input'],
  ];
  for (const [index, [from, to]] of pairs.entries()) {
    await drag(page, socket(page, from), socket(page, to));
    await expect(wires(page)).toHaveCount(index + 2);
  }
  await looseWire(page, 'Octave Merge: image, image, output', 950, 250);
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('Save');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Save Image')).toBeVisible();
  await expect(wires(page)).toHaveCount(6);

  while (await button(page, 'Undo').isEnabled()) await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('Press Space to add a node')).toBeVisible();
  while (await button(page, 'Redo').isEnabled()) await button(page, 'Redo').click();
  await expect(wires(page)).toHaveCount(6);

  await makeSmall(page, 2, 160);
  await run(page);
  await expect(picture(page, 'Save Image')).toBeVisible();
});

async function looseWire(page: Page, from: string, x: number, y: number): Promise<void> {
  await socket(page, from).hover();
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.up();
}

test('a wire that does not fit says why and is not made', async ({ page }) => {
  await openEditor(page);
  const before = await wires(page).count();
  await grab(
    page,
    socket(page, 'Load Network: network, network, output'),
    socket(page, 'Octave Split: image, image, input'),
  );
  const reason = page
    .getByRole('main')
    .getByRole('status')
    .getByText(/network.*image|image.*network/i);
  await expect(reason).toBeVisible();
  await page.mouse.up();
  await expect(reason).toHaveCount(0);
  await expect(wires(page)).toHaveCount(before);
  await expect(button(page, 'Undo')).toBeDisabled();
});

test('where another node would join the two, M puts it in between', async ({ page }) => {
  await openEditor(page);
  await grab(
    page,
    socket(page, 'Octave Split: octaves, octaves, output'),
    socket(page, 'Save Image: image, image, input'),
  );
  const reason = page.getByRole('main').getByRole('status');
  await expect(reason.getByText('Insert Octave Merge here')).toBeVisible();
  await page.keyboard.press('m');
  await expect(node(page, 'Octave Merge')).toHaveCount(2);
  await page.mouse.up();
  await expect(wire(page, 'Octave Split: octaves to Octave Merge: octaves')).toHaveCount(1);
  await expect(wire(page, 'Octave Merge: image to Save Image: image')).toHaveCount(1);
  await expect(wires(page)).toHaveCount(7);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(node(page, 'Octave Merge')).toHaveCount(1);
  await expect(wires(page)).toHaveCount(6);
});

test('undo and redo name what they do, and bring each value back', async ({ page }) => {
  await openEditor(page);
  const strength = node(page, 'Octave Merge').getByRole('slider', { name: 'Strength' });
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await node(page, 'Save Image').getByRole('heading').click();
  await page.keyboard.press('Delete');
  await expect(node(page, 'Save Image')).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+z');
  await expect(node(page, 'Save Image')).toBeVisible();
  await expect(wires(page)).toHaveCount(6);
  await expect(button(page, 'Undo')).toHaveAttribute('title', /strength/i);
  await button(page, 'Undo').click();
  await expect(strength).toHaveAttribute('aria-valuenow', '1');
  await expect(button(page, 'Undo')).toBeDisabled();

  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(strength).toHaveAttribute('aria-valuenow', '0.5');
  await button(page, 'Redo').click();
  await expect(node(page, 'Save Image')).toHaveCount(0);
});
