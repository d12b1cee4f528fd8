import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { chunk, flatWebp, png } from '../pictures/files.ts';
import { test } from './chosen-wasm.ts';
import {
  button,
  dropFile,
  middle,
  node,
  openEditor,
  openFile,
  openSmall,
  openVersions,
  picture,
  pixels,
  run,
  savedState,
  setNumber,
  wires,
  withoutFilePickers,
} from './editor.ts';

test.beforeEach(({ page }) => withoutFilePickers(page));

const strength = (page: Page) =>
  node(page, 'Octave Merge').getByRole('slider', { name: 'Strength' });

test('a graph is saved to a file and opened from it', async ({ page }, info) => {
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  const saving = page.waitForEvent('download');
  await button(page, 'Save').click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('deepdream.dream.json');
  const path = info.outputPath('kept.dream.json');
  await download.saveAs(path);
  expect(JSON.parse(await readFile(path, 'utf8')).format).toBe('dreamgraph');

  await setNumber(page, 'Octave Merge', 'Strength', 0.8);
  await openFile(page, path);
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.5');
  await expect(wires(page)).toHaveCount(6);
});

test('a reload brings the graph back as it was left', async ({ page }) => {
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await node(page, 'Save Image').getByRole('heading').click();
  await page.keyboard.press('Delete');
  await expect(savedState(page)).toBeVisible();
  await page.reload();
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.5');
  await expect(node(page, 'Save Image')).toHaveCount(0);
  await expect(wires(page)).toHaveCount(5);
});

test('an earlier version is gone back to, undone, and nothing is lost on the way', async ({
  page,
}) => {
  await openEditor(page);
  const saved = savedState(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await expect(saved).toBeVisible();
  await node(page, 'Save Image').getByRole('heading').click();
  await page.keyboard.press('Delete');
  await expect(saved).toBeVisible();

  await openVersions(page);
  const versions = page.getByRole('dialog', { name: 'Earlier versions' });
  const before = versions.getByRole('listitem').filter({ hasText: 'with Save Image' });
  await before.getByRole('button', { name: /^Go back/ }).click();
  await expect(node(page, 'Save Image')).toBeVisible();
  await expect(wires(page)).toHaveCount(6);
  await button(page, 'Undo').click();
  await expect(node(page, 'Save Image')).toHaveCount(0);
  await button(page, 'Redo').click();
  await expect(saved).toBeVisible();

  // History ends with the page; what was there before going back does not.
  await page.reload();
  await expect(node(page, 'Save Image')).toBeVisible();
  await openVersions(page);
  const later = versions.getByRole('listitem').filter({ hasText: 'without Save Image' });
  await later.getByRole('button', { name: /as a copy$/ }).click();
  await expect(button(page, 'Graph name: DeepDream copy. Rename')).toBeVisible();
  await expect(node(page, 'Save Image')).toHaveCount(0);
});

test('a broken file is refused in words, and the graph is untouched', async ({ page }, info) => {
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  const whole = await readFile('presets/deepstyle.json', 'utf8');
  const broken: readonly (readonly [string, string])[] = [
    ['cut.dream.json', whole.slice(0, 700)],
    ['other.json', '{"nodes": "many"}'],
    ['newer.json', whole.replace('"version": 1', '"version": 999')],
  ];
  for (const [name, text] of broken) {
    const path = info.outputPath(name);
    await writeFile(path, text);
    await openFile(page, path);
    await expect(page.getByRole('alert')).toContainText(`${name} was not opened.`);
    await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.5');
    await expect(wires(page)).toHaveCount(6);
    await button(page, 'Dismiss').click();
  }
  await button(page, 'Undo').click();
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '1');
});

test('a photo that is dropped on the canvas becomes a Load Image with its picture', async ({
  page,
}) => {
  await openEditor(page);
  await dropFile(page, resolve('assets/samples/stream.jpg'));
  await expect(node(page, 'Load Image')).toHaveCount(2);
  const dropped = node(page, 'Load Image').last();
  await expect(dropped.getByRole('button', { name: /^Picture: stream.jpg/ })).toBeVisible();
  await expect(
    dropped.getByRole('img', { name: /^Picture of Load Image, \d+ × \d+/ }),
  ).toBeVisible();
  expect(Math.abs((await middle(dropped)).x - 360)).toBeLessThan(120);
});

