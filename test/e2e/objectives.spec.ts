import { expect, type Page } from '@playwright/test';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import { button, drag, node, openLink, run, socket } from './editor.ts';

/** Three regularisers, which need no network, are added up; a fourth waits. */
const graph = (() => {
  const made = (id: string, type: string, x: number, y: number, more: object = {}) => ({
    ...{ id, type, position: { x, y } },
    ...more,
  });
  const wire = (from: string, output: string, to: string, input: string) => ({
    id: `${from}-${to}`,
    from: { node: from, output },
    to: { node: to, input },
  });
  const term = (label: string, at: number, kind = 'total-variation') =>
    made(label.toLowerCase(), 'regulariser', 0, 300 + at * 150, {
      label,
      version: 1,
      params: { kind, weight: 1 },
    });
  return JSON.stringify({
    format: 'dreamgraph',
    version: 1,
    name: 'Sum',
    nodes: [
      made('photo', 'load-image', 0, 0, { params: { fit: 'limit', size: 64 }, version: 3 }),
      term('Smooth', 0),
      term('Start', 1, 'start-distance'),
      term('Sharp', 2),
      term('Spare', 3),
      // Of the version before objectives could be left out.
      made('sum', 'combine-objectives', 280, 300, {
        params: { weights: [1, 0.6, -0.5] },
        version: 1,
      }),
      made('ascent', 'gradient-ascent', 700, 0, { params: { iterations: 3 }, version: 2 }),
      made('show', 'preview', 960, 0),
    ],
    edges: [
      wire('smooth', 'objective', 'sum', 'objectives'),
      wire('start', 'objective', 'sum', 'objectives'),
      wire('sharp', 'objective', 'sum', 'objectives'),
      wire('sum', 'objective', 'ascent', 'objective'),
      wire('photo', 'image', 'ascent', 'image'),
      wire('ascent', 'image', 'show', 'image'),
    ],
  });
})();

const sum = (page: Page) => node(page, 'Combine Objectives');
const rows = (page: Page) => sum(page).getByRole('list', { name: 'Objectives' });
const weight = (page: Page, title: string) =>
  rows(page).getByRole('slider', { name: `Weight of ${title}` });

/** "Sharp -0.5, Smooth 1": rows in their order with their weights. */
async function expectRows(page: Page, expected: string): Promise<void> {
  await expect
    .poll(async () => {
      const sliders = await rows(page).getByRole('slider').all();
      const told = sliders.map(async (slider) => {
        const [name, value] = await Promise.all(
          ['aria-label', 'aria-valuenow'].map((key) => slider.getAttribute(key)),
        );
        return `${name?.replace('Weight of ', '')} ${value}`;
      });
      return (await Promise.all(told)).join(', ');
    })
    .toBe(expected);
}

test('objectives are weighed, moved, left out, removed and replaced in their rows', async ({
  page,
}) => {
  await bringAxe(page);
  await openLink(page, graph);
  // Else changes as cheap as these would run by themselves.
  await page.getByRole('switch', { name: 'Live' }).click();
  await expectRows(page, 'Smooth 1, Start 0.6, Sharp -0.5');
  await sum(page).getByRole('heading').click();
  const table = page.getByRole('complementary').getByRole('region', { name: 'Objectives' });

  // By the grip, by Alt and an arrow, each with its wire and its weight; Esc takes a drag back.
  const grip = rows(page).getByTitle(/^Move Sharp/);
  const top = await weight(page, 'Smooth').boundingBox();
  await grip.hover();
  await page.mouse.down();
  await page.mouse.move((await grip.boundingBox())?.x ?? 0, (top?.y ?? 0) + 8, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expectRows(page, 'Smooth 1, Start 0.6, Sharp -0.5');
  await grip.hover();
  await page.mouse.down();
  await page.mouse.move((await grip.boundingBox())?.x ?? 0, (top?.y ?? 0) + 8, { steps: 4 });
  await page.mouse.up();
  await expectRows(page, 'Sharp -0.5, Smooth 1, Start 0.6');
  await table.getByRole('button', { name: 'Move Start' }).press('Alt+ArrowUp');
  await expectRows(page, 'Sharp -0.5, Start 0.6, Smooth 1');
  await expect(table.getByRole('button', { name: 'Move Start' })).toBeFocused();
  await weight(page, 'Sharp').press('Alt+ArrowDown');
  await expect(weight(page, 'Sharp')).toBeFocused();
  await expectRows(page, 'Start 0.6, Sharp -0.5, Smooth 1');

  // Dragged past the middle it drives away; typing goes beyond the slider.
  const box = await weight(page, 'Start').boundingBox();
  await weight(page, 'Start').hover();
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 2, (box?.y ?? 0) + 9, { steps: 3 });
  await page.mouse.up();
  await expect(weight(page, 'Start')).toHaveAttribute('aria-valuenow', /^-1\./);
  await weight(page, 'Start').dblclick();
  await expect(weight(page, 'Start')).toHaveAttribute('aria-valuenow', '1');
  await table.getByRole('button', { name: 'Type Weight of Smooth' }).click();
  await table.getByRole('textbox', { name: 'Weight of Smooth' }).fill('3.5');
  await page.keyboard.press('Enter');
  await expectRows(page, 'Start 1, Sharp -0.5, Smooth 3.5');

  // What each one moves is measured; one that is left out is not computed.
  await run(page);
  const share = table.getByRole('listitem').filter({ hasText: '%' });
  await expect(share).toHaveText([/^Start \d+ %/, /^Sharp \d+ %/, /^Smooth \d+ %/]);
  await table.getByRole('button', { name: 'Leave out Sharp' }).click();
  await expect(rows(page)).toContainText('left out');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(share).toHaveText([/^Start \d+ %/, /^Smooth \d+ %/]);
  expect(await findings(page)).toEqual([]);
  await table.getByRole('button', { name: 'Let Sharp count' }).click();

  // A wire put on a taken row takes its place and weight; a free socket makes a new row.
  const own = (title: string) =>
    socket(page, `Combine Objectives: objectives, objective, input, from ${title}`);
  await drag(page, socket(page, 'Spare: objective, objective, output'), own('Sharp'));
  await expectRows(page, 'Start 1, Spare -0.5, Smooth 3.5');
  await drag(
    page,
    socket(page, 'Sharp: objective, objective, output'),
    socket(page, 'Combine Objectives: objectives, objective, input'),
  );
  await expectRows(page, 'Start 1, Spare -0.5, Smooth 3.5, Sharp 1');
  await table.getByRole('button', { name: 'Remove the wire from Start' }).click();
  await expectRows(page, 'Spare -0.5, Smooth 3.5, Sharp 1');
  await button(page, 'Undo').click();
  await expectRows(page, 'Start 1, Spare -0.5, Smooth 3.5, Sharp 1');

  // In a variant the graph's weight stands beside its own.
  await page.keyboard.press('v');
  await weight(page, 'Spare').press('ArrowRight');
  await expect(rows(page).locator('li').filter({ hasText: 'Spare' })).toContainText('−0.50 −0.45');
  await weight(page, 'Spare').press('Delete');
  await expect(page.getByText('no value differs from the graph yet')).toBeVisible();
});
