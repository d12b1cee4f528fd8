import { expect, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, node, openEditor, savedState, setNumber } from './editor.ts';

const strength = (page: Page) =>
  node(page, 'Octave Merge').getByRole('slider', { name: 'Strength' });
const readOnly = (page: Page) => page.getByText(/^This tab is read-only/);

/** Two tabs on one document, the first with something in it that is its own. */
async function openTwice(page: Page): Promise<Page> {
  await openEditor(page);
  await setNumber(page, 'Octave Merge', 'Strength', 0.5);
  await expect(savedState(page)).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(strength(other)).toHaveAttribute('aria-valuenow', '0.5');
  await expect(readOnly(other)).toBeVisible();
  return other;
}

test('of two tabs on one graph one writes, the other follows, and either can take over', async ({
  page,
}) => {
  const other = await openTwice(page);
  // What is read-only says so and stays as it is.
  await strength(other).press('Delete');
  await expect(other.getByRole('alert')).toContainText('This tab is read-only');
  await expect(strength(other)).toHaveAttribute('aria-valuenow', '0.5');

  await setNumber(page, 'Octave Merge', 'Strength', 0.8);
  await expect(strength(other)).toHaveAttribute('aria-valuenow', '0.8');

  // Taking over brings along what the first tab had not saved yet.
  await setNumber(page, 'Octave Merge', 'Strength', 0.9);
  await button(other, 'Edit here instead').click();
  await expect(readOnly(page)).toBeVisible();
  await expect(readOnly(other)).toHaveCount(0);
  await expect(strength(other)).toHaveAttribute('aria-valuenow', '0.9');
  await setNumber(other, 'Octave Merge', 'Strength', 0.3);
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.3');
});

test('a copy in the second tab goes its own way', async ({ page }) => {
  const other = await openTwice(page);
  await strength(other).press('Delete');
  await expect(other.getByRole('alert')).toContainText('This tab is read-only');
  await button(other, 'Open a copy').click();
  // It holds no longer.
  await expect(other.getByRole('alert')).toBeEmpty();
  await expect(button(other, 'Graph name: DeepDream copy. Rename')).toBeVisible();
  await expect(readOnly(other)).toHaveCount(0);
  await setNumber(other, 'Octave Merge', 'Strength', 0.2);
  await setNumber(page, 'Octave Merge', 'Strength', 0.7);
  await expect(savedState(other)).toBeVisible();
  await expect(savedState(page)).toBeVisible();
  await page.reload();
  await other.reload();
  await expect(strength(page)).toHaveAttribute('aria-valuenow', '0.7');
  await expect(strength(other)).toHaveAttribute('aria-valuenow', '0.2');
});
