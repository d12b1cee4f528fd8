import { expect } from '@playwright/test';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import { button, dropFile, finished, openSmall } from './editor.ts';

// A dozen dreams.
test.slow();

const layers = ['block_5_expand_relu', 'block_8_expand_relu', 'block_11_expand_relu'];

test('layers by steps are swept as a grid, saved as a contact sheet, and one of it is used', async ({
  page,
}, info) => {
  await openSmall(page, 1);
  await button(page, 'Sweep').click();
  const dialog = page.getByRole('dialog', { name: 'Sweep' });
  const tally = dialog.getByRole('status');
  const make = dialog.getByRole('button', { name: 'Make and run them' });
  await expect(tally).toContainText('0 pictures');
  await expect(make).toBeDisabled();
  for (const layer of layers) {
    await dialog.getByRole('checkbox', { name: layer, exact: true }).check();
  }
  await dialog.getByRole('button', { name: 'Add a second parameter' }).click();
  const across = dialog.getByRole('group', { name: 'Across' });
  await across.getByLabel('Parameter', { exact: true }).selectOption('Gradient Ascent: iterations');
  await across.getByLabel('Values', { exact: true }).selectOption('Typed one by one');
  const typed = across.getByRole('textbox', { name: 'Values, separated by commas' });
  await typed.fill('1, many');
  await expect(across.getByRole('alert')).toContainText('many');
  await expect(make).toBeDisabled();
  await typed.fill('1, 2, 3');
  await expect(tally).toContainText('3 × 3 = 9 pictures');
  await expect(tally).toContainText('Run the graph once');
  await make.click();

  const grid = page.getByRole('table', { name: /^Layers × iterations/i });
  await expect(grid.getByRole('columnheader')).toHaveText(['1', '2', '3']);
  await expect(grid.getByRole('rowheader')).toHaveText(layers);
  await finished(page);
  await expect(grid.getByRole('img')).toHaveCount(9);

  const saving = page.waitForEvent('download');
  await button(page, 'Contact sheet').click();
  const sheet = info.outputPath('sheet.png');
  await (await saving).saveAs(sheet);
  const zipping = page.waitForEvent('download');
  await button(page, 'Download as zip').click();
  expect((await zipping).suggestedFilename()).toBe('deepdream.zip');

  // Under one pan and zoom; the cell that is gone to takes a place, and can be used.
  await grid.getByRole('group', { name: /block_8_expand_relu, 2/ }).focus();
  const chosen = page.getByRole('region', { name: 'Chosen: block_8_expand_relu, 2' });
  await expect(chosen).toContainText('iterations 1 2');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Edit' }).click();
  await expect(
    page
      .getByRole('group', { name: 'Gradient Ascent', exact: true })
      .getByRole('slider', { name: 'Iterations' }),
  ).toHaveAttribute('aria-valuenow', '2');

  // The sheet brings the graph with its variants back.
  await page.getByRole('tab', { name: 'Compare' }).click();
  await button(page, 'Delete the sweep').click();
  await page.getByRole('tab', { name: 'Edit' }).click();
  await dropFile(page, sheet);
  const question = page.getByRole('dialog', { name: 'This picture contains a graph' });
  await question.getByRole('button', { name: 'Open the graph' }).click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(grid).toBeVisible();
  await expect(page.getByRole('button', { name: /^Saved\./ })).toBeVisible();

  // So does a reload, with the pictures that the history keeps.
  await page.reload();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await button(page, 'Grid').click();
  await expect(grid.getByRole('img')).toHaveCount(9);
});

test('a cell that fails says why, and the others go on', async ({ page }) => {
  await bringAxe(page);
  await openSmall(page, 1);
  await button(page, 'Sweep').click();
  const dialog = page.getByRole('dialog', { name: 'Sweep' });
  await dialog.getByLabel('Parameter', { exact: true }).selectOption('Layer Objective: layers');
  await dialog.getByLabel('Values', { exact: true }).selectOption('Typed one by one');
  // A layer of another network.
  await dialog
    .getByRole('textbox', { name: 'Values, separated by commas' })
    .fill('mixed4, block_8_expand_relu');
  await dialog.getByRole('button', { name: 'Make and run them' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 of 2 variants failed' })).toBeVisible({
    timeout: 120_000,
  });
  const grid = page.getByRole('table', { name: 'Layers' });
  await expect(grid.getByRole('region', { name: 'mixed4', exact: true })).toContainText(
    'has no layer "mixed4"',
  );
  await expect(grid.getByRole('img', { name: 'Picture of block_8_expand_relu' })).toBeVisible();
  expect(await findings(page), 'the grid').toEqual([]);
});
