import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './chosen-wasm.ts';
import { button, grab, middle, node, openEditor, wire, wires } from './editor.ts';

/** Drags a node by its title, so far. */
async function dragNode(page: Page, dragged: Locator, dx: number, dy: number): Promise<void> {
  const { x, y } = await middle(dragged.getByRole('heading'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
}

/** Once it stands still. */
async function corner(of: Locator): Promise<{ x: number; y: number }> {
  await middle(of);
  return (await of.boundingBox()) ?? { x: 0, y: 0 };
}

test('nodes are dropped on wires, wires are bent, nodes are copied by dragging', async ({
  page,
}) => {
  await openEditor(page);
  // Where the pointer is, Space adds.
  await page.mouse.move(690, 70);
  await page.keyboard.press('Space');
  await page.getByRole('combobox', { name: 'Search nodes' }).fill('Adjust');
  await page.keyboard.press('Enter');
  const adjust = node(page, 'Adjust');
  await expect(adjust).toBeVisible();
  const placed = await corner(adjust);
  expect(Math.hypot(placed.x - 690, placed.y - 70)).toBeLessThan(30);

  const from = await middle(adjust);
  const start = await middle(
    page.getByRole('button', { name: 'Octave Merge: image, image, output' }),
  );
  const end = await middle(page.getByRole('button', { name: 'Save Image: image, image, input' }));
  await dragNode(page, adjust, (start.x + end.x) / 2 - from.x, start.y + 40 - from.y);
  await expect(wire(page, 'Octave Merge: image to Adjust: image')).toHaveCount(1);
  await expect(wire(page, 'Adjust: image to Save Image: image')).toHaveCount(1);
  await expect(wires(page)).toHaveCount(7);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(wires(page)).toHaveCount(6);
  expect((await corner(adjust)).y).toBeCloseTo(placed.y, -1);

  const left = await middle(page.getByRole('button', { name: /^Load Network: network/ }));
  const right = await middle(page.getByRole('button', { name: /^Layer Objective: network/ }));
  await page.mouse.dblclick((left.x + right.x) / 2, (left.y + right.y) / 2);
  await expect(node(page, 'Reroute')).toBeVisible();
  await expect(wires(page)).toHaveCount(7);

  await page.keyboard.down('Alt');
  await dragNode(page, node(page, 'Save Image'), 0, 300);
  await page.keyboard.up('Alt');
  await expect(node(page, 'Save Image')).toHaveCount(2);
  await expect(wires(page)).toHaveCount(8);
  const [first, copy] = [node(page, 'Save Image').first(), node(page, 'Save Image').last()];
  await expect
    .poll(async () => (await corner(copy)).y - (await corner(first)).y)
    .toBeGreaterThan(200);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(node(page, 'Save Image')).toHaveCount(1);
});

test('several nodes move together, alone or with their frame, and go back together', async ({
  page,
}) => {
  await openEditor(page);
  const [merge, save] = [node(page, 'Octave Merge'), node(page, 'Save Image')];
  const [mergeAt, saveAt] = [await corner(merge), await corner(save)];
  const moved = async (of: Locator, was: { x: number; y: number }) => {
    const { x, y } = await corner(of);
    return { x: Math.round(x - was.x), y: Math.round(y - was.y) };
  };
  await merge.getByRole('heading').click();
  await save.getByRole('heading').click({ modifiers: ['Shift'] });
  await dragNode(page, save, -40, 200);
  const together = await moved(merge, mergeAt);
  expect(together.y).toBeGreaterThan(150);
  expect(await moved(save, saveAt)).toEqual(together);
  await button(page, 'Undo').click();
  await expect.poll(() => moved(merge, mergeAt)).toEqual({ x: 0, y: 0 });
  await expect.poll(() => moved(save, saveAt)).toEqual({ x: 0, y: 0 });

  const [network, objective] = [node(page, 'Load Network'), node(page, 'Layer Objective')];
  const [networkAt, objectiveAt] = [await corner(network), await corner(objective)];
  const frame = page.getByRole('button', { name: 'Frame title: What to dream of. Rename' });
  const { x, y } = await middle(frame);
  await page.mouse.move(x + 60, y);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + 100, { steps: 5 });
  await page.mouse.up();
  const withFrame = await moved(network, networkAt);
  expect(withFrame.y).toBeGreaterThan(60);
  expect(await moved(objective, objectiveAt)).toEqual(withFrame);
  await expect(button(page, 'Undo')).toHaveAttribute('title', /move/i);

  await frame.click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Selection' });
  await expect(menu.getByRole('menuitem', { name: /^Rename/ })).toBeVisible();
  await expect(menu.getByRole('menuitem', { disabled: true })).toHaveCount(0);
  await expect(menu.getByRole('menuitem', { name: /^Bypass/ })).toHaveCount(0);
});

test('a part of a graph is copied into another tab, and a picture is pasted', async ({
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openEditor(page);
  await node(page, 'Load Network').getByRole('heading').click();
  await node(page, 'Layer Objective')
    .getByRole('heading')
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('ControlOrMeta+c');

  const other = await context.newPage();
  await openEditor(other);
  await other.mouse.move(700, 750);
  await other.keyboard.press('ControlOrMeta+v');
  await expect(node(other, 'Layer Objective')).toHaveCount(2);
  await expect(wires(other)).toHaveCount(7);
  await expect(button(other, 'Undo')).toHaveAttribute('title', /paste/i);

  // A picture on the clipboard, as a screenshot program leaves it there.
  await other.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 30, height: 20 });
    canvas.getContext('2d')?.fillRect(0, 0, 30, 20);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
    if (blob) await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  });
  await other.keyboard.press('ControlOrMeta+v');
  const pasted = node(other, 'Load Image').last();
  await expect(node(other, 'Load Image')).toHaveCount(2);
  await expect(pasted.getByRole('img', { name: 'Picture of Load Image, 30 × 20' })).toBeVisible();
});

