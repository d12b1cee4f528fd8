import { expect, type Page, test } from '@playwright/test';
import { bringAxe, findings } from './axe.ts';

const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true };

/** What is wrong with the button that runs: not there, outside the window, or under something. */
async function faultOfRun(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const isRun = (each: Element) => /^(Run|Queue)\b/.test(each.textContent?.trim() ?? '');
    const run = [...document.querySelectorAll('#root button')].find(
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
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const fault = () => faultOfRun(page);
      await expect.poll(fault, { message: `${width}x${height}` }).toBeUndefined();
    }
    await context.close();
  });
}

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
});
