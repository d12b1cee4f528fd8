import { expect } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, drag, grab, node, openEditor, socket, wire, wires } from './editor.ts';

test('a refused wire connects nowhere and says why; a dropped one offers what usually follows', async ({
  page,
}) => {
  await openEditor(page);
  const photo = socket(page, 'Load Image: image, image, output');
  const ascent = node(page, 'Gradient Ascent');
  for (const name of ['objective, objective', 'iterations, number']) {
    await drag(page, photo, socket(page, `Gradient Ascent: ${name}, input`));
    await expect(page.getByRole('alert')).toContainText('This wire carries one image.');
    await expect(wires(page)).toHaveCount(6);
    await button(page, 'Dismiss').click();
    await expect(page.getByRole('alert')).toBeEmpty();
  }
  // Beside the name of a socket that socket is meant, on the title the node.
  await drag(page, photo, ascent.getByText('objective', { exact: true }));
  await expect(page.getByRole('alert')).toContainText('This wire carries one image.');
  await expect(wire(page, 'Layer Objective: objective to Gradient Ascent: objective')).toHaveCount(
    1,
  );
  await drag(page, photo, ascent.getByRole('heading'));
  await expect(wire(page, 'Load Image: image to Gradient Ascent: image or octaves')).toHaveCount(1);
  await expect(wires(page)).toHaveCount(6);

  await grab(page, socket(page, 'Octave Split: octaves, octaves, output'), page.getByRole('main'));
  await page.mouse.move(760, 780, { steps: 3 });
  await page.mouse.up();
  await expect(page.getByRole('option').first()).toContainText('Gradient Ascent');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Gradient Ascent')).toHaveCount(2);
});
