import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { flag, GraphWriter, text, wholes } from '../engine/network/importers/graph-writer.ts';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import { button, dropFile, makeSmall, node, openEditor, picture, pixels, run } from './editor.ts';

const onnx = resolve('test/fixtures/networks/onnx/squeezenet.onnx');
const keras = resolve('test/fixtures/networks/keras/keras-3.keras');

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Networks' });
const chosen = (page: Page) =>
  node(page, 'Load Network')
    .getByRole('combobox', { name: 'Network' })
    .getByRole('option', { selected: true });

test('an ONNX file is dropped, read, chosen by a layer, and is there after a reload; other values make another picture', async ({
  page,
}) => {
  await openEditor(page);
  await makeSmall(page, 1);
  await dropFile(page, onnx);
  await expect(dialog(page).getByRole('heading', { name: /^squeezenet/ })).toBeVisible();
  await expect(dialog(page).getByText(/^Read: \d+ layers, .* weights, .* kB\.$/)).toBeVisible();
  await expect(dialog(page).getByText(/checked against finite differences/)).toBeVisible();
  const layers = dialog(page).getByRole('list', { name: 'Layers to dream of' });
  const second = layers.getByRole('button').nth(1);
  await second.click();
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  const layer = (await second.getAttribute('title'))?.split(':')[0] ?? '';
  await button(page, 'Use this network').click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(chosen(page)).toHaveText('squeezenet');
  await expect(
    node(page, 'Layer Objective').getByRole('button', { name: /^Layers: / }),
  ).toHaveAccessibleName(new RegExp(layer));
  await run(page);
  const first = await pixels(picture(page, 'Gradient Ascent'));

  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(chosen(page)).toHaveText('squeezenet');
  await page
    .getByRole('combobox', { name: 'Network' })
    .first()
    .selectOption('Open another network…');
  await dialog(page).getByRole('button', { name: '0 to 255' }).click();
  await button(page, 'Use this network').click();
  await run(page);
  expect(await pixels(picture(page, 'Gradient Ascent'))).not.toBe(first);
});

test('a folder with a graph model, and a Keras file, are read where they are dropped; a damaged one is told of', async ({
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('flowers');
  await mkdir(folder);
  for (const [name, bytes] of graphModel().files()) await writeFile(join(folder, name), bytes);
  await bringAxe(page);
  await openEditor(page);
  await dropFile(page, folder);
  const title = dialog(page).getByRole('heading', { level: 3, name: /^flowers/ });
  await expect(title).toBeVisible();
  await expect(dialog(page).getByText(/^Read: \d+ layers?/)).toBeVisible();

  await dropFile(page, keras);
  await expect(dialog(page).getByRole('heading', { name: /^keras-3/ })).toBeVisible();
  await expect(dialog(page).getByText('into values from -1 to 1.')).toBeVisible();
  expect(await findings(page)).toEqual([]);

  const damaged = testInfo.outputPath('damaged.onnx');
  await writeFile(damaged, (await readFile(onnx)).subarray(0, 20_000));
  await dropFile(page, damaged);
  await expect(dialog(page).getByRole('alert')).toContainText(
    /^damaged.onnx .* is of no format .* export the network again/,
  );
  await dialog(page).getByRole('button', { name: 'Forget flowers' }).click();
  await expect(dialog(page).getByRole('button', { name: /flowers/ })).toHaveCount(0);
});

function graphModel(): GraphWriter {
  const g = new GraphWriter();
  const settings = {
    strides: wholes(1, 2, 2, 1),
    padding: text('SAME'),
    dilations: wholes(1, 1, 1, 1),
    data_format: text('NHWC'),
    use_cudnn_on_gpu: flag(true),
  };
  let last = g.placeholder('photo', [-1, 64, 64, 3]);
  let inputs = 3;
  for (const name of ['stem', 'block1', 'block2']) {
    const weights = g.random(`${name}/weights`, [3, 3, inputs, 6]);
    last = g.node('Relu', `${name}/relu`, [g.node('Conv2D', name, [last, weights], settings)]);
    inputs = 6;
  }
  return g;
}
