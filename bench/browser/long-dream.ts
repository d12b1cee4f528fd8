import type { Page } from 'playwright-core';
import { node } from '../../test/e2e/editor.ts';

/** Bypassed, the ascent lets its octaves through at once; and again: the dream is to take its time. */
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
