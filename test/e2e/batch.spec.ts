import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { makePhotos } from '../cli/photos/make-photos.ts';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import { button, dropFiles, middle, node, openLink, openSmall } from './editor.ts';
import { chooseFolderOnDisk } from './folder-on-disk.ts';

/** More at will: `DREAMGRAPH_PHOTOS=20 npx playwright test batch`. */
const count = Number(process.env.DREAMGRAPH_PHOTOS ?? 6);
const broken = 2;
const upright = 4;

/** Photos in a folder, of which one is cut off and one is turned by its EXIF tag. */
async function photosIn(folder: string): Promise<readonly string[]> {
  const names = await makePhotos(folder, count);
  const paths = names.map((name) => join(folder, name));
  const [cut = '', turned = ''] = [paths[broken], paths[upright]];
  await writeFile(cut, (await readFile(cut)).subarray(0, 100));
  const photo = await sharp(turned).withMetadata({ orientation: 6 }).toBuffer();
  await writeFile(turned, photo);
  return paths;
}

const field = (page: Page) => node(page, 'Load Image').getByRole('button', { name: /^Picture/ });
const outcome = (page: Page) => page.getByRole('banner').getByRole('status');

test('photos that are dropped on Load Image each become a dream, whatever happens to one of them', async ({
  page,
}, info) => {
  test.setTimeout(120_000 + 8000 * count);
  const paths = await photosIn(info.outputPath('photos'));
  const folder = info.outputPath('dreams');
  await mkdir(folder, { recursive: true });
  await chooseFolderOnDisk(page, folder);
  await bringAxe(page);
  await openSmall(page, 2, 96);
  await dropFiles(page, paths, await middle(field(page)));
  await expect(field(page)).toHaveAccessibleName(`Pictures: ${count} photos`);
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('banner')).toContainText(`Photo 4 of ${count}`, { timeout: 60_000 });
  await page.reload();
  await expect(field(page)).toHaveAccessibleName(`Pictures: ${count} photos`);
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(outcome(page)).toContainText(/\d photos? done, 1 failed/, { timeout: 120_000 });
  await expect(page.getByRole('alert')).toContainText(/02-sunset.jpg is damaged/);
  const sheet = page.getByRole('listbox', { name: 'Sheet of all photos' });
  await expect(sheet.getByRole('option', { name: /: \d+ × \d+$/ })).toHaveCount(count - 1);
  await expect(sheet.getByRole('option', { name: /^04-.*: 72 × 96$/ })).toBeVisible();
  await expect(sheet.getByRole('option', { name: /^02-sunset.jpg: .*damaged/ })).toBeVisible();

  // What is there already stays: a file of the person's own, and on the second time all pictures.
  await button(page, 'Name: deepdream').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('{photo}-{seed}');
  await page.keyboard.press('Enter');
  await writeFile(join(folder, '00-boats-1.png'), 'mine');
  await page
    .getByRole('button', { name: `Save ${count - 1} pictures…` })
    .first()
    .click();
  await expect(page.getByText(/saved in the folder dreams/)).toContainText(
    `${count - 1} pictures saved in the folder dreams; 1 under a further number`,
  );
  const files = (await readdir(folder)).sort();
  expect(files).toHaveLength(count);
  expect(files.slice(0, 3)).toEqual(['00-boats-1-2.png', '00-boats-1.png', '01-stream-1.png']);
  expect(await readFile(join(folder, '00-boats-1.png'), 'utf8')).toBe('mine');
  await page
    .getByRole('button', { name: `Save ${count - 1} pictures…` })
    .first()
    .click();
  await expect(page.getByText(`${count - 1} there already`)).toBeVisible();
  expect(await readdir(folder)).toHaveLength(count);
  const download = page.waitForEvent('download');
  await page
    .getByRole('button', { name: `${count - 1} pictures as zip` })
    .first()
    .click();
  const packed = unzipSync(await readFile(await (await download).path()));
  expect(Object.keys(packed)[1]).toBe('01-stream-1.png');
  expect(Object.keys(packed)).toHaveLength(count - 1);
  await node(page, 'Load Image').getByRole('heading').click();
  await expect(button(page, 'Run the failed one')).toBeVisible();
  expect(await findings(page)).toEqual([]);

  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.locator('[data-entry]')).toHaveCount(count - 1);
});

test('a folder that is dropped is one node, whose photos are run until they are stopped, and then go on', async ({
  page,
}, info) => {
  const folder = info.outputPath('photos');
  await makePhotos(join(folder, 'sub'), 3);
  await writeFile(join(folder, 'notes.txt'), 'no picture');
  await openSmall(page, 2, 96);
  await dropFiles(page, [folder], await middle(field(page)));
  await expect(page.getByText('notes.txt is no picture, so the rest was taken.')).toBeVisible();
  await expect(field(page)).toHaveAccessibleName('Pictures: 3 photos');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('banner')).toContainText('Photo 1 of 3', { timeout: 60_000 });
  await button(page, 'Stop after this photo').click();
  await expect(outcome(page)).toHaveText('Stopped after 1 photo', { timeout: 60_000 });
  await page.keyboard.press('Control+Enter');
  await expect(outcome(page)).toContainText('Done: 2 photos', { timeout: 60_000 });

  // A photo is looked at by the keyboard, alone and then again with the others.
  const sheet = page.getByRole('listbox', { name: 'Sheet of all photos' });
  await sheet.getByRole('option', { selected: true }).press('Home');
  await expect(sheet.getByRole('option', { name: /^sub\/00-/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /photo 2 of 3/ })).toBeVisible();
  await button(page, 'Sheet').click();
  await node(page, 'Load Image').getByRole('heading').click();
  await button(page, 'Take sub/02-sunset.jpg out').click();
  await expect(field(page)).toHaveAccessibleName('Pictures: 2 photos');
  await page.keyboard.press('Control+z');
  await expect(field(page)).toHaveAccessibleName('Pictures: 3 photos');
});

test('a graph whose photos are elsewhere says so of each, and runs those that are here', async ({
  page,
}) => {
  const graph = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const gone = { from: 'file', name: 'gone.jpg', sha256: '0'.repeat(64) };
  const files = [{ from: 'bundled', name: 'boats' }, gone];
  for (const { id, params } of graph.nodes) if (id === 'photo') Object.assign(params, { files });
  await openLink(page, JSON.stringify(graph));
  const sheet = page.getByRole('listbox', { name: 'Sheet of all photos' });
  await expect(sheet.getByRole('option', { name: /^gone.jpg: Failed/ })).toHaveAccessibleName(
    /gone.jpg is not in this browser: drop it on its node again/,
  );
  await expect(sheet.getByRole('option', { name: /^Boats.*Not run yet/ })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(/photos?, about/);
});