test('a photo that is dropped on the picture of a node takes its place', async ({ page }) => {
  await openEditor(page);
  const field = node(page, 'Load Image').getByRole('button', { name: /^Picture: / });
  const { x, y } = await middle(field);
  await dropFile(page, resolve('assets/samples/stream.jpg'), x, y);
  await expect(field).toHaveAccessibleName(/stream.jpg/);
  await expect(node(page, 'Load Image')).toHaveCount(1);
});

test('a PNG that was downloaded brings its graph back, which makes the same picture', async ({
  page,
}, info) => {
  await openSmall(page, 3);
  await run(page);
  const made = await pixels(picture(page, 'Save Image'));
  const saving = page.waitForEvent('download');
  await node(page, 'Save Image').getByRole('button', { name: 'Download the picture' }).click();
  const path = info.outputPath('deepdream.png');
  await (await saving).saveAs(path);

  await setNumber(page, 'Gradient Ascent', 'Iterations', 9);
  await dropFile(page, path);
  const question = page.getByRole('dialog', { name: 'This picture contains a graph' });
  await question.getByRole('button', { name: 'Open the graph' }).click();
  await expect(
    node(page, 'Gradient Ascent').getByRole('slider', { name: 'Iterations' }),
  ).toHaveAttribute('aria-valuenow', '3');
  await button(page, 'Run').waitFor();
  await run(page);
  expect(await pixels(picture(page, 'Save Image'))).toBe(made);
});

test('pictures that are made to be slow are refused in words, and no graph is unpacked without end', async ({
  page,
}, info) => {
  await openEditor(page);
  const large = png(onePixel, 2);
  large.writeUInt32BE(20_000, 16);
  large.writeUInt32BE(20_000, 20);
  const text = deflateSync(Buffer.alloc(256 * 2 ** 20));
  const packed = chunk('iTXt', Buffer.concat([Buffer.from('dreamgraph\0\x01\0\0\0'), text]));
  const files: readonly (readonly [string, Buffer, string])[] = [
    ['large.png', large, 'large.png has 20000 x 20000 pixels; the most is 100 megapixels.'],
    ['notes.png', Buffer.from('Not a picture.'), 'notes.png is not a picture.'],
    ['cut.png', png(onePixel, 2).subarray(0, 50), 'cut.png is damaged or incomplete.'],
  ];
  for (const [name, bytes, words] of files) {
    const path = info.outputPath(name);
    await writeFile(path, bytes);
    await dropFile(page, path);
    await expect(page.getByRole('alert')).toContainText(words);
    await button(page, 'Dismiss').click();
  }
  const bomb = info.outputPath('bomb.png');
  await writeFile(bomb, png(onePixel, 2, [packed]));
  await openFile(page, bomb);
  await expect(page.getByRole('alert')).toContainText('unpacks to more than 8 MB');
  await expect(wires(page)).toHaveCount(6);
});

const onePixel = { width: 1, height: 1, bits: 8, channels: 3, at: () => [200, 100, 50] };

test('opening a very large picture says so and is cancelled; one that is too large is refused', async ({
  page,
}, info) => {
  await openEditor(page);
  const large = info.outputPath('large.webp');
  const tooLarge = info.outputPath('too-large.webp');
  await writeFile(large, flatWebp(16383, 6100));
  await writeFile(tooLarge, flatWebp(16383, 16383));
  // The work itself may be over soon on a fast machine: its worker is a second late.
  await page.route(/picture-worker/, async (route) => {
    await new Promise((later) => setTimeout(later, 1000));
    // Unless it has been cancelled.
    await route.continue().catch(() => {});
  });
  const opening = page.getByRole('status').filter({ hasText: 'Opening large.webp…' });
  await dropFile(page, large);
  await opening.getByRole('button', { name: 'Cancel' }).click();
  await expect(opening).toHaveCount(0);
  await dropFile(page, large);
  await expect(opening).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(opening).toHaveCount(0);

  await page.unroute(/picture-worker/);
  await dropFile(page, tooLarge);
  await expect(page.getByRole('alert')).toContainText(
    'too-large.webp has 16383 x 16383 pixels; the most is 100 megapixels.',
  );
  await button(page, 'Dismiss').click();
  await expect(node(page, 'Load Image')).toHaveCount(1);
  await dropFile(page, large);
  await expect(node(page, 'Load Image')).toHaveCount(2);
  // The page is alive, and the picture is there.
  await expect(
    node(page, 'Load Image')
      .last()
      .getByRole('img', { name: /^Picture of Load Image, / }),
  ).toBeVisible();
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
});
