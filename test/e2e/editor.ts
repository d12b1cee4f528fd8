import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Document, ParamValues } from '../../src/graph/document/document.ts';

/** What a person does in the editor, by the names that assistive technology hears. */

export async function openEditor(page: Page): Promise<void> {
  await page.goto('/');
  await expect(node(page, 'Gradient Ascent')).toBeVisible();
}

/** An empty canvas, from the gallery. */
export async function openEmpty(page: Page): Promise<void> {
  await openEditor(page);
  await button(page, 'Presets').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Empty canvas' }).click();
  await expect(page.getByText('Press Space to add a node')).toBeVisible();
}

/** The preset's graph with the values that new nodes have: whole layers of Inception V3. */
export function openWithDefaults(page: Page): Promise<void> {
  const plain = ['network', 'objective', 'ascent'];
  return openPreset(page, (id, params) => (plain.includes(id) ? {} : params));
}

/** The first preset as a matter of seconds: a small picture, 2 octaves, so many steps at each. */
export function openSmall(page: Page, iterations = 2, side = 80): Promise<void> {
  const changes: Readonly<Record<string, ParamValues>> = {
    photo: { size: side },
    split: { count: 2, smallestSide: 32 },
    ascent: { iterations },
  };
  return openPreset(page, (id, params) => ({ ...params, ...changes[id] }));
}

async function openPreset(
  page: Page,
  change: (id: string, params: ParamValues) => ParamValues,
): Promise<void> {
  const preset: Document = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const nodes = preset.nodes.map((each) => ({ ...each, params: change(each.id, each.params) }));
  await openLink(page, JSON.stringify({ ...preset, nodes }));
  await expect(node(page, 'Gradient Ascent')).toBeVisible();
}

/** @param text of a document. */
export async function openLink(page: Page, text: string): Promise<void> {
  await page.goto(`/#g=${deflateRawSync(Buffer.from(text)).toString('base64url')}`);
}

/** As in a browser without File System Access: files are chosen by an input, saving downloads. */
export async function withoutFilePickers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
    Reflect.deleteProperty(window, 'showOpenFilePicker');
  });
}

/** By the input that is there {@link withoutFilePickers}. */
export async function openFile(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Open').click();
  await (await chooser).setFiles(path);
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** The word beside the name, once all is stored. */
export function savedState(page: Page): Locator {
  return button(page, 'Saved. Where it is kept');
}

export async function openVersions(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Where it is kept$/ }).click();
  await page.getByRole('menuitem', { name: 'Earlier versions' }).click();
}

export function node(page: Page, title: string): Locator {
  return page.getByRole('group', { name: title, exact: true });
}

/** @param name as it is heard: "Load Image: image, image, output". */
export function socket(page: Page, name: string): Locator {
  return button(page, name);
}

export function wires(page: Page): Locator {
  return page.getByRole('group', { name: /^Wire from / });
}

/** @param ends as in "Load Image: image to Octave Split: image". */
export function wire(page: Page, ends: string): Locator {
  return page.getByRole('group', { name: `Wire from ${ends}`, exact: true });
}

export function picture(page: Page, title: string): Locator {
  return node(page, title).getByRole('img', { name: `Picture of ${title}` });
}

/** Tells pictures apart by every pixel that is drawn there. */
export function pixels(shown: Locator): Promise<string> {
  return shown.evaluate(async (element: HTMLElement) => {
    // Another picture is about to be shown.
    while (element.ariaBusy === 'true') await new Promise(requestAnimationFrame);
    const drawn = element.querySelector<HTMLCanvasElement | HTMLImageElement>('canvas, img');
    const png = new TextEncoder().encode(urlOf(drawn ?? (element as HTMLCanvasElement)));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', png));
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');

    function urlOf(of: HTMLCanvasElement | HTMLImageElement): string {
      if (of instanceof HTMLCanvasElement) return of.toDataURL();
      const [width, height] = [of.naturalWidth, of.naturalHeight];
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      canvas.getContext('2d')?.drawImage(of, 0, 0);
      return canvas.toDataURL();
    }
  });
}

/** Of a PNG on disk, to be compared with {@link pixels}. */
export async function pixelsOfFile(page: Page, path: string): Promise<string> {
  const url = `data:image/png;base64,${await readFile(path, 'base64')}`;
  await page.evaluate(async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    const frame = document.createElement('div');
    frame.dataset.file = '';
    frame.append(image);
    document.body.append(frame);
  }, url);
  const frame = page.locator('[data-file]');
  const found = await pixels(frame);
  await frame.evaluate((element) => element.remove());
  return found;
}

/** Clicks the number and types another. */
export async function setNumber(page: Page, title: string, label: string, value: number) {
  const within = node(page, title);
  await within.getByRole('slider', { name: label }).click();
  const entry = within.getByRole('textbox', { name: label });
  await entry.fill(String(value));
  await entry.press('Enter');
  await expect(within.getByRole('slider', { name: label })).toHaveAttribute(
    'aria-valuenow',
    String(value),
  );
}

/** What {@link openSmall} opens, by hand, in the preset that is open. */
export async function makeSmall(page: Page, iterations = 2, side = 80): Promise<void> {
  await setNumber(page, 'Load Image', 'Long side', side);
  await setNumber(page, 'Octave Split', 'Octaves', 2);
  await setNumber(page, 'Octave Split', 'Smallest side', 32);
  await setNumber(page, 'Gradient Ascent', 'Iterations', iterations);
}

/** Drags a wire with the mouse and lets go over the target. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await grab(page, from, to);
  await page.mouse.up();
}

/** The same without letting go. */
export async function grab(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await middle(from), await middle(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
}

/** Once it stands still: the canvas glides to a node that was added or found. */
export async function middle(of: Locator): Promise<{ x: number; y: number }> {
  let last = '';
  await expect
    .poll(
      async () => {
        const before = last;
        last = JSON.stringify(await of.boundingBox());
        return last === before;
      },
      { intervals: [50] },
    )
    .toBe(true);
  const box = await of.boundingBox();
  if (!box) throw new Error(`${of} is not on the screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Runs the graph to its end. */
export async function run(page: Page): Promise<void> {
  // The Stage has one too, over a picture that is out of date.
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await finished(page);
}

export async function finished(page: Page): Promise<void> {
  await expect(
    page.getByRole('status').filter({ hasText: /^(Done in|Nothing changed)/ }),
  ).toBeVisible({
    timeout: 120_000,
  });
}

/** Drops a file from the desktop over the canvas. */
export function dropFile(page: Page, path: string, x = 300, y = 720): Promise<void> {
  return dropFiles(page, [path], { x, y });
}

/** Drops files and folders from the desktop. */
export async function dropFiles(
  page: Page,
  files: readonly string[],
  { x, y }: { readonly x: number; readonly y: number },
): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, x, y, data });
}
