import { expect, type Locator, type Page } from '@playwright/test';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import { button, node, openLink } from './editor.ts';

const wire = { from: { node: 'photo', output: 'image' }, to: { node: 'mask', input: 'image' } };
const document = JSON.stringify({
  ...{ format: 'dreamgraph', version: 1, name: 'Painted', description: '' },
  nodes: [
    {
      ...{ id: 'photo', type: 'load-image', version: 3, position: { x: 0, y: 0 } },
      params: { file: { name: 'dandelions', from: 'bundled' }, size: 96 },
    },
    { id: 'mask', type: 'mask', version: 1, position: { x: 300, y: 0 }, params: {} },
  ],
  edges: [{ id: 'wire', ...wire }],
  ...{ notes: [], frames: [], variants: [], exposed: [] },
});

async function openPainter(page: Page): Promise<Locator> {
  await openLink(page, document);
  await expect(node(page, 'Load Image').getByRole('img')).toBeVisible();
  await button(page, 'Paint: Strokes').first().click();
  const painter = page.getByRole('dialog', { name: 'Paint the mask' });
  // The photo itself lies below, and not the 96 px that the graph works at.
  await expect(painter.getByText(/^\d+ %$/)).not.toHaveText(/^\d{4,} %$/);
  return painter;
}

const area = (painter: Locator) => painter.getByRole('group', { name: /^Mask on the picture/ });

/** A place on the stage, counted from its middle. */
async function at(painter: Locator, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = await area(painter).boundingBox();
  if (!box) throw new Error('The painter is not on the screen.');
  return { x: box.x + box.width / 2 + x, y: box.y + box.height / 2 + y };
}

async function stroke(page: Page, painter: Locator, x: number, y: number, length = 120) {
  const [from, to] = [await at(painter, x, y), await at(painter, x + length, y)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** How strongly the mask is shown at a place, 0 to 255. */
async function shown(painter: Locator, x: number, y: number): Promise<number> {
  const mask = painter.getByRole('img', { name: 'Mask', exact: true });
  return mask.evaluate(
    async (element: HTMLCanvasElement, place) => {
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const density = element.width / element.clientWidth;
      const left = Math.round((element.clientWidth / 2 + place.x) * density);
      const top = Math.round((element.clientHeight / 2 + place.y) * density);
      return element.getContext('2d')?.getImageData(left, top, 1, 1).data[3] ?? -1;
    },
    { x, y },
  );
}

test('a mask is painted, erased, undone by keys, seen closer, inverted, and never lost', async ({
  page,
}) => {
  await bringAxe(page);
  const painter = await openPainter(page);
  expect(await findings(page)).toEqual([]);
  const size = painter.getByRole('slider', { name: 'Brush size' });
  const box = await area(painter).boundingBox();
  const view = page.viewportSize();
  expect((box?.width ?? 0) / (view?.width ?? 1)).toBeGreaterThan(0.9);
  expect((box?.height ?? 0) / (view?.height ?? 1)).toBeGreaterThan(0.75);

  await stroke(page, painter, -60, 0);
  expect(await shown(painter, 0, 0)).toBeGreaterThan(100);
  expect(await shown(painter, 0, -180)).toBe(0);
  // A soft edge: less further out.
  const [middle, edge] = [await shown(painter, 0, 10), await shown(painter, 0, 72)];
  expect(edge).toBeGreaterThan(0);
  expect(edge).toBeLessThan(middle);

  await page.keyboard.press('[');
  await page.keyboard.press('[');
  expect(Number(await size.getAttribute('aria-valuenow'))).toBeLessThan(5);
  await page.keyboard.press(']');
  await page.keyboard.press('x');
  await expect(button(page, 'Erase')).toHaveAttribute('aria-pressed', 'true');
  await stroke(page, painter, -20, 0, 40);
  expect(await shown(painter, 0, 0)).toBeLessThan(20);
  await page.keyboard.press('ControlOrMeta+z');
  expect(await shown(painter, 0, 0)).toBeGreaterThan(100);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  expect(await shown(painter, 0, 0)).toBeLessThan(20);
  await page.keyboard.press('ControlOrMeta+z');

  // Esc takes back the stroke under the hand and closes nothing.
  const far = await at(painter, 0, 200);
  await page.mouse.move(far.x, far.y);
  await page.mouse.down();
  await page.mouse.move(far.x + 40, far.y);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(painter).toBeVisible();
  expect(await shown(painter, 0, 200)).toBe(0);

  const zoom = painter.getByText(/^\d+ %$/);
  const before = await zoom.textContent();
  const centre = await at(painter, 0, 0);
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.wheel(0, -400);
  await expect(zoom).not.toHaveText(before ?? '');
  await page.keyboard.down('Space');
  await page.mouse.down();
  await page.mouse.move(centre.x, centre.y + 250, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Space');
  expect(await shown(painter, 0, 250)).toBeGreaterThan(100);
  expect(await shown(painter, 0, -100)).toBe(0);
  await page.keyboard.press('f');
  await expect(zoom).toHaveText(before ?? '');

  await button(page, 'Invert the mask').click();
  expect(await shown(painter, 0, 0)).toBeLessThan(20);
  expect(await shown(painter, 0, -180)).toBeGreaterThan(100);
  await page.keyboard.press('ControlOrMeta+z');

  await page.keyboard.press('Escape');
  await expect(painter).toBeHidden();
  await expect(node(page, 'Mask').getByText('1 stroke')).toBeVisible();
  // What was undone before the painter was opened is none of its business.
  await button(page, 'Paint: Strokes').first().click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(button(page, 'Undo').last()).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(node(page, 'Mask').getByText('Nothing painted')).toBeVisible();
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('one paints and two move and zoom', async ({ page }) => {
    const painter = await openPainter(page);
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: object[]) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: points as never });
    const [a, b] = [await at(painter, -60, 0), await at(painter, 60, 0)];
    await touch('touchStart', a);
    await touch('touchMove', { x: a.x + 60, y: a.y });
    await touch('touchMove', b);
    await touch('touchEnd');
    expect(await shown(painter, 0, 0)).toBeGreaterThan(100);

    const zoom = painter.getByText(/^\d+ %$/);
    const before = Number.parseInt((await zoom.textContent()) ?? '', 10);
    const [left, right] = [
      { ...(await at(painter, -50, 180)), id: 0 },
      { ...(await at(painter, 50, 180)), id: 1 },
    ];
    await touch('touchStart', left);
    await touch('touchStart', left, right);
    await touch('touchMove', { ...left, x: left.x - 50 }, { ...right, x: right.x + 50 });
    await touch('touchEnd');
    await expect
      .poll(async () => Number.parseInt((await zoom.textContent()) ?? '', 10) / before)
      .toBeCloseTo(2, 1);
    await button(page, 'Done').click();
    await expect(node(page, 'Mask').getByText('1 stroke')).toBeVisible();
  });
});
