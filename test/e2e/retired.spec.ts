import { readFile, writeFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, node, openEditor, openFile, openLink, withoutFilePickers } from './editor.ts';

/** Graphs of before name a network and photographs that no longer come with Dreamgraph. */
const network =
  'The network "MobileNetV2" no longer comes with Dreamgraph. Choose SSD MobileNetV2 or Inception V3, or a file of your own.';

async function oldGraph(): Promise<string> {
  const text = await readFile('presets/deepdream.json', 'utf8');
  return text.replace('"ssd"', '"mobilenet-v2"');
}

/** The line at the foot of the screen. */
function notice(page: Page, source: string) {
  return page.getByText(`${source} was opened with warnings. Load Network, network: ${network}`);
}

test('a link says so, and a run at the node', async ({ page }) => {
  await openLink(page, await oldGraph());
  await expect(node(page, 'Load Network')).toBeAttached();
  await expect(notice(page, 'The link')).toBeVisible();
  await button(page, 'Run').click();
  await expect(node(page, 'Load Network').getByText(`Load Network: ${network}`)).toBeVisible();
});

test('a file says so, and the same graph when the page is opened again', async ({ page }, info) => {
  const path = info.outputPath('old.dream.json');
  await writeFile(path, await oldGraph());
  await withoutFilePickers(page);
  await openEditor(page);
  await openFile(page, path);
  await expect(notice(page, 'old.dream.json')).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(notice(page, 'DeepDream')).toBeVisible();
});
