import type { Page } from 'playwright-core';
import { node } from '../../test/e2e/editor.ts';

/** Toggles the bypass of the ascent: bypassed, it passes its octaves through at once. */
export async function bypassAscent(page: Page): Promise<void> {
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await page.keyboard.press('b');
}

export async function dreamHasBegun(page: Page): Promise<void> {
  await node(page, 'Gradient Ascent')
    .getByText(/octave \d/i)
    .first()
    .waitFor();
}
