import { expect, type Locator, type Page } from '@playwright/test';
import { chromium } from '../chromium.ts';
import { test } from './chosen-wasm.ts';
import { node, openWithDefaults, socket } from './editor.ts';

// As on Windows, where a scroll bar takes 11 to 15 px from what it stands beside.
test.use({ launchOptions: { ...chromium, ignoreDefaultArgs: ['--hide-scrollbars'] } });

/** What of the list lies outside it, or is wider than its place. */
function cut(page: Page): Promise<readonly string[]> {
  return page.getByRole('list', { name: 'Layers' }).evaluate((list: HTMLElement) => {
    const right = list.getBoundingClientRect().left + list.clientLeft + list.clientWidth;
    const parts = [...list.querySelectorAll<HTMLElement>('button, [data-sprite], canvas, img')];
    return [
      ...(list.scrollWidth > list.clientWidth ? ['the list scrolls sideways'] : []),
      ...(list.offsetWidth > list.clientWidth ? [] : ['there is no scroll bar']),
      ...parts
        .filter((part) => part.getBoundingClientRect().right > right)
        .map((part) => part.title || part.className),
    ];
  });
}

test('the list of layers is as wide as what is in it, whatever the network', async ({ page }) => {
  await openWithDefaults(page);
  const objective = node(page, 'Layer Objective');
  for (const height of [900, 700]) {
    await page.setViewportSize({ width: 1440, height });
    await objective.getByRole('button', { name: /^Layers: / }).click();
    const list = page.getByRole('list', { name: 'Layers' });
    await expect(list.getByRole('button', { name: /^mixed7/ })).toBeVisible();
    await page.getByRole('button', { name: 'All layers' }).click();
    expect(await cut(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

/** How far the paint of a shape is from what lies under it: 1 is the same, 21 black on white. */
async function contrast(shape: Locator, under: Locator): Promise<number> {
  return under.evaluate(
    (ground, drawn) => {
      const luminance = (colour: string) => {
        const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((text) => {
          const share = Number(text) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const { fill, stroke } = getComputedStyle(drawn as Element);
      const paint = luminance(/^rgb/.test(fill) ? fill : stroke);
      const back = luminance(getComputedStyle(ground).backgroundColor);
      return (Math.max(paint, back) + 0.05) / (Math.min(paint, back) + 0.05);
    },
    await shape.elementHandle(),
  );
}

test('scroll bars lie on what they stand beside, and own colours are taken by glyphs and tabs', async ({
  page,
}) => {
  await openWithDefaults(page);
  const tracks = await page.evaluate(() =>
    [...document.querySelectorAll('#root, #root *')].map(
      (element) => getComputedStyle(element).scrollbarColor.match(/rgba?\([^)]*\)$/)?.[0],
    ),
  );
  expect(new Set(tracks)).toEqual(new Set(['rgba(0, 0, 0, 0)']));

  // A dark theme in light colours of the system.
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  const photo = node(page, 'Load Image');
  const glyph = socket(page, 'Load Image: image, image, output').locator('svg :first-child');
  expect(await contrast(glyph, photo)).toBeGreaterThan(7);
  const outlines = (tab: Locator) =>
    tab.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outlines(page.getByRole('tab', { name: 'Edit' }))).toBe('solid');
  expect(await outlines(page.getByRole('tab', { name: 'History' }))).toBe('none');
});
