import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import {
  button,
  drag,
  grab,
  middle,
  node,
  openEditor,
  openWithDefaults,
  socket,
  wire,
  wires,
} from './editor.ts';

test('a refused wire connects nowhere and says why; a dropped one offers what usually follows', async ({
  page,
}) => {
  await openEditor(page);
  const photo = socket(page, 'Load Image: image, image, output');
  const ascent = node(page, 'Gradient Ascent');
  for (const name of ['objective, objective', 'iterations, number']) {
    await drag(page, photo, socket(page, `Gradient Ascent: ${name}, input`));
    await expect(page.getByRole('alert')).toContainText('This wire carries one image.');
    await expect(wires(page)).toHaveCount(6);
    await button(page, 'Dismiss').click();
    await expect(page.getByRole('alert')).toBeEmpty();
  }
  // Beside the name of a socket that socket is meant, on the title the node.
  await drag(page, photo, ascent.getByText('objective', { exact: true }));
  await expect(page.getByRole('alert')).toContainText('This wire carries one image.');
  await expect(wire(page, 'Layer Objective: objective to Gradient Ascent: objective')).toHaveCount(
    1,
  );
  await drag(page, photo, ascent.getByRole('heading'));
  await expect(wire(page, 'Load Image: image to Gradient Ascent: image or octaves')).toHaveCount(1);
  await expect(wires(page)).toHaveCount(6);

  await grab(page, socket(page, 'Octave Split: octaves, octaves, output'), page.getByRole('main'));
  await page.mouse.move(760, 780, { steps: 3 });
  await page.mouse.up();
  await expect(page.getByRole('option').first()).toContainText('Gradient Ascent');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Gradient Ascent')).toHaveCount(2);
});

test('Escape takes back what the pointer is doing, and nothing else', async ({ page }) => {
  await openEditor(page);
  const photo = node(page, 'Load Image');
  await photo.getByRole('heading').click();
  const inspected = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('heading', { name: 'Load Image' });
  await expect(inspected).toBeVisible();
  /** Drags by (dx, dy), presses Escape, drags on and lets go. */
  const cancelled = async (from: { x: number; y: number }, dx: number, dy: number) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
    await page.keyboard.press('Escape');
    await page.mouse.move(from.x + dx * 1.5, from.y + dy * 1.5, { steps: 3 });
    await page.mouse.up();
  };
  const place = (of: Locator) => of.boundingBox();

  await cancelled(await middle(socket(page, 'Load Image: image, image, output')), 60, 300);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(wires(page)).toHaveCount(6);

  const split = node(page, 'Octave Split');
  const frame = page.getByRole('button', {
    name: 'Frame title: The picture, at several sizes. Rename',
  });
  for (const dragged of [split.getByRole('heading'), frame]) {
    const [was, photoWas] = [await place(dragged), await place(photo)];
    const { x, y } = await middle(dragged);
    await cancelled({ x, y }, 80, 120);
    expect(await place(dragged)).toEqual(was);
    expect(await place(photo)).toEqual(photoWas);
  }

  const iterations = node(page, 'Gradient Ascent').getByRole('slider', { name: 'Iterations' });
  await cancelled(await middle(iterations), 50, 0);
  await expect(iterations).toHaveAttribute('aria-valuenow', '10');

  await photo.getByRole('heading').click();
  const box = page.locator('.react-flow__selection');
  const { x, y, width } = (await place(photo)) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.move(x + width + 8, y - 6);
  await page.mouse.down();
  await page.mouse.move(x + width + 70, y + 80, { steps: 6 });
  await expect(box).toBeVisible();
  await expect(inspected).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(box).toHaveCount(0);
  await page.mouse.move(x + width + 90, y + 120);
  await page.mouse.up();
  await expect(inspected).toBeVisible();
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(1);
  await expect(button(page, 'Undo')).toBeDisabled();

  // The pointer is free: Escape closes and lets go again.
  await page.keyboard.press('Escape');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(0);
});

