import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium, type Dialog, expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import {
  button,
  dropFile,
  makeSmall,
  middle,
  node,
  openEditor,
  openFile,
  openSmall,
  picture,
  pixels,
  run,
  savedState,
  setNumber,
  withoutFilePickers,
} from './editor.ts';
import { chooseFolderOnDisk } from './folder-on-disk.ts';

const strength = (page: Page) =>
  node(page, 'Octave Merge').getByRole('slider', { name: 'Merge strength' });

/** Closes the tab as a person does. @returns whether the browser asked first. */
async function asksBeforeClosing(page: Page): Promise<boolean> {
  let asked = false;
  page.once('dialog', (dialog: Dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.accept();
  });
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  return asked;
}

test('a browser that may store nothing says so at once, and asks before work is lost', async ({
  baseURL,
}, info) => {
  // Settings of the browser, as someone makes them who blocks the data of all sites.
  const profile = info.outputPath('profile');
  await mkdir(`${profile}/Default`, { recursive: true });
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(`${profile}/Default/Preferences`, JSON.stringify(blocked));
  const { launchOptions, viewport } = info.project.use;
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    viewport: viewport ?? null,
    baseURL: baseURL ?? '',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await openEditor(page);
  const unkept = button(page, 'Not kept. Where it is kept');
  await expect(unkept).toHaveAttribute('title', /does not let the page store anything/);
  await page.setViewportSize({ width: 820, height: 700 });
  await expect(unkept).toBeVisible();

  const looker = await context.newPage();
  await openEditor(looker);
  expect(await asksBeforeClosing(looker)).toBe(false);

  await page.setViewportSize({ width: 1440, height: 900 });
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.5);
  await expect(page.getByRole('alert')).toContainText('does not let the page store anything');
  expect(await asksBeforeClosing(page)).toBe(true);
  await context.close();
});

test('the browser is asked to keep what was edited, and its answer is told', async ({ page }) => {
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.5);
  await expect(savedState(page)).toBeVisible();
  await savedState(page).click();
  await expect(page.getByRole('menu')).toContainText(/The browser (may clear|has promised)/);
  await page.keyboard.press('Escape');
  expect(await asksBeforeClosing(page)).toBe(false);
});

test('graphs that were only looked at are not kept, and Back goes to the one before', async ({
  page,
}) => {
  const look = async (name: RegExp) => {
    await button(page, 'Presets').click();
    await page.getByRole('dialog').getByRole('button', { name }).click();
  };
  const named = (name: string) => button(page, `Graph name: ${name}. Rename`);
  await openSmall(page, 1);
  await look(/^Coil/);
  await expect(named('Coil')).toBeVisible();
  await look(/^DeepDream/);
  await expect(named('DeepDream')).toBeVisible();
  await page.goBack();
  await expect(named('Coil')).toBeVisible();
  await page.reload();
  await expect(named('Coil')).toBeVisible();
  await page.goBack();
  await expect(named('DeepDream')).toBeVisible();
  await expect(
    node(page, 'Gradient Ascent').getByRole('slider', { name: 'Iterations' }),
  ).toHaveAttribute('aria-valuenow', '1');
  await run(page);
  await page.goForward();
  await expect(named('Coil')).toBeVisible();

  await button(page, 'Unchanged. Where it is kept').click();
  await page.getByRole('menuitem', { name: 'Graphs in this browser' }).click();
  const kept = page.getByRole('dialog', { name: 'Graphs in this browser' });
  await expect(kept.getByRole('listitem')).toHaveCount(1);
  const thumbnail = kept.getByRole('listitem').locator('img');
  await expect(thumbnail).toHaveJSProperty('complete', true);
  expect(await thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    40,
  );
});

const menu = async (page: Page, entry: string) => {
  await page.getByRole('button', { name: /Where it is kept$/ }).click();
  await page.getByRole('menuitem', { name: entry }).click();
};