test('a wire that is let go over a node takes the socket that suits it', async ({ page }) => {
  await openEditor(page);
  await grab(
    page,
    page.getByRole('button', { name: 'Load Image: image, image, output' }),
    node(page, 'Save Image').getByRole('heading'),
  );
  await page.mouse.up();
  await expect(wire(page, 'Load Image: image to Save Image: image')).toHaveCount(1);
  await expect(wires(page)).toHaveCount(6);
});

test('a node shows its other values, collapses, and takes another size, and goes back to its own', async ({
  page,
}) => {
  await openEditor(page);
  const ascent = node(page, 'Gradient Ascent');
  const width = async () => Math.round((await ascent.boundingBox())?.width ?? 0);
  const height = async () => Math.round((await ascent.boundingBox())?.height ?? 0);
  const anchor = ascent.getByRole('slider', { name: 'Anchor' });
  await expect(anchor).toHaveCount(0);
  const fold = ascent.getByRole('button', { name: /more values$/ });
  await fold.press('Enter');
  // What becomes unusual stays when the fold is closed again, and the keyboard keeps its place.
  await anchor.press('ArrowRight');
  await expect(anchor).toBeFocused();
  const tip = page.getByRole('tooltip');
  await ascent.getByRole('slider', { name: 'Iterations' }).hover();
  await expect(tip).toHaveText(/^Steps at each octave/);
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await ascent.getByRole('slider', { name: 'Iterations' }).focus();
  await page.keyboard.press('Tab');
  await expect(tip).toHaveText(/^How much a step changes/);
  await expect(ascent.getByRole('slider', { name: 'Step size' })).toHaveAccessibleDescription(
    /^How much a step changes/,
  );
  await ascent.getByRole('button', { name: 'Fewer values' }).press('Enter');
  await expect(anchor).toBeVisible();
  await expect(ascent.getByRole('switch', { name: 'Brightness only' })).toHaveCount(0);

  const [usual, tall] = [await width(), await height()];
  await ascent.getByRole('heading').click();
  await page.keyboard.press('h');
  await expect.poll(height).toBeLessThan(36);
  await expect(
    wire(page, 'Octave Split: octaves to Gradient Ascent: image or octaves'),
  ).toHaveCount(1);
  await expect(ascent.getByRole('img', { name: 'Not run yet' })).toBeVisible();
  await ascent.getByRole('heading').dblclick();
  await expect.poll(height).toBe(tall);

  const box = (await ascent.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  await page.mouse.move(right - 4, bottom - 4);
  await page.mouse.down();
  await page.mouse.move(right + 22, bottom + 50, { steps: 6 });
  await expect(ascent.getByRole('status')).toContainText(/^\d+ × \d+$/);
  await page.mouse.up();
  await expect.poll(width).toBeGreaterThan(usual + 10);
  await expect.poll(height).toBeGreaterThan(tall + 20);
  const picture = await ascent.getByText('Run to see a picture').boundingBox();
  expect(picture?.width).toBeGreaterThan(usual);
  await expect(button(page, 'Undo')).toHaveAttribute('title', /resize gradient ascent/i);
  await button(page, 'Undo').click();
  await expect.poll(width).toBe(usual);
  await button(page, 'Redo').click();
  await expect.poll(width).toBeGreaterThan(usual + 10);
  await expect.poll(height).toBeGreaterThan(tall + 20);
  await page.mouse.dblclick(box.x + (await width()) - 3, box.y + (await height()) - 3);
  await expect.poll(width).toBe(usual);
  await expect.poll(height).toBe(tall);
});