test('number fields do sums, and keep what they cannot take', async ({ page }) => {
  await openEditor(page);
  const split = node(page, 'Octave Split');
  const octaves = split.getByRole('slider', { name: 'Octaves' });
  const entry = split.getByRole('textbox', { name: 'Octaves' });
  await octaves.click();
  await page.keyboard.type('24/(2+4)');
  await page.keyboard.press('Enter');
  await expect(octaves).toHaveAttribute('aria-valuenow', '4');
  await expect(octaves).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.type('99');
  await page.keyboard.press('Enter');
  await expect(split.getByRole('alert')).toHaveText(
    '99 does not fit. Use a whole number from 1 to 16.',
  );
  await expect(entry).toBeFocused();
  await expect(entry).toHaveValue('99');
  // Keys of the canvas are letters here.
  await page.keyboard.type('bm');
  await expect(split.getByRole('alert')).toHaveCount(0);
  await page.getByRole('main').click({ position: { x: 700, y: 780 } });
  await expect(split.getByRole('alert')).toContainText('"99bm" does not fit.');
  await expect(entry).toHaveValue('99bm');
  await entry.press('Escape');
  await expect(octaves).toHaveAttribute('aria-valuenow', '4');

  // A list, in the inspector.
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByText('More values').click();
  await inspector.getByRole('button', { name: /^Step by octave/ }).click();
  const list = inspector.getByRole('textbox', { name: 'Step by octave' });
  await list.fill('1/2, much');
  await list.press('Enter');
  await expect(list).toBeFocused();
  await expect(list).toHaveValue('1/2, much');
  await page.keyboard.press('ControlOrMeta+Backspace');
  await page.keyboard.type('2*0.75');
  await page.keyboard.press('Enter');
  const taken = inspector.getByRole('button', { name: 'Step by octave: 0.5, 1.5' });
  await expect(taken).toBeFocused();
});

test('a node from the library goes onto the wire it is dropped on, and the others make room', async ({
  page,
}) => {
  // The library is open where there is room for it.
  await page.setViewportSize({ width: 1920, height: 1080 });
  await openEditor(page);
  const target = wire(page, 'Load Image: image to Octave Split: image');
  const start = await middle(socket(page, 'Load Image: image, image, output'));
  const end = await middle(socket(page, 'Octave Split: image, image, input'));
  const on = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const entry = (name: string) =>
    page.getByRole('navigation', { name: 'Library' }).getByRole('button', { name });
  const dragEntry = async (name: string) => {
    const from = await middle(entry(name));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(on.x - 20, on.y + 40, { steps: 4 });
    await page.mouse.move(on.x, on.y, { steps: 4 });
    await page.mouse.move(on.x + 1, on.y);
  };
  const split = node(page, 'Octave Split');
  const was = await split.boundingBox();
  await dragEntry('Adjust');
  await expect(target.locator('[data-target="true"]')).toHaveCount(1);
  await page.mouse.up();
  await expect(wire(page, 'Load Image: image to Adjust: image')).toHaveCount(1);
  await expect(wire(page, 'Adjust: image to Octave Split: image')).toHaveCount(1);
  const apart = async (left: Locator, right: Locator) => {
    const [a, b] = [await left.boundingBox(), await right.boundingBox()];
    return (b?.x ?? 0) - (a?.x ?? 0) - (a?.width ?? 0);
  };
  await expect.poll(() => apart(node(page, 'Adjust'), split)).toBeGreaterThan(20);
  expect(await apart(node(page, 'Load Image'), node(page, 'Adjust'))).toBeGreaterThan(20);
  await button(page, 'Undo').click();
  await expect(node(page, 'Adjust')).toHaveCount(0);
  await expect(wires(page)).toHaveCount(6);
  expect(await split.boundingBox()).toEqual(was);
  await expect(button(page, 'Undo')).toBeDisabled();

  // What does not fit is not marked, stays free and says why.
  await dragEntry('Load Network');
  await expect(target.locator('[data-target="true"]')).toHaveCount(0);
  await page.mouse.up();
  await expect(page.getByRole('alert')).toContainText('Load Network cannot go on this wire');
  await expect(wires(page)).toHaveCount(6);
});

test('a second objective on a taken socket replaces the first or is combined with it', async ({
  page,
}) => {
  // Room for the copy below its original.
  await page.setViewportSize({ width: 1920, height: 1080 });
  await openEditor(page);
  const objective = node(page, 'Layer Objective');
  await objective.getByRole('heading').click();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(objective).toHaveCount(2);
  await expect(wires(page)).toHaveCount(7);
  const from = socket(page, 'Layer Objective: objective, objective, output').last();
  const to = socket(page, 'Gradient Ascent: objective, objective, input');
  await drag(page, from, to);
  const menu = page.getByRole('menu', { name: 'This objective is taken' });
  await menu.getByRole('menuitem', { name: 'Combine the two' }).click();
  await expect(
    wire(page, 'Layer Objective: objective to Combine Objectives: objectives'),
  ).toHaveCount(2);
  await expect(
    wire(page, 'Combine Objectives: objective to Gradient Ascent: objective'),
  ).toHaveCount(1);
  await button(page, 'Undo').click();
  await expect(wires(page)).toHaveCount(7);

  await drag(page, from, to);
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await drag(page, from, to);
  await menu.getByRole('menuitem', { name: 'Replace Layer Objective' }).click();
  await expect(wires(page)).toHaveCount(7);
  await expect(node(page, 'Combine Objectives')).toHaveCount(0);
});

