import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { finished, node, openEditor, picture, wires } from './editor.ts';

/** Goes on with Tab until it is reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}.`);
}

/** Picks an entry of the list that is open. */
async function choose(page: Page, list: RegExp | string, words: string): Promise<void> {
  await expect(page.getByRole('dialog', { name: list })).toBeVisible();
  await page.keyboard.type(words);
  await expect(page.getByRole('option', { selected: true })).toContainText(words);
  await page.keyboard.press('Enter');
}

/** From the node that is selected: a new node behind one of its sockets. */
async function addBehind(page: Page, socketText: string, side: string, title: string) {
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'Connect' })).toBeVisible();
  await page.keyboard.type(socketText);
  await page.getByRole('option', { selected: true }).filter({ hasText: side }).waitFor();
  await page.keyboard.press('Enter');
  await choose(page, /^Connect .*:/, 'Add a new node');
  await choose(page, 'Add node', title);
  await expect(node(page, title)).toBeFocused();
}

async function typeNumber(page: Page, title: string, label: string, value: number) {
  const slider = node(page, title).getByRole('slider', { name: label });
  await page.keyboard.press('Enter');
  await tabTo(page, slider);
  await page.keyboard.type(`${value}`);
  await page.keyboard.press('Enter');
  await expect(slider).toHaveAttribute('aria-valuenow', `${value}`);
  await expect(slider).toBeFocused();
}

test('a dream is built and run with the keyboard alone', async ({ page }) => {
  await openEditor(page);
  await page.keyboard.press('ControlOrMeta+k');
  await choose(page, 'Command palette', 'New graph');
  await expect(page.getByText('Press Space to add a node')).toBeVisible();
  const canvas = page.getByRole('main', { name: 'Canvas' });
  for (let presses = 0; presses < 6; presses++) {
    if (await canvas.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('F6');
  }
  await page.keyboard.press('Space');
  await choose(page, 'Add node', 'Load Image');
  await expect(node(page, 'Load Image')).toBeFocused();
  await typeNumber(page, 'Load Image', 'Long side', 160);
  await addBehind(page, 'image', 'output', 'Octave Split');
  await typeNumber(page, 'Octave Split', 'Octaves', 2);
  await addBehind(page, 'octaves', 'output', 'Gradient Ascent');
  await typeNumber(page, 'Gradient Ascent', 'Iterations', 2);
  await addBehind(page, 'objective', 'input', 'Layer Objective');
  await addBehind(page, 'network', 'input', 'Load Network');
  // Along the wires, back to where the picture goes on.
  await page.keyboard.press('ArrowRight');
  await expect(node(page, 'Layer Objective')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(node(page, 'Gradient Ascent')).toBeFocused();
  await addBehind(page, 'octaves', 'output', 'Octave Merge');
  await addBehind(page, 'image', 'output', 'Save Image');
  await expect(wires(page)).toHaveCount(6);

  await page.keyboard.press('ControlOrMeta+Enter');
  await finished(page);
  await expect(picture(page, 'Save Image')).toBeVisible();
});

test('Escape leaves the value, then its node, then the selection', async ({ page }) => {
  await openEditor(page);
  const ascent = node(page, 'Gradient Ascent');
  const heading = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('heading', { name: 'Gradient Ascent' });
  await ascent.getByRole('slider', { name: 'Iterations' }).click();
  await page.keyboard.type('77');
  await page.keyboard.press('Escape');
  const iterations = ascent.getByRole('slider', { name: 'Iterations' });
  await expect(iterations).toBeFocused();
  await expect(iterations).toHaveAttribute('aria-valuenow', '10');
  await page.keyboard.press('Escape');
  await expect(ascent).toBeFocused();
  await expect(heading).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(heading).toHaveCount(0);
});

test('what is on the screen has a name', async ({ page }) => {
  await openEditor(page);
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  const roles = ['button', 'slider', 'combobox', 'textbox', 'switch', 'dialog'] as const;
  const check = async (): Promise<void> => {
    for (const role of roles) await expect(page.getByRole(role, { name: /^\s*$/ })).toHaveCount(0);
  };
  await expect(page.getByRole('slider', { name: 'Iterations' })).toHaveCount(2);
  await check();
  for (const keys of ['Space', 'ControlOrMeta+k', 'ControlOrMeta+Shift+p', 'Shift+?']) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog')).toBeVisible();
    await check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});
