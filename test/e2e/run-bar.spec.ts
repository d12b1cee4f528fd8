import { expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import {
  button,
  makeSmall,
  node,
  openEditor,
  openSmall,
  picture,
  pixels,
  run,
  setNumber,
  wire,
} from './editor.ts';

const menuButton = (page: Page) => button(page, 'Queue and more ways to run');
const rows = (page: Page) => page.getByRole('menuitem', { name: /^Take .* off the queue$/ });

/** What a press in the middle of each button of the bar would meet, and what lies outside. */
async function lost(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const bar = document.querySelector('#root header');
    return [...(bar?.querySelectorAll('button') ?? [])].flatMap((element) => {
      const { x, y, width, height, right } = element.getBoundingClientRect();
      const met = document.elementFromPoint(x + width / 2, y + height / 2);
      const seen = right <= innerWidth && x >= 0 && element.contains(met);
      return seen ? [] : [element.ariaLabel ?? element.textContent ?? ''];
    });
  });
}

test('Run is never covered nor off the screen, whatever the width and the name', async ({
  page,
}) => {
  await openEditor(page);
  await page.getByRole('button', { name: /^Graph name/ }).dblclick();
  await page.keyboard.type('A very long name of a graph that goes on and on '.repeat(3));
  await page.keyboard.press('Enter');
  for (const width of [1920, 1600, 1440, 1240, 1180, 1080, 1024, 900, 853, 820, 740, 680, 600]) {
    await page.setViewportSize({ width, height: 700 });
    await expect(button(page, 'Run')).toBeInViewport({ ratio: 1 });
    await expect.poll(() => lost(page)).toEqual([]);
  }
  await button(page, 'More').click();
  await expect(page.getByRole('menuitem', { name: 'Presets' })).toBeVisible();
  await page.keyboard.press('Escape');
  await button(page, 'View: Edit').click();
  await page.getByRole('menuitemradio', { name: 'History' }).click();
  await expect(button(page, 'View: History')).toBeVisible();
});

test('runs queue as the graph was; Esc stops none of them, and a tab is not closed over them', async ({
  page,
}) => {
  await openSmall(page, 500);
  await button(page, 'Run').click();
  await expect(picture(page, 'Gradient Ascent')).toBeVisible({ timeout: 30_000 });
  await setNumber(page, 'Gradient Ascent', 'Iterations', 1);
  await page.keyboard.press('Control+Enter');
  await setNumber(page, 'Gradient Ascent', 'Iterations', 2);
  await page.getByRole('button', { name: /^Queue ?1$/ }).click();
  await expect(page).toHaveTitle(/^\d+ % DeepDream$/);

  await menuButton(page).click();
  await expect(page.getByText('iterations 1')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('menuitem', { name: /iterations 2/ }).press('Alt+ArrowUp');
  await expect(page.getByRole('menuitem', { name: /iterations [12]/ }).first()).toContainText('2');
  await rows(page).last().click();
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Escape');
  await expect(button(page, 'Stop')).toBeEnabled();

  const question = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await question;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();

  await page.keyboard.press('Control+.');
  await expect(page.getByRole('status').filter({ hasText: /^Done in / })).toBeVisible();
  await expect(picture(page, 'Save Image')).toBeVisible();
  await expect(page).toHaveTitle('Dreamgraph');
});

test('the bar says what is missing and leads there; a cheap change runs by itself', async ({
  page,
}) => {
  await openEditor(page);
  // The longest number beside the longest name is read whole.
  await setNumber(page, 'Octave Merge', 'Merge strength', -1);
  const strength = node(page, 'Octave Merge').getByRole('slider', { name: 'Merge strength' });
  const cut = () =>
    strength.evaluate(({ children }) =>
      [...children]
        .filter((part) => part.scrollWidth > part.clientWidth)
        .map((part) => part.textContent),
    );
  await expect(strength).toContainText('−1.00');
  expect(await cut()).toEqual([]);
  await strength.press('Delete');
  await makeSmall(page, 1);
  await run(page);
  await run(page);
  await expect(page.getByRole('status').filter({ hasText: /^Nothing changed/ })).toBeVisible();
  await page.getByRole('switch', { name: 'Live' }).click();
  const dream = await pixels(picture(page, 'Save Image'));
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.2);
  await expect.poll(() => pixels(picture(page, 'Save Image'))).not.toBe(dream);
  await expect(page.getByText('Nothing changed since the last run')).toBeVisible();
  await expect(button(page, 'Stop')).toHaveCount(0);

  await wire(page, 'Layer Objective: objective to Gradient Ascent: objective').click();
  await page.keyboard.press('Delete');
  await button(page, 'Gradient Ascent has no objective').click();
  await expect(node(page, 'Gradient Ascent')).toBeFocused();
});