test('a style led into an ascent made for dreams offers the values that suit a style', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await openWithDefaults(page);
  const ascent = node(page, 'Gradient Ascent');
  const offer = ascent.getByRole('button', { name: 'Use settings for style' });
  const value = (name: string) => ascent.getByRole('slider', { name, exact: true });
  await page.mouse.move(500, 880);
  await page.keyboard.press('Space');
  await page.keyboard.type('style blend');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Style Blend')).toBeVisible();
  await expect(offer).toHaveCount(0);
  await drag(
    page,
    socket(page, 'Style Blend: objective, objective, output'),
    socket(page, 'Gradient Ascent: objective, objective, input'),
  );
  await page.getByRole('menuitem', { name: 'Replace Layer Objective' }).click();
  await expect(ascent.getByText(/^These values are made for dreams/)).toBeVisible();

  await offer.click();
  await expect(offer).toHaveCount(0);
  await expect(value('Iterations')).toHaveAttribute('aria-valuenow', '40');
  await expect(value('Step size')).toHaveAttribute('aria-valuenow', '0.02');
  await expect(value('Keep palette')).toHaveAttribute('aria-valuenow', '0');
  await expect(button(page, 'Undo')).toHaveAttribute('title', /use settings for style/i);
  await button(page, 'Undo').click();
  await expect(value('Iterations')).toHaveAttribute('aria-valuenow', '10');

  // Whoever keeps the values is not asked again.
  await ascent.getByRole('button', { name: 'Keep these' }).click();
  await expect(offer).toHaveCount(0);
  await page.reload();
  await expect(value('Iterations')).toHaveAttribute('aria-valuenow', '10');
  await expect(offer).toHaveCount(0);
});

/** Keeps code that is loaded later from coming. @returns lets it come. */
async function withhold(page: Page, code: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(code, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('what is typed before a search has loaded is searched for and is no command', async ({
  page,
}) => {
  const findComes = await withhold(page, /\/FindPanel-/);
  const commandsCome = await withhold(page, /\/CommandPalette-/);
  await openEditor(page);
  // B would bypass what is selected.
  await node(page, 'Gradient Ascent').getByRole('heading').click();
  const search = page.getByRole('textbox', { name: 'Search' });
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('bottle');
  await expect(search).toHaveValue('bottle');
  await page.keyboard.press('Escape');
  await expect(search).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('oct');
  await expect(search).toHaveValue('oct');
  findComes();
  const panel = page.getByRole('search', { name: 'Find in the graph' });
  await expect(panel.getByRole('status')).toHaveText(/^1 of \d+$/);
  await page.keyboard.type('ave sp');
  await expect(panel.getByRole('combobox')).toHaveValue('octave sp');
  await page.keyboard.press('Escape');
  await expect(node(page, 'Octave Split')).toBeFocused();
  await expect(button(page, 'Undo')).toBeDisabled();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('go to save');
  await page.keyboard.press('Enter');
  await expect(search).toHaveValue('go to save');
  commandsCome();
  await expect(node(page, 'Save Image')).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('nodes are found in the graph and in the command palette', async ({ page }) => {
  await openEditor(page);
  const panel = page.getByRole('search', { name: 'Find in the graph' });
  await page.keyboard.press('ControlOrMeta+f');
  await expect(panel.getByRole('combobox').or(panel.getByRole('searchbox'))).toBeFocused();
  await page.keyboard.type('octave');
  await expect(panel.getByRole('status')).toHaveText(/^1 of \d+$/);
  const heading = (name: string) =>
    page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name });
  await expect(heading('Octave Split')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(heading('Octave Merge')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(heading('Octave Split')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('jitter 64');
  await expect(panel.getByRole('option', { selected: true })).toHaveText(
    'Gradient AscentJitter 64 px',
  );
  // In the middle of the canvas, and to go on with.
  const centre = await middle(page.getByRole('main', { name: 'Canvas' }));
  const ascent = node(page, 'Gradient Ascent');
  await expect.poll(async () => Math.abs((await middle(ascent)).x - centre.x)).toBeLessThan(4);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(ascent).toBeFocused();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('go to save');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Save Image')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('add style blend');
  await expect(page.getByRole('option', { selected: true })).toHaveText('Add Style Blend');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Style Blend')).toBeFocused();
});
