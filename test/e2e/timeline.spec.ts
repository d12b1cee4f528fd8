import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { Document } from '../../src/graph/document/document.ts';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import { button, node, openLink, picture, pixels } from './editor.ts';

// A dozen dreams, small as they are.
test.slow();

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const playhead = (page: Page) => page.getByRole('slider', { name: 'Frame that is shown' });
const tally = (page: Page, words: string | RegExp) => timeline(page).getByText(words);

/** The preset, so small that a frame takes a moment. */
async function openSmall(page: Page, change: Partial<Document> = {}): Promise<void> {
  const preset: Document = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const small: Readonly<Record<string, object>> = {
    'load-image': { size: 64 },
    'octave-split': { count: 1 },
    'gradient-ascent': { iterations: 1 },
  };
  const nodes = preset.nodes.map((each) => ({
    ...each,
    params: { ...each.params, ...small[each.type] },
  }));
  await openLink(page, JSON.stringify({ ...preset, nodes, ...change }));
  await expect(node(page, 'Gradient Ascent')).toBeVisible();
}

/** In a field of the timeline, or of the ascent. */
async function type(page: Page, label: 'Frame' | 'Length' | 'Strength', value: number) {
  const within = label === 'Strength' ? node(page, 'Gradient Ascent') : timeline(page);
  await within.getByRole('slider', { name: label, exact: true }).click();
  const entry = within.getByRole('textbox', { name: label });
  await entry.fill(String(value));
  await entry.press('Enter');
}

/** A film of six frames whose strength grows. */
async function makeFilm(page: Page): Promise<void> {
  await button(page, 'Make a film').click();
  await type(page, 'Length', 6);
  await node(page, 'Gradient Ascent').getByRole('button', { name: 'Key of strength' }).click();
  await type(page, 'Frame', 5);
  await type(page, 'Strength', 2);
  await expect(timeline(page).getByRole('button', { name: /^Strength, frame 5, 2/ })).toBeVisible();
}

test('a film is made, rendered in parts, looked at, exported, and there after a reload', async ({
  page,
}) => {
  await openSmall(page);
  await makeFilm(page);
  const strength = node(page, 'Gradient Ascent').getByRole('slider', { name: 'Strength' });
  await playhead(page).press('Home');
  await expect(strength).toHaveAttribute('aria-valuenow', '1');

  // In the middle a person stops, and reloads.
  await timeline(page).getByRole('button', { name: 'Render the range' }).click();
  await expect(tally(page, /^[1-4] rendered/)).toBeVisible({ timeout: 120_000 });
  await button(page, 'Stop').click();
  await expect(timeline(page).getByRole('button', { name: 'Render the range' })).toBeEnabled();
  const words = (await tally(page, /^\d rendered/).textContent()) ?? '';
  const before = Number.parseInt(words, 10);
  const last = await pixels(picture(page, 'Save Image'));
  await playhead(page).press('Home');
  // It is read from the store of frames, which takes a moment.
  await expect.poll(() => pixels(picture(page, 'Save Image'))).not.toBe(last);
  const first = await pixels(picture(page, 'Save Image'));
  await page.reload();
  await expect(tally(page, words)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => pixels(picture(page, 'Save Image'))).toBe(first);

  // The rest goes on from there.
  await timeline(page).getByRole('button', { name: 'Render the range' }).click();
  await expect(page.getByText(/^Rendering frame/)).toBeVisible({ timeout: 60_000 });
  await expect(tally(page, '6 rendered')).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole('status').getByText(`Done: ${6 - before} frame`)).toBeAttached();

  // Scrubbed, each frame shows its own picture.
  await playhead(page).press('End');
  await expect(strength).toHaveAttribute('aria-valuenow', '2');
  await expect.poll(() => pixels(picture(page, 'Save Image'))).not.toBe(first);
  await playhead(page).press('Home');
  await expect.poll(() => pixels(picture(page, 'Save Image'))).toBe(first);

  // Played, it goes on by itself; Space stops it.
  await playhead(page).press(' ');
  await expect(timeline(page).getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await expect(playhead(page)).not.toHaveAttribute('aria-valuenow', '0');
  await playhead(page).press(' ');
  await expect(timeline(page).getByRole('button', { name: 'Play', exact: true })).toBeVisible();

  expect((await exported(page, 'gif')).subarray(0, 6).toString()).toBe('GIF89a');
  for (const format of ['mp4', 'webm'] as const) {
    const film = await watched(await exported(page, format));
    expect(film, format).toEqual({
      mimeType: `video/${format}`,
      frames: 6,
      fps: 24,
      seconds: 0.25,
      width: 64,
      height: 48,
    });
  }
});

/** What a person downloads who exports the film. */
async function exported(page: Page, format: 'gif' | 'mp4' | 'webm'): Promise<Buffer> {
  await timeline(page).getByRole('button', { name: 'Export clip' }).click();
  const form = page.getByRole('dialog', { name: 'Export clip' });
  await form.getByRole('combobox', { name: 'Format' }).selectOption(format);
  const download = page.waitForEvent('download');
  await form.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^[^.]+\\.${format}$`));
  return readFile(await file.path());
}

/** What the file says of itself to those who play it. */
async function watched(bytes: Buffer) {
  using input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('There is no picture in it.');
  const { packetCount, averagePacketRate } = await track.computePacketStats();
  return {
    mimeType: (await input.getFormat()).mimeType,
    frames: packetCount,
    // WebM counts in milliseconds.
    fps: Math.round(averagePacketRate),
    seconds: await input.computeDuration(),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
  };
}

test('keys are set, moved, eased and taken away from the keyboard, and undone', async ({
  page,
}) => {
  await openSmall(page);
  await makeFilm(page);
  const keys = timeline(page).getByRole('button', { name: /^Strength, frame/ });
  await timeline(page)
    .getByRole('button', { name: /^Strength, frame 5/ })
    .click();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(timeline(page).getByRole('button', { name: /^Strength, frame 4/ })).toBeFocused();
  await timeline(page).getByRole('button', { name: 'Smooth', exact: true }).click();
  await type(page, 'Frame', 2);
  await playhead(page).press('k');
  await expect(keys).toHaveCount(3);
  await timeline(page)
    .getByRole('button', { name: /^Strength, frame 2/ })
    .press('Delete');
  await expect(keys).toHaveCount(2);
  await button(page, 'Undo').click();
  await expect(keys).toHaveCount(3);

  await playhead(page).press('i');
  await expect(button(page, 'Render 2–5')).toBeVisible();
  await playhead(page).press('.');
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', '3');
  await playhead(page).press('o');
  await expect(button(page, 'Render 2–3')).toBeVisible();
  await timeline(page).getByRole('button', { name: 'More of the timeline' }).click();
  await page.getByRole('menuitem', { name: 'Remove the timeline' }).click();
  await expect(timeline(page)).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(keys).toHaveCount(3);
});

for (const theme of ['dark', 'light'] as const) {
  test(`the timeline has no serious fault for assistive technology: ${theme}`, async ({ page }) => {
    await bringAxe(page);
    await page.addInitScript((chosen) => localStorage.setItem('dreamgraph-theme', chosen), theme);
    await openSmall(page);
    await makeFilm(page);
    await timeline(page)
      .getByRole('button', { name: /^Strength, frame 5/ })
      .click();
    expect(await findings(page)).toEqual([]);
  });
}
