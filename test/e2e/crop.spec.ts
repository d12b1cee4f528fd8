import { expect } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, node, openEditor, picture } from './editor.ts';

test('a photo is cropped by dragging on it, with a locked shape, and whole again', async ({
  page,
}) => {
  await openEditor(page);
  const photo = node(page, 'Load Image');
  const whole = (await photo.getByRole('img').getAttribute('aria-label')) ?? '';
  await photo.getByRole('button', { name: /more values$/ }).click();
  await photo.getByRole('button', { name: 'Crop: whole picture' }).click();
  const dialog = page.getByRole('dialog', { name: 'Crop the picture' });
  const part = dialog.getByRole('group', { name: /^Part to keep/ });
  const box = await part.boundingBox();
  if (!box) throw new Error('The picture is not there.');

  // Across the middle, and taken back: the last drag is what counts.
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await expect(dialog.getByRole('slider', { name: 'Left' })).toHaveAttribute(
    'aria-valuenow',
    '256',
  );
  await dialog.getByRole('button', { name: 'Keep the whole picture' }).click();
  await expect(dialog.getByRole('slider', { name: 'Left' })).toHaveAttribute('aria-valuenow', '0');

  // From the right edge to the middle, then the square around what is left.
  await page.mouse.move(box.x + box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await expect(dialog.getByRole('slider', { name: 'Width' })).toHaveAttribute(
    'aria-valuenow',
    '512',
  );
  await dialog.getByRole('combobox', { name: 'Shape' }).selectOption('Square');
  await expect(dialog.getByRole('slider', { name: 'Height' })).toHaveAttribute(
    'aria-valuenow',
    '512',
  );
  await part.focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('slider', { name: 'Left' })).toHaveAttribute('aria-valuenow', '10');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await expect(photo.getByRole('button', { name: 'Crop: 50 × 67 %' })).toBeVisible();
  // Its picture shows the part before any run.
  await expect(picture(page, 'Load Image')).toHaveAccessibleName(/512 × 512$/);
  for (let steps = 0; steps < 5; steps++) await button(page, 'Undo').click();
  await expect(button(page, 'Undo')).toBeDisabled();
  await expect(photo.getByRole('img')).toHaveAccessibleName(whole);
});
