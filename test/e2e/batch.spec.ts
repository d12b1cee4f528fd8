import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { makePhotos } from '../cli/photos/make-photos.ts';
import { button, dropFiles, makeSmall, middle, node, openEditor } from './editor.ts';

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
  const paths = await photosIn(info.outputPath('photos'));
  await openEditor(page);
  await makeSmall(page, 2, 96);
  await dropFiles(page, paths, await middle(field(page)));
  await expect(field(page)).toHaveAccessibleName(`Pictures: ${count} photos`);
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('banner')).toContainText(`Photo 4 of ${count}`, { timeout: 60_000 });
  await page.reload();
  await expect(field(page)).toHaveAccessibleName(`Pictures: ${count} photos`);
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(outcome(page)).toContainText(/\d photos? done, 1 failed/, { timeout: 120_000 });
  await expect(page.getByRole('alert')).toContainText(/02-sunset.jpg is damaged/);
  await button(page, 'History').click();
  await expect(page.getByRole('img', { name: /./ })).toHaveCount(count - 1);
});
