import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { countUrls } from './count-urls.ts';
import {
  button,
  dropFile,
  node,
  openEditor,
  openLink,
  openSmall,
  picture,
  pixels,
  pixelsOfFile,
  run,
  setNumber,
} from './editor.ts';
import { fillHistory } from './fill-history.ts';

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
}

/** Pictures of the history by what is said of them. */
function kept(page: Page, name: string | RegExp = /seed/): Locator {
  return page
    .getByRole('main', { name: 'History' })
    .locator('[data-entry]')
    .and(page.getByRole('button', { name }));
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the history' });

test('what was run is found again after a reload, starred, searched, deleted and put back', async ({
  page,
}) => {
  await openSmall(page, 1);
  await run(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await run(page);
  await openHistory(page);
  await expect(kept(page)).toHaveCount(2);

  await page.reload();
  await openHistory(page);
  await expect(kept(page)).toHaveCount(2);
  const [newer, older] = [kept(page).first(), kept(page).last()];
  await expect(newer).toHaveAccessibleName(
    /^DeepDream, .*block_11_expand_relu.*seed 1 · .*80 × 60$/,
  );

  await older.hover();
  await page.getByRole('button', { name: 'Star DeepDream' }).last().click();
  await expect(older).toHaveAccessibleName(/starred/);
  await button(page, 'Starred').click();
  await expect(kept(page)).toHaveCount(1);
  await button(page, 'Starred').click();

  await search(page).fill('deepdream block_11 today picos');
  await expect(kept(page)).toHaveCount(2);
  await search(page).fill('strength 0.5');
  await expect(kept(page)).toHaveCount(1);
  await expect(page.getByText('1 of 2 pictures')).toBeVisible();
  await search(page).fill('octave');
  await expect(kept(page)).toHaveCount(0);
  await search(page).fill('mixed7');
  await expect(page.getByText('No picture matches “mixed7”.')).toBeVisible();
  await search(page).fill('');

  await newer.click();
  await button(page, 'Delete').click();
  await expect(kept(page)).toHaveCount(1);
  await expect(kept(page)).toHaveAccessibleName(/starred/);
  await expect(page.getByText('1 picture was deleted.')).toBeVisible();
  await button(page, 'Put back').click();
  await expect(kept(page)).toHaveCount(2);
});

/** Two sheets of a small network and nothing that saves them. */
const sheets = JSON.stringify({
  ...{ format: 'dreamgraph', version: 1, name: 'What it sees', description: '' },
  nodes: [
    {
      ...{ id: 'network', type: 'load-network', version: 1, position: { x: 0, y: 0 } },
      params: { file: { name: 'nanodet', from: 'bundled' } },
    },
    ...['Lines', 'Spots'].map((label, at) => ({
      ...{ id: label, type: 'feature-view', version: 1, label },
      position: { x: 300, y: at * 320 },
      params: { layer: 'concat_12', channels: [at], size: 32, iterations: 1 },
    })),
  ],
  edges: ['Lines', 'Spots'].map((id) => ({
    ...{ id, from: { node: 'network', output: 'network' }, to: { node: id, input: 'network' } },
  })),
  ...{ notes: [], frames: [], variants: [], exposed: [] },
});

test('sheets that no Save Image saves are in the history, and on their nodes after a reload', async ({
  page,
}) => {
  await openLink(page, sheets);
  await setNumber(page, 'Spots', 'Size', 48);
  await run(page);
  const made = await pixels(picture(page, 'Spots'));
  await openHistory(page);
  await expect(kept(page)).toHaveCount(2);
  await search(page).fill('spots');
  await expect(kept(page)).toHaveAccessibleName(/^What it sees, Spots · /);
  await page.reload();
  await expect(picture(page, 'Lines')).toBeVisible();
  await expect.poll(() => pixels(picture(page, 'Spots'))).toBe(made);
});

test('the same picture is kept once, another tab sees it, and it opens as a graph that makes it again', async ({
  page,
  context,
}) => {
  await openSmall(page, 1);
  const other = await context.newPage();
  await openEditor(other);
  await openHistory(other);
  await expect(other.getByText('Pictures of finished runs appear here.')).toBeVisible();
  await run(page);
  const made = await pixels(picture(page, 'Save Image'));
  await expect(kept(other)).toHaveCount(1);
  await run(page);

  await setNumber(page, 'Gradient Ascent', 'Iterations', 3);
  await openHistory(page);
  await expect(kept(page)).toHaveCount(1);
  await kept(page).dblclick();
  const viewer = page.getByRole('dialog', { name: 'DeepDream' });
  await expect(viewer.getByRole('img', { name: 'Picture of DeepDream' })).toBeVisible();
  // On the screen it is enlarged; the file has its own pixels.
  const saving = page.waitForEvent('download');
  await viewer.getByRole('button', { name: 'Download as PNG' }).click();
  expect(await pixelsOfFile(page, await (await saving).path())).toBe(made);
  await viewer.getByRole('button', { name: 'Open as graph' }).click();
  await expect(
    node(page, 'Gradient Ascent').getByRole('slider', { name: 'Iterations' }),
  ).toHaveAttribute('aria-valuenow', '1');
  await run(page);
  expect(await pixels(picture(page, 'Save Image'))).toBe(made);
});

test('what is chosen is compared, saved as a contact sheet that brings its graph back, and opened', async ({
  page,
}, info) => {
  await openSmall(page, 1);
  await run(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await run(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await button(page, 'Slider').click();
  await openHistory(page);
  const chooseBoth = async () => {
    await kept(page).first().click();
    await kept(page)
      .last()
      .click({ modifiers: ['ControlOrMeta'] });
    await expect(page.getByText('2 pictures', { exact: true })).toBeVisible();
  };
  await expect(kept(page).first()).toHaveAccessibleName(
    /block_11_expand_relu[^·]* · merge strength 0.5 · seed 1 · Picos de Europa,/,
  );
  await expect(kept(page).last()).toHaveAccessibleName(
    /block_11_expand_relu[^·]* · seed 1 · Picos de Europa,/,
  );
  await chooseBoth();
  await button(page, 'Compare').click();
  const compare = page.getByRole('main', { name: 'Compare' });
  const place = (name: string) => compare.getByRole('region', { name, exact: true });
  await expect(place('A: DeepDream')).toContainText(/Today.* s.*objective.*seed 1.*80 × 60/);
  await expect(place('A: DeepDream')).toContainText('merge strength 0.5');
  await expect(place('B: DeepDream')).toContainText('merge strength 0.5 1');
  await expect(place('Difference, A to B')).toContainText(/% on average/);
  const comparing = page.waitForEvent('download');
  await button(page, 'Contact sheet').click();
  expect((await comparing).suggestedFilename()).toBe('deepdream-sheet.png');
  await page.keyboard.press('x');
  await expect(place('B: DeepDream')).toContainText('merge strength 1 0.5');
  // Variants are compared as before, and these pictures as they were left.
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(button(page, 'Slider')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(button(page, '2-up')).toHaveAttribute('aria-pressed', 'true');
  await expect(place('B: DeepDream')).toContainText('merge strength 1 0.5');
  await button(page, 'Back to History').click();
  await expect(kept(page).last()).toBeFocused();
  const saving = page.waitForEvent('download');
  await button(page, 'Contact sheet').click();
  const path = info.outputPath('sheet.png');
  await (await saving).saveAs(path);
  const zipping = page.waitForEvent('download');
  await button(page, 'Download as zip').click();
  expect((await zipping).suggestedFilename()).toBe('dreamgraph-history.zip');

  await page.getByRole('tab', { name: 'Edit' }).click();
  await setNumber(page, 'Octave Merge', 'Strength', 0.9);
  await dropFile(page, path);
  const question = page.getByRole('dialog', { name: 'This picture contains a graph' });
  await question.getByRole('button', { name: 'Open the graph' }).click();
  await expect(
    node(page, 'Octave Merge').getByRole('slider', { name: 'Strength' }),
  ).toHaveAttribute('aria-valuenow', '0.5');

  // By keys, to the picture in B and on to its graph.
  await openHistory(page);
  await chooseBoth();
  await page.keyboard.press('c');
  await expect(compare).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    node(page, 'Octave Merge').getByRole('slider', { name: 'Strength' }),
  ).toHaveAttribute('aria-valuenow', '1');
});

test('a full disk is told in words, and what was kept is still there', async ({ page }) => {
  await openSmall(page, 1);
  await run(page);
  await openHistory(page);
  await expect(kept(page)).toHaveCount(1);
  await page.getByRole('tab', { name: 'Edit' }).click();

  // Chromium lets the quota of a test's context be exceeded, so its answer to that is played.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
  });
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await run(page);
  await expect(
    page.getByRole('alert').filter({ hasText: 'the new picture was not added to the history' }),
  ).toContainText('This browser has no space left');
  await page.reload();
  await openHistory(page);
  await expect(kept(page)).toHaveCount(1);
  await kept(page).dblclick();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
});

test('keys alone reach, choose, star, show and delete pictures', async ({ page }) => {
  await openEditor(page);
  await openHistory(page);
  await fillHistory(page, 30);
  await page.reload();
  await openHistory(page);
  await search(page).focus();
  await page.keyboard.press('Tab');
  await expect(kept(page).first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(kept(page, /^Dream 1,/)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('s');
  await expect(kept(page, /^Dream 1,.*starred/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Dream 1' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: 'Dream 2' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(kept(page, /^Dream 2,/)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Delete');
  await expect(kept(page, /^Dream 3,/)).toBeFocused();
  await expect(kept(page, /^Dream 2,/)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(kept(page, /^Dream 2,/)).toHaveCount(1);
  await page.keyboard.press('End');
  await expect(kept(page, /^Dream 29,/)).toBeFocused();
});

test('however many there are, the page holds those that are seen', async ({ page }) => {
  const liveUrls = await countUrls(page);
  await openEditor(page);
  await openHistory(page);
  await fillHistory(page, 500);
  await page.reload();
  await openHistory(page);
  await expect(page.getByText('500 pictures')).toBeVisible();
  const view = await page.getByRole('main', { name: 'History' }).boundingBox();
  await page.mouse.move(view?.x ?? 0, (view?.y ?? 0) + 300);
  let most = { pictures: 0, urls: 0 };
  for (let turn = 0; turn < 40; turn++) {
    await page.mouse.wheel(0, turn < 30 ? 900 : -4000);
    await page.waitForTimeout(30);
    most = {
      pictures: Math.max(most.pictures, await kept(page).count()),
      urls: Math.max(most.urls, await liveUrls()),
    };
  }
  await expect(kept(page, /^Dream 0,/)).toBeVisible();
  expect(most.pictures).toBeLessThan(100);
  expect(most.urls).toBeLessThan(110);
});
