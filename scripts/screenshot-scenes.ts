import type { Page } from 'playwright-core';
import { button, finished, node, run, setNumber } from '../test/e2e/editor.ts';

export interface Scene {
  /** The name of its file. */
  readonly name: string;
  readonly theme: 'dark' | 'light';
  /** Brings a page with the DeepDream preset there. */
  readonly set: (page: Page) => Promise<void>;
}

/** What the screenshots show, with dreams that take seconds. */
export const scenes: readonly Scene[] = [
  { name: 'editor', theme: 'dark', set: dream },
  { name: 'editor-light', theme: 'light', set: dream },
  { name: 'presets', theme: 'dark', set: (page) => button(page, 'Presets').click() },
  { name: 'palette', theme: 'dark', set: palette },
  { name: 'layers', theme: 'dark', set: layers },
  { name: 'motifs', theme: 'dark', set: motifs },
  { name: 'compare', theme: 'dark', set: compare },
];

async function small(page: Page, side: number): Promise<void> {
  await setNumber(page, 'Load Image', 'Long side', side);
  await setNumber(page, 'Octave Split', 'Octaves', 5);
}

/** A dream that is done, the node that made it in the inspector. */
async function dream(page: Page): Promise<void> {
  await small(page, 384);
  await run(page);
  await node(page, 'Gradient Ascent').getByRole('heading').click();
}

/** Nodes found by a word. */
async function palette(page: Page): Promise<void> {
  await node(page, 'Octave Merge').getByRole('heading').click();
  await page.keyboard.press('Space');
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('mask');
}

async function layers(page: Page): Promise<void> {
  await node(page, 'Layer Objective')
    .getByRole('button', { name: /^Layers: / })
    .click();
  await page.getByRole('tab', { name: 'Layers' }).click();
  const ladder = page.getByRole('list', { name: 'Layers' });
  await ladder
    .getByText(/^sees /)
    .first()
    .waitFor();
  await ladder.getByText('block_5_expand_relu', { exact: true }).first().scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
}

/** One motif beside that of the preset. */
async function motifs(page: Page): Promise<void> {
  await node(page, 'Layer Objective')
    .getByRole('button', { name: /^Layers: / })
    .click();
  await page.getByRole('tab', { name: 'Motifs' }).click();
  await button(page, 'Foxes').click();
  await page.waitForLoadState('networkidle');
}

/** Three strengths of a dream beside each other. */
async function compare(page: Page): Promise<void> {
  await small(page, 256);
  for (const strength of [0.4, 1.8]) {
    await button(page, 'Make a variant').click();
    await setNumber(page, 'Octave Merge', 'Strength', strength);
  }
  await button(page, 'Run all variants').click();
  await finished(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await button(page, '3-up').click();
}