test('a folder of the person’s own has everything, and brings it back when the browser lost it', async ({
  page,
  context,
}, info) => {
  const folder = info.outputPath('dreams');
  await mkdir(folder, { recursive: true });
  await chooseFolderOnDisk(page, folder);
  await openEditor(page);
  const field = node(page, 'Load Image').getByRole('button', { name: /^Picture: / });
  const { x, y } = await middle(field);
  await dropFile(page, resolve('assets/samples/stream.jpg'), x, y);
  await makeSmall(page, 1);
  await menu(page, 'Keep in a folder too…');
  await button(page, 'Choose a folder…').click();
  await expect(page.getByText(/^Everything is in the folder dreams too/)).toBeVisible();
  await page.keyboard.press('Escape');
  // What comes later is written too.
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.7);
  await run(page);
  const files = async () => (await readdir(folder, { recursive: true })).sort();
  await expect
    .poll(async () => (await files()).map((name) => name.replace(/[0-9a-f]{8}/, 'ID')))
    .toEqual([
      'deepdream-ID.dream.json',
      'history',
      'history/ID.json',
      'photos',
      expect.stringMatching(/^photos\/ID-stream\.jpg$/),
      'pictures',
      expect.stringMatching(/^pictures\/[-\d]+ [-\d]+ deepdream-ID\.png$/),
    ]);
  await expect
    .poll(async () => readFile(`${folder}/${(await files())[0]}`, 'utf8'))
    .toContain('"strength": 0.7');
  const before = await pixels(picture(page, 'Save Image'));

  const browser = await context.newCDPSession(page);
  await browser.send('Storage.clearDataForOrigin', {
    origin: new URL(page.url()).origin,
    storageTypes: 'all',
  });
  await page.goto('about:blank');
  await openEditor(page);
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '1');
  await menu(page, 'Keep in a folder too…');
  await button(page, 'Restore from a folder…').click();
  await expect(page.getByRole('dialog', { name: 'In the folder dreams' })).toContainText(
    'DeepDream',
  );
  await button(page, 'Bring back').click();
  await expect(page.getByText('1 graph and 1 picture came back from dreams.')).toBeVisible();
  await menu(page, 'Graphs in this browser');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^DeepDream/ })
    .click();
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.7');
  // The photo came back with it, and the picture from the history: nothing is to be run.
  await expect.poll(() => pixels(picture(page, 'Save Image'))).toBe(before);
  // Under the same name, so that the folder goes on with the same file.
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.2);
  await expect
    .poll(async () => readFile(`${folder}/${(await files())[0]}`, 'utf8'))
    .toContain('"strength": 0.2');
  expect((await files()).filter((name) => name.endsWith('.dream.json'))).toHaveLength(1);
});

test('the folder is remembered, and another visit goes on with it', async ({ page }) => {
  // A folder of the browser stands in: its handle can be stored as that of a folder on the disk.
  await page.addInitScript(() => {
    const choose = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('dreams', { create: true });
    Object.assign(window, { showDirectoryPicker: choose });
  });
  const text = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('dreams');
      for await (const [name, handle] of folder.entries())
        if (name.endsWith('.dream.json') && handle instanceof FileSystemFileHandle)
          return (await handle.getFile()).text();
      return '';
    });
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.7);
  await menu(page, 'Keep in a folder too…');
  await button(page, 'Choose a folder…').click();
  await expect(page.getByText(/^Everything is in the folder/)).toBeVisible();
  expect(await text()).toContain('"strength": 0.7');
  await page.reload();
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.7');
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.3);
  await expect.poll(text).toContain('"strength": 0.3');
});

test('a graph with its pictures inside is the same in another browser', async ({
  page,
  browser,
  baseURL,
}, info) => {
  await withoutFilePickers(page);
  await openEditor(page);
  const field = node(page, 'Load Image').getByRole('button', { name: /^Picture: / });
  const { x, y } = await middle(field);
  await dropFile(page, resolve('assets/samples/stream.jpg'), x, y);
  await makeSmall(page, 1);
  await run(page);
  await menu(page, 'Save with its pictures inside…');
  const dialog = page.getByRole('dialog', { name: 'Save with its pictures inside' });
  await expect(dialog).toContainText('stream.jpg');
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Save [\d.]+ k?B$/ }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('deepdream.with-pictures.dream.json');
  const path = info.outputPath('inside.dream.json');
  await file.saveAs(path);

  const stranger = await browser.newPage({ baseURL: baseURL ?? '', serviceWorkers: 'block' });
  await withoutFilePickers(stranger);
  await openEditor(stranger);
  await openFile(stranger, path);
  // Else the graph of the start is what is run.
  await expect(node(stranger, 'Load Image')).toContainText('stream.jpg');
  await run(stranger);
  expect(await pixels(picture(stranger, 'Save Image'))).toBe(
    await pixels(picture(page, 'Save Image')),
  );
  await stranger.close();
});
