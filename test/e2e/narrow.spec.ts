import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import type { Document } from '../../src/graph/document/document.ts';
import { bringAxe, findings } from './axe.ts';
import { finished, middle, node, openLink, pixels } from './editor.ts';

const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true };

/** What is wrong with the button that runs: not there, outside the window, or under something. */
async function faultOfRun(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const isRun = (each: Element) => /^(Run|Queue)\b/.test(each.textContent?.trim() ?? '');
    const run = [...document.querySelectorAll('#root header button, #root footer button')].find(
      (each) => isRun(each) && !each.closest('[data-stage]'),
    );
    if (!run) return 'missing';
    const { x, y, width, height, right, bottom } = run.getBoundingClientRect();
    if (x < 0 || y < 0 || right > innerWidth || bottom > innerHeight) return 'outside';
    const met = document.elementFromPoint(x + width / 2, y + height / 2);
    if (document.documentElement.scrollWidth > innerWidth) return 'the page is too wide';
    return run.contains(met) ? undefined : `under ${met?.outerHTML.slice(0, 200)}`;
  });
}

const sizes = [
  [1024, 600],
  [1024, 768],
  [900, 700],
  [899, 760],
  [853, 480],
  [844, 390],
  [820, 1180],
  [768, 1024],
  [700, 320],
  [640, 400],
  [600, 960],
  [599, 700],
  [568, 320],
  [480, 320],
  [390, 844],
  [320, 568],
  [320, 480],
] as const;

for (const touch of [false, true]) {
  test(`Run is seen and free in windows of every size, by ${touch ? 'touch' : 'mouse'}`, async ({
    browser,
    baseURL,
  }) => {
    const use = { baseURL: baseURL ?? '', serviceWorkers: 'block' as const };
    const context = await browser.newContext({ ...use, hasTouch: touch, isMobile: touch });
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.getByRole('button', { name: /^Run\b/ }).first()).toBeVisible();
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const fault = () => faultOfRun(page);
      await expect.poll(fault, { message: `${width}x${height}` }).toBeUndefined();
    }
    await context.close();
  });
}

/** The first preset, as small as a test can wait for. */
async function smallGraph(): Promise<string> {
  const preset: Document = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const small: Readonly<Record<string, object>> = {
    'load-image': { size: 96 },
    'octave-split': { count: 2, smallestSide: 32 },
    'gradient-ascent': { iterations: 2 },
  };
  const nodes = preset.nodes.map((each) => ({
    ...each,
    params: { ...each.params, ...small[each.type] },
  }));
  return JSON.stringify({ ...preset, nodes });
}

/** A finger lies on it until the end. */
async function held(page: Page, on: Locator, touch: boolean, look: () => Promise<void>) {
  const point = await middle(on);
  if (touch) {
    const client = await page.context().newCDPSession(page);
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await look();
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  } else {
    await page.mouse.move(point.x, point.y);
    await page.mouse.down();
    await look();
    await page.mouse.up();
  }
}

async function openAt(browser: Browser, baseURL: string, at: (typeof screens)[number]) {
  const { touch, width, height } = at;
  const context = await browser.newContext({
    baseURL,
    serviceWorkers: 'block',
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
  });
  const page = await context.newPage();
  await bringAxe(page);
  await openLink(page, await smallGraph());
  return page;
}

const screens = [
  { width: 1440, height: 900, touch: false, least: 420 },
  // 1280x720 at 150 %.
  { width: 853, height: 480, touch: false, least: 420 },
  { width: 820, height: 1180, touch: true, least: 420 },
  { width: 390, height: 844, touch: true, least: 320 },
] as const;

for (const at of screens) {
  const { width, height, touch, least } = at;
  test(`run, look, compare, change and download at ${width}x${height}`, async ({
    browser,
    baseURL,
  }) => {
    const page = await openAt(browser, baseURL ?? '', at);
    const press = (what: Locator) => (touch ? what.tap() : what.click());
    const stage = page.getByRole('region', { name: /^Stage: / });
    const picture = stage.getByRole('img', { name: /^Picture of / });
    await press(page.getByRole('button', { name: /^Run\b/ }).first());
    await finished(page);
    await expect(picture).toBeVisible();
    expect((await picture.boundingBox())?.width).toBeGreaterThanOrEqual(least);
    const photo = stage.getByRole('img', { name: 'Photo', exact: true });
    const hold = stage.getByRole('button', { name: /Hold for the photo/ });
    await held(page, hold, touch, () => expect(photo).toBeVisible());
    await expect(photo).toHaveCount(0);

    if (width === 853)
      await press(page.getByRole('button', { name: 'Values of what is selected' }));
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    if (width >= 600) {
      await press(inspector.getByRole('tab', { name: 'Outline' }));
      await press(inspector.getByRole('button', { name: 'Octave Merge', exact: true }));
      await press(inspector.getByRole('tab', { name: 'Values' }));
    }
    const within = width >= 600 ? inspector : page.getByRole('main');
    const before = await pixels(picture);
    await press(within.getByRole('slider', { name: 'Merge strength' }));
    await within.getByRole('textbox', { name: 'Merge strength' }).fill('0.2');
    await page.keyboard.press('Enter');
    await expect.poll(() => pixels(picture)).not.toBe(before);

    const download = page.waitForEvent('download');
    await press(stage.getByRole('button', { name: 'Download' }));
    expect((await download).suggestedFilename()).toMatch(/\.png$/);
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  });
}

