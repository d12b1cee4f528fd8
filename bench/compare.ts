import type { Browser, Page } from 'playwright-core';
import { button, finished, node, setNumber } from '../test/e2e/editor.ts';
import { newPage, withBuiltApp } from './browser/built-app.ts';
import { type Frames, framesDuring, watchFrames } from './browser/frames.ts';
import { bypassAscent, dreamHasBegun } from './browser/long-dream.ts';
import { machine } from './machine/load.ts';
import { rounded } from './measure.ts';

/** 2 megapixels, in the shape of the preset's photo. */
const size = { Width: 1620, Height: 1240 };

/**
 * Four pictures of 2 megapixels beside each other in the built app: frame times while they are dragged
 * and zoomed with the mouse, first when nothing runs and then while the graph dreams at that size.
 */
export async function benchCompare(): Promise<object> {
  const before = machine();
  const frames = await withBuiltApp(measure);
  return { ...frames, machine: { before, after: machine() } };
}

async function measure(browser: Browser, address: string): Promise<object> {
  const page = await newPage(browser, address);
  await watchFrames(page);
  await page.goto('/');
  await node(page, 'Gradient Ascent').waitFor();
  await makePictures(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await button(page, '4-up').click();
  for (const number of [1, 2, 3, 4]) {
    await stage(page, 'ABCD'[number - 1]).focus();
    await page.keyboard.press(String(number));
  }
  const megapixels = await megapixelsOf(page);
  const idle = await dragAndZoom(page);
  await startDream(page);
  const running = await dragAndZoom(page);
  await button(page, 'Stop').waitFor();
  return { megapixels, idle, running };
}

/** Variants that differ without an ascent, which would take minutes at this size. */
async function makePictures(page: Page): Promise<void> {
  const photo = node(page, 'Load Image');
  await photo.getByLabel('Size', { exact: true }).selectOption('Fill a box, cut the rest');
  for (const [side, pixels] of Object.entries(size)) {
    await setNumber(page, 'Load Image', side, pixels);
  }
  await bypassAscent(page);
  for (const strength of [0.4, 0.8, 1.2, 1.6]) {
    await button(page, 'Make a variant').click();
    await setNumber(page, 'Octave Merge', 'Strength', strength);
  }
  await button(page, 'Run all variants').click();
  await finished(page);
}

/** The stale pictures stay on screen while the worker is busy. */
async function startDream(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Edit' }).click();
  await bypassAscent(page);
  await button(page, 'Show Graph').click();
  await button(page, 'Run').click();
  await dreamHasBegun(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
}

function stage(page: Page, letter = 'A') {
  return page.getByRole('group', { name: `Picture ${letter}:` });
}

/** Of the first picture, from its caption. */
async function megapixelsOf(page: Page): Promise<number> {
  const words = await page
    .getByRole('main', { name: 'Compare' })
    .getByText(/^\d+ × \d+$/)
    .first()
    .textContent();
  const [width = 0, height = 0] = (words ?? '').split(' × ').map(Number);
  return rounded((width * height) / 1e6);
}

/** Back and forth with the button held, at three zooms. */
async function dragAndZoom(page: Page): Promise<Frames> {
  await stage(page).press('f');
  const box = await stage(page).boundingBox();
  if (!box) throw new Error('There is no picture to drag.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return framesDuring(page, async () => {
    for (let zoom = 0; zoom < 3; zoom++) {
      await page.mouse.move(middle.x, middle.y);
      for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, -40);
      await page.mouse.down();
      for (let step = 0; step < 90; step++) {
        const angle = (step / 90) * 2 * Math.PI;
        await page.mouse.move(
          middle.x + 120 * Math.sin(angle),
          middle.y + 60 * Math.sin(2 * angle),
        );
      }
      await page.mouse.up();
    }
  });
}
