import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, node, openEditor, openSmall, run, setNumber, wires } from './editor.ts';

const strength = (page: Page) =>
  node(page, 'Octave Merge').getByRole('slider', { name: 'Strength' });

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search actions' }).fill(title);
  await page.keyboard.press('Enter');
}

test('a link carries the graph to another browser, and into a tab that is open', async ({
  browser,
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await node(page, 'Save Image').getByRole('heading').click();
  await page.keyboard.press('Delete');
  await runCommand(page, 'Copy a link');
  await expect(page.getByText('The link is on the clipboard.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const stranger = await browser.newPage();
  await stranger.goto(link);
  await expect(strength(stranger)).toHaveAttribute('aria-valuenow', '0.5');
  await expect(wires(stranger)).toHaveCount(5);
  await stranger.close();

  await page.keyboard.press('ControlOrMeta+z');
  await expect(wires(page)).toHaveCount(6);
  await page.evaluate((address) => window.location.assign(address), link);
  await expect(wires(page)).toHaveCount(5);

  await page.evaluate((address) => window.location.assign(`${address.slice(0, -30)}`), link);
  await expect(page.getByRole('alert')).toContainText('The link');
  await expect(wires(page)).toHaveCount(5);
});

test('a graph is saved to a file of its own, and from then on without a question', async ({
  page,
}) => {
  // The dialogs of the system cannot be seen from here: a folder of the browser stands in for them.
  await page.addInitScript(() => {
    const folder = () => navigator.storage.getDirectory();
    let questions = 0;
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => {
        questions += 1;
        const name = questions === 1 ? suggestedName : `${questions}-${suggestedName}`;
        return (await folder()).getFileHandle(name, { create: true });
      },
      showOpenFilePicker: async () => [
        await (await folder()).getFileHandle('deepdream.dream.json'),
      ],
    });
  });
  const inFile = (name: string) =>
    page.evaluate(async (wanted) => {
      const folder = await navigator.storage.getDirectory();
      const file = await (await folder.getFileHandle(wanted)).getFile();
      const { nodes } = JSON.parse(await file.text());
      return nodes.find(({ id }: { id: string }) => id === 'merge').params.strength;
    }, name);
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await button(page, 'Save').click();
  await expect(page.getByText('Saved as deepdream.dream.json.')).toBeVisible();
  await setNumber(page, 'Octave Merge', 'Strength', 0.6);
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => inFile('deepdream.dream.json').catch(() => 0)).toBe(0.6);

  await setNumber(page, 'Octave Merge', 'Strength', 0.7);
  await page.keyboard.press('ControlOrMeta+Shift+s');
  await expect.poll(() => inFile('2-deepdream.dream.json').catch(() => 0)).toBe(0.7);
  expect(await inFile('deepdream.dream.json')).toBe(0.6);

  // What was opened from a file goes back into it.
  await button(page, 'Open').click();
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.6');
  await setNumber(page, 'Octave Merge', 'Strength', 0.9);
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => inFile('deepdream.dream.json').catch(() => 0)).toBe(0.9);
});

test('a picture is downloaded as Save Image says: name, format, quality, with or without its graph', async ({
  page,
}, info) => {
  await openSmall(page, 1);
  await run(page);
  const save = node(page, 'Save Image');
  const download = async () => {
    const saving = page.waitForEvent('download');
    // The picture is that of the run, whatever file it goes into.
    await save.getByRole('button', { name: 'Download the picture', exact: true }).click();
    const file = await saving;
    const path = info.outputPath(file.suggestedFilename());
    await file.saveAs(path);
    return { name: file.suggestedFilename(), bytes: await readFile(path) };
  };
  const carrying = await download();
  expect(carrying.name).toBe('deepdream.png');
  expect(carrying.bytes.includes('dreamgraph')).toBe(true);
  await save.getByRole('button', { name: '1 more value' }).click();
  await save.getByRole('switch', { name: 'Graph inside' }).click();
  const bare = await download();
  expect(bare.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bare.bytes.includes('dreamgraph')).toBe(false);

  await save.getByRole('combobox', { name: 'Format' }).selectOption('JPEG');
  const jpeg = await download();
  expect(jpeg.name).toBe('deepdream.jpg');
  expect([...jpeg.bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  await setNumber(page, 'Save Image', 'Quality', 10);
  expect((await download()).bytes.length).toBeLessThan(jpeg.bytes.length / 2);
  await save.getByRole('combobox', { name: 'Format' }).selectOption('WebP');
  await save.getByRole('button', { name: /^Name: / }).click();
  await save.getByRole('textbox', { name: 'Name' }).fill('Blue hour: 2/3');
  await page.keyboard.press('Enter');
  const webp = await download();
  expect(webp.name).toBe('blue-hour-2-3.webp');
  expect(webp.bytes.subarray(8, 12).toString()).toBe('WEBP');
});
