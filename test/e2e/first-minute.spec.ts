import { expect, test } from '@playwright/test';
import { button, finished, makeSmall, node, openEditor, picture, pixels } from './editor.ts';

test('the preset is there; Run changes the picture step by step, and finishes', async ({
  page,
}) => {
  await openEditor(page);
  for (const title of ['Load Image', 'Octave Split', 'Layer Objective', 'Octave Merge'])
    await expect(node(page, title)).toBeVisible();
  // Enough steps that the picture is still on its way when it is first seen.
  await makeSmall(page, 100);
  await button(page, 'Run').click();
  await expect(page.getByRole('progressbar', { name: 'Progress of the run' })).toBeVisible();
  await expect(button(page, 'Stop')).toBeEnabled();

  const dream = picture(page, 'Gradient Ascent');
  await expect(dream).toBeVisible({ timeout: 30_000 });
  const first = await pixels(dream);
  await expect.poll(() => pixels(dream), { timeout: 30_000 }).not.toBe(first);

  await finished(page);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(button(page, 'Run')).toBeEnabled();
  await expect(picture(page, 'Save Image')).toHaveAccessibleName(/80 × 60$/);
  expect(await pixels(picture(page, 'Save Image'))).not.toBe(
    await pixels(picture(page, 'Load Image')),
  );
});
