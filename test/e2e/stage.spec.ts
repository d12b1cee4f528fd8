import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import {
  button,
  makeSmall,
  middle,
  node,
  openEditor,
  openLink,
  openSmall,
  pixels,
  run,
  setNumber,
} from './editor.ts';

const stage = (page: Page) => page.getByRole('region', { name: /^Stage: / });
const shown = (page: Page) => stage(page).getByRole('img', { name: /^Picture of / });
const footer = (page: Page) => stage(page).locator('footer');
const width = async (page: Page) => (await shown(page).boundingBox())?.width ?? 0;

test('the result is large, held and split against the photo, kept by a pin, and folded', async ({
  page,
}) => {
  await openEditor(page);
  await expect(stage(page).getByText(/^Run to see a picture/)).toBeVisible();
  await makeSmall(page);
  await run(page);
  await page.keyboard.press('Escape');
  await expect(stage(page)).toHaveAccessibleName('Stage: Save Image');
  await expect(footer(page)).toContainText(/80 × 60 · .* s · seed 1/);
  expect(await width(page)).toBeGreaterThanOrEqual(420);

  // Held, by the key and by the button.
  const photo = stage(page).getByRole('img', { name: 'Photo', exact: true });
  await expect(photo).toHaveCount(0);
  await page.keyboard.down('q');
  await expect(photo).toBeVisible();
  await expect(stage(page).getByRole('button', { name: 'Photo', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.up('q');
  await expect(photo).toHaveCount(0);
  const hold = await middle(stage(page).getByRole('button', { name: /Hold for the photo/ }));
  await page.mouse.move(hold.x, hold.y);
  await page.mouse.down();
  await expect(photo).toBeVisible();
  await page.mouse.up();
  await expect(photo).toHaveCount(0);

  // Split, moved by keys.
  await page.keyboard.press('s');
  const divider = stage(page).getByRole('slider', { name: 'Where the photo ends' });
  await divider.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuetext', '48 % photo');
  await page.keyboard.press('s');
  await expect(divider).toHaveCount(0);

  // What is selected is shown, unless a node is pinned.
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await expect(stage(page)).toHaveAccessibleName('Stage: Gradient Ascent');
  await button(page, 'Keep this node on the Stage').click();
  await node(page, 'Load Image').getByRole('heading').click();
  await expect(stage(page)).toHaveAccessibleName('Stage: Gradient Ascent');
  await button(page, 'Let the Stage follow again').click();
  await expect(stage(page)).toHaveAccessibleName('Stage: Load Image');

  await page.keyboard.press('Shift+p');
  await expect(footer(page)).toHaveCount(0);
  expect((await stage(page).boundingBox())?.height).toBe(36);
  await page.reload();
  await expect.poll(async () => (await stage(page).boundingBox())?.height).toBe(36);
});

/** The picture on the Stage, once it has faded in: two looks, further apart than that takes, agree. */
async function steadyPixels(page: Page): Promise<string> {
  let last = '';
  const isSteady = async () => {
    const before = last;
    last = await pixels(shown(page));
    return last === before;
  };
  await expect.poll(isSteady, { intervals: [400] }).toBe(true);
  return last;
}

test('a changed value is said, and older values are downloaded as such', async ({ page }) => {
  await openSmall(page);
  await run(page);
  const before = await steadyPixels(page);
  // A change this cheap would run by itself.
  await page.getByRole('switch', { name: 'Live' }).click();
  await setNumber(page, 'Gradient Ascent', 'Step size', 0.02);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(footer(page)).toContainText('Before step size changed');
  expect(await pixels(shown(page))).toBe(before);
  // All is there on a narrow Stage too, whole.
  const edge = page.getByRole('separator', { name: 'Width of the column' });
  await edge.focus();
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await stage(page).boundingBox())?.width).toBeLessThan(330);
  for (const name of [/^Run, about/, 'Copy the picture', 'Download older values'])
    await expect(footer(page).getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  await edge.dblclick();
  const download = page.waitForEvent('download');
  await stage(page).getByRole('button', { name: 'Download older values' }).click();
  expect((await download).suggestedFilename()).toBe('deepdream.png');
  await expect(page.getByText(/made with older values/)).toBeVisible();
  await stage(page)
    .getByRole('button', { name: /^Run, about/ })
    .click();
  await expect(footer(page)).toContainText(/80 × 60 · /, { timeout: 30_000 });
  await expect.poll(() => steadyPixels(page)).not.toBe(before);
});

test('it stands over or under the canvas, is moved and resized, and fills the window', async ({
  page,
}) => {
  await openSmall(page);
  await run(page);
  await page.keyboard.press('Escape');
  const canvas = page.getByRole('main', { name: 'Canvas' });
  const [beside] = [await canvas.boundingBox()];
  const place = async (where: string) => {
    await button(page, 'Where the Stage stands').click();
    await page.getByRole('menuitemradio', { name: where }).click();
  };
  await place('Over the canvas');
  await expect
    .poll(async () => (await canvas.boundingBox())?.width)
    .toBeGreaterThan(beside?.width ?? 0);
  const from = await stage(page).boundingBox();
  const header = { x: (from?.x ?? 0) + 200, y: (from?.y ?? 0) + 18 };
  await page.mouse.move(header.x, header.y);
  await page.mouse.down();
  await page.mouse.move(header.x - 150, header.y - 90, { steps: 3 });
  await page.mouse.up();
  const to = await stage(page).boundingBox();
  expect([to?.x, to?.y]).toEqual([(from?.x ?? 0) - 150, (from?.y ?? 0) - 90]);

  // The view is fitted beside it.
  await button(page, 'Zoom to fit').click();
  const edges = async () => {
    const photo = await node(page, 'Load Image').boundingBox();
    return [(photo?.x ?? 0) + (photo?.width ?? 0), (photo?.y ?? 0) + (photo?.height ?? 0)];
  };
  await expect
    .poll(async () => {
      const [right = 0, foot = 0] = await edges();
      return right <= (to?.x ?? 0) || foot <= (to?.y ?? 0);
    })
    .toBe(true);

  await place('Under the canvas');
  await expect
    .poll(async () => {
      const [above, below] = [await canvas.boundingBox(), await stage(page).boundingBox()];
      return (below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0);
    })
    .toBeGreaterThanOrEqual(0);
  await place('Beside the canvas');

  // The edge under the picture: 16 px for each press, and back.
  const edge = page.getByRole('separator', { name: 'Height of the picture' });
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await expect(edge).toHaveAttribute('aria-valuenow', '344');
  await edge.dblclick();
  await expect(edge).toHaveAttribute('aria-valuenow', '360');

  await shown(page).dblclick();
  const full = page.getByRole('dialog', { name: 'Save Image' });
  await expect(full).toBeVisible();
  expect((await full.boundingBox())?.width).toBeGreaterThan(1300);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('dialog', { name: 'Octave Merge' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a link whose photo is missing says so at once, and a run that fails names the reason', async ({
  page,
}) => {
  const preset = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  for (const each of preset.nodes)
    if (each.type === 'load-image')
      each.params.file = { from: 'file', sha256: 'ab'.repeat(32), name: 'beach.jpg' };
  await openLink(page, JSON.stringify(preset));
  const words = 'beach.jpg is not in this browser: choose it again, or drop it here.';
  await expect(node(page, 'Load Image').getByText(words)).toBeVisible();
  await expect(stage(page).getByText(words)).toBeVisible();
  await button(page, 'Run').click();
  await expect(footer(page)).toContainText(
    'The file beach.jpg (SHA-256 abababababab…) is not stored in this browser.',
  );
  await stage(page).getByRole('button', { name: 'Show the node' }).click();
  await expect(node(page, 'Load Image')).toBeFocused();
});