test('a phone draws no node, and chooses depth, preset and photo', async ({ browser, baseURL }) => {
  const page = await openAt(browser, baseURL ?? '', screens[3]);
  await expect(page.getByRole('heading', { name: 'DeepDream' })).toBeVisible();
  await expect(page.getByRole('main', { name: 'Canvas' })).toHaveCount(0);
  const parts = page.getByRole('button', { name: 'Parts' });
  await parts.tap();
  await expect(parts).toHaveAttribute('aria-pressed', 'true');
  const run = page.locator('#root > div > footer').getByRole('button', { name: /^Run/ });
  const state = page.locator('[data-stage] footer');
  await run.tap();
  await finished(page);
  await expect(state).toContainText('96 × 72 · ');
  await page.getByLabel('Photo file').setInputFiles('assets/samples/dogs.jpg');
  await expect(state).toContainText('Before picture changed');
  await run.tap();
  // The photo that was chosen stands upright.
  await expect(state).toContainText('64 × 96 · ');
  await page.getByRole('button', { name: 'Menu' }).tap();
  await expect(page.getByText(/^Edit on a wider screen/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Coil', exact: true }).tap();
  await expect(page.getByRole('heading', { name: 'Coil' })).toBeVisible();
  await page.getByRole('button', { name: 'History' }).tap();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the picture' }).tap();
  await expect(page.getByRole('heading', { name: 'Coil' })).toBeVisible();
  // Turned to a wider window, the graph is there, with the same document.
  await page.setViewportSize({ width: 820, height: 1180 });
  await expect(page.getByRole('group', { name: 'Gradient Ascent', exact: true })).toBeVisible();
  await page.context().close();
});

test.describe('on a tablet', () => {
  test.use(tablet);

  test('the picture stands beside the values and above the graph, tools below', async ({
    page,
  }) => {
    await bringAxe(page);
    await page.goto('/');
    const stage = page.getByRole('region', { name: /^Stage: / });
    const tools = page.getByRole('navigation', { name: 'Tools' });
    const picture = stage.getByRole('img');
    await expect(picture).toBeVisible();
    expect((await picture.boundingBox())?.width).toBeGreaterThanOrEqual(420);
    expect(await findings(page)).toEqual([]);

    await tools.getByRole('button', { name: 'Outline' }).tap();
    const outline = page.getByRole('list', { name: 'Nodes and connections' });
    await outline.getByRole('button', { name: 'Octave Merge', exact: true }).tap();
    await tools.getByRole('button', { name: 'Outline' }).tap();
    const values = page.getByRole('complementary', { name: 'Inspector' });
    const strength = values.getByRole('slider', { name: 'Merge strength' });
    await expect(strength).toBeVisible();
    expect((await strength.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    await tools.getByRole('button', { name: 'Variants' }).tap();
    await expect(page.getByRole('region', { name: 'Variants' })).toBeVisible();
    await tools.getByRole('button', { name: 'Variants' }).tap();
    await tools.getByRole('button', { name: 'Presets' }).tap();
    await expect(page.getByRole('dialog', { name: 'Start from a preset' })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
    await tools.getByRole('button', { name: 'Add' }).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
  });

  test('two fingers zoom the graph and the picture, a long press opens what the right button does', async ({
    page,
  }) => {
    await openLink(page, await smallGraph());
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: object[]) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points as never });
    /** Two fingers move apart until they are twice as far from each other. */
    const pinch = async ({ x, y }: { x: number; y: number }) => {
      const at = (apart: number) => [-apart, apart].map((by, id) => ({ x: x + by, y, id }));
      const [left = {}, right = {}] = at(40);
      await touch('touchStart', left);
      await touch('touchStart', left, right);
      for (const apart of [50, 65, 80]) await touch('touchMove', ...at(apart));
      await touch('touchEnd');
    };

    const ascent = node(page, 'Gradient Ascent');
    const width = async () => (await ascent.boundingBox())?.width ?? 0;
    const graph = await page.getByRole('main', { name: 'Canvas' }).boundingBox();
    const free = { x: 380, y: (graph?.y ?? 0) + (graph?.height ?? 0) - 80 };

    const title = node(page, 'Load Image').getByRole('heading');
    await touch('touchStart', await middle(title));
    await expect(page.getByRole('menu', { name: 'Selection' })).toBeVisible();
    await touch('touchEnd');
    await expect(page.getByRole('menu', { name: 'Selection' })).toBeVisible();
    await page.keyboard.press('Escape');
    await touch('touchStart', free);
    await expect(page.getByRole('dialog', { name: 'Add node' })).toBeVisible();
    await touch('touchEnd');
    await expect(page.getByRole('dialog', { name: 'Add node' })).toBeVisible();
    await page.keyboard.press('Escape');

    const before = await width();
    await pinch(free);
    await expect.poll(async () => (await width()) / before).toBeCloseTo(2, 1);

    const picture = page.getByRole('region', { name: /^Stage: / }).getByRole('img');
    const whole = await pixels(picture);
    await pinch(await middle(picture));
    await expect.poll(() => pixels(picture)).not.toBe(whole);
  });
});
