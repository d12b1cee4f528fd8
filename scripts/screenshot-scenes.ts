import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { button, dropFiles, finished, middle, node, setNumber } from '../test/e2e/editor.ts';

export interface Scene {
  /** The name of its file. */
  readonly name: string;
  /** Brings the page there from the scene before. */
  readonly set: (page: Page) => Promise<void>;
}

/** Scenes that one page goes through in turn, so that one dream serves several. */
export interface Visit {
  readonly theme: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
  readonly touch?: boolean;
  readonly scenes: readonly Scene[];
}

/** What the screenshots show, with dreams that take seconds. Each visit begins with the first preset. */
export const visits: readonly Visit[] = [
  {
    ...{ theme: 'dark', width: 1440, height: 900 },
    scenes: [
      { name: 'presets', set: (page) => button(page, 'Presets').click() },
      { name: 'palette', set: palette },
      { name: 'layers', set: layers },
      { name: 'motifs', set: motifs },
      { name: 'running', set: running },
      { name: 'editor', set: split },
      { name: 'full-screen', set: (page) => page.keyboard.press('p') },
      { name: 'over', set: over },
      { name: 'editor-1920', set: (page) => widen(page, 1920, 1080) },
      { name: 'editor-1024', set: (page) => widen(page, 1024, 768) },
      { name: 'editor-light', set: light },
      { name: 'editor-1920-light', set: (page) => widen(page, 1920, 1080) },
    ],
  },
  {
    ...{ theme: 'dark', width: 1440, height: 900 },
    scenes: [
      { name: 'run-menu', set: queue },
      { name: 'variant', set: variant },
      { name: 'compare', set: compare },
    ],
  },
  {
    ...{ theme: 'dark', width: 1440, height: 900 },
    scenes: [{ name: 'combine', set: combine }],
  },
  {
    ...{ theme: 'dark', width: 1440, height: 900 },
    scenes: [
      { name: 'batch', set: batch },
      { name: 'batch-light', set: batchInTheLight },
    ],
  },
  {
    ...{ theme: 'light', width: 820, height: 1180, touch: true },
    scenes: [{ name: 'tablet', set: tablet }],
  },
  {
    ...{ theme: 'dark', width: 390, height: 844, touch: true },
    scenes: [{ name: 'phone', set: phone }],
  },
];

async function small(page: Page, side: number, octaves = 5): Promise<void> {
  await setNumber(page, 'Load Image', 'Long side', side);
  await setNumber(page, 'Octave Split', 'Octaves', octaves);
}

async function start(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
}

/** Nodes found by a word. */
async function palette(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await node(page, 'Octave Merge').getByRole('heading').click();
  await page.keyboard.press('Space');
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('mask');
}

async function layers(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
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
  await page.getByRole('tab', { name: 'Motifs' }).click();
  await button(page, 'Foxes').click();
  await page.waitForLoadState('networkidle');
}

/** The middle of a dream, the node that makes it in the inspector. */
async function running(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await button(page, 'Undo').click();
  await small(page, 384);
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await start(page);
  await page
    .getByText(/^Octave 3 of 5/)
    .first()
    .waitFor();
  await page
    .getByText(/step 7 of/)
    .first()
    .waitFor();
}

async function split(page: Page): Promise<void> {
  await finished(page);
  await page.keyboard.press('s');
  await rest(page);
}

/** The pointer and the focus are elsewhere. */
async function rest(page: Page): Promise<void> {
  await page.mouse.move(700, 890);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

async function over(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await place(page, 'Over the canvas');
  await button(page, 'Where the Stage stands').click();
}

async function place(page: Page, where: string): Promise<void> {
  await button(page, 'Where the Stage stands').click();
  await page.getByRole('menuitemradio', { name: where }).click();
}

async function widen(page: Page, width: number, height: number): Promise<void> {
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width, height });
  if (await page.getByRole('separator', { name: 'Height of the picture' }).isHidden())
    await place(page, 'Beside the canvas');
  await button(page, 'Zoom to fit').click();
  await rest(page);
}

async function light(page: Page): Promise<void> {
  await widen(page, 1440, 900);
  await page.getByRole('button', { name: /light/i }).click();
  await rest(page);
}

/** A dream that runs and one that waits. */
async function queue(page: Page): Promise<void> {
  await small(page, 640);
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await start(page);
  await page
    .getByText(/^Octave 2 of 5/)
    .first()
    .waitFor();
  await setNumber(page, 'Gradient Ascent', 'Iterations', 14);
  await page.getByRole('banner').getByRole('button', { name: 'Queue', exact: true }).click();
  await button(page, 'Queue and more ways to run').click();
  await page.getByRole('menuitem', { name: /^Add to the queue/ }).waitFor();
}

/** A variant of three that differs in two nodes, against the graph. */
async function variant(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: 'Clear', exact: true })
    .or(page.getByRole('menuitem', { name: 'Clear' }))
    .click();
  await page.keyboard.press('Escape');
  await button(page, 'Stop').click();
  await small(page, 256, 4);
  await button(page, 'Make a variant').click();
  await setNumber(page, 'Octave Merge', 'Merge strength', 0.4);
  await button(page, 'From these values').click();
  await setNumber(page, 'Octave Merge', 'Merge strength', 1.6);
  await setNumber(page, 'Gradient Ascent', 'Strength', 1.3);
  await button(page, 'Run all variants').click();
  await finished(page);
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  await page.keyboard.press('s');
  await button(page, 'Zoom to fit').click();
  await rest(page);
}

/** The graph and its variants beside each other. */
async function compare(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Compare' }).click();
  await button(page, '3-up').click();
}

/** Two networks with weights, and what each one moved. */
async function combine(page: Page): Promise<void> {
  await button(page, 'Presets').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Two Networks/ })
    .click();
  await node(page, 'Combine Objectives').waitFor();
  await small(page, 320, 4);
  await start(page);
  await finished(page);
  await node(page, 'Combine Objectives').getByRole('heading').click();
  await rest(page);
}

async function tablet(page: Page): Promise<void> {
  await small(page, 384);
  await start(page);
  await page
    .getByText(/^Octave 4 of 5/)
    .first()
    .waitFor();
}

async function phone(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Run\b/ })
    .last()
    .click();
  await page.getByRole('button', { name: 'Download', exact: true }).waitFor();
}

/** The samples take turns; the ninth is at work. */
async function batch(page: Page): Promise<void> {
  await setNumber(page, 'Load Image', 'Long side', 256);
  const folder = resolve('assets/samples');
  const loader = node(page, 'Load Image');
  await dropFiles(page, [folder], await middle(loader.getByRole('button', { name: /^Picture/ })));
  await loader.getByRole('option').nth(8).waitFor();
  await loader.getByRole('heading').click();
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Photo 6 of 9').first().waitFor();
  await page
    .getByText(/^Octave 3/)
    .first()
    .waitFor();
}

async function batchInTheLight(page: Page): Promise<void> {
  await button(page, 'Stop').click();
  await page.getByRole('button', { name: /light/i }).click();
  await button(page, 'One').click();
}
