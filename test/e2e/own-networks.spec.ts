import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { sha256 } from '../../src/common/sha256.ts';
import { flag, GraphWriter, text, wholes } from '../engine/network/importers/graph-writer.ts';
import { writeModel, writeTensor } from '../engine/network/importers/onnx-writer.ts';
import { bringAxe, findings } from './axe.ts';
import { test } from './chosen-wasm.ts';
import {
  button,
  dropFile,
  node,
  openEditor,
  openLink,
  openSmall,
  picture,
  pixels,
  run,
} from './editor.ts';

const onnx = resolve('test/fixtures/networks/onnx/squeezenet.onnx');
const keras = resolve('test/fixtures/networks/keras/keras-3.keras');

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Networks' });
const chosen = (page: Page) =>
  node(page, 'Load Network')
    .getByRole('combobox', { name: 'Network' })
    .getByRole('option', { selected: true });

test('an ONNX file is dropped, read, chosen by a layer, and is there after a reload, with what was noted on it; other values make another picture', async ({
  page,
}) => {
  await openSmall(page, 1);
  await dropFile(page, onnx);
  await expect(dialog(page).getByRole('heading', { name: /^squeezenet/ })).toBeVisible();
  await expect(dialog(page).getByText(/^Read: \d+ layers, .* weights, .* kB\.$/)).toBeVisible();
  await expect(dialog(page).getByText(/checked against finite differences/)).toBeVisible();
  const layers = dialog(page).getByRole('list', { name: 'Layers to dream of' });
  const second = layers.getByRole('button').nth(1);
  await second.click();
  await expect(second).toHaveAttribute('aria-pressed', 'true');
  const layer = (await second.getAttribute('title'))?.split(':')[0] ?? '';
  await dialog(page).getByRole('textbox', { name: 'Licence' }).fill('BSD');
  await dialog(page).getByRole('button', { name: /^All / }).click();
  const pool = '/features.2/MaxPool';
  await layers.getByRole('button', { name: `Offer ${pool}`, exact: true }).click();
  await dialog(page)
    .getByRole('button', { name: /^Offered / })
    .click();
  await expect(layers.getByRole('button', { name: new RegExp(`^${pool} `) })).toBeVisible();
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
  await expect(dialog(page).getByRole('textbox', { name: 'Licence' })).toHaveValue('BSD');
  await layers.getByRole('button', { name: `Offer ${pool} no more` }).click();
  await expect(layers.getByRole('button', { name: new RegExp(`^${pool} `) })).toHaveCount(0);
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

test('a graph that names a network that is not here says which, and goes on with the same file, not with another', async ({
  page,
}) => {
  const sum = await sha256(await readFile(onnx));
  const url = 'https://example.org/networks/squeezenet.onnx';
  const file = { from: 'file', name: 'squeezenet 123456/squeezenet.onnx', sha256: sum, url };
  const preset = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const changes: Record<string, object> = {
    photo: { size: 64 },
    split: { count: 1 },
    network: { file, range: 'imagenet' },
    objective: { layers: [{ layer: '/features.3/Concat', weight: 1 }] },
    ascent: { iterations: 1 },
  };
  for (const each of preset.nodes) each.params = { ...each.params, ...changes[each.id] };
  await openLink(page, JSON.stringify(preset));
  await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
  const loader = node(page, 'Load Network');
  await expect(loader).toContainText(
    `squeezenet.onnx (SHA-256 ${sum.slice(0, 12)}…) is not stored in this browser.`,
  );
  await loader.getByRole('button', { name: 'Choose the network' }).click();
  await expect(dialog(page).getByText(sum, { exact: true })).toBeVisible();
  await expect(dialog(page).getByRole('textbox', { name: /^Address/ })).toHaveValue(url);

  const choose = dialog(page).getByLabel('Files of a network');
  const buffer = await readFile(resolve('test/fixtures/networks/onnx/resnet18.onnx'));
  await choose.setInputFiles({
    name: 'squeezenet.onnx',
    mimeType: 'application/octet-stream',
    buffer,
  });
  await expect(dialog(page).getByText(/^This squeezenet.onnx is another file/)).toBeVisible();
  await choose.setInputFiles(onnx);
  await expect(dialog(page).getByText(/is another file/)).toHaveCount(0);
  await expect(dialog(page).getByText(/^Read: \d+ layers/)).toBeVisible();
  await page.keyboard.press('Escape');
  await run(page);
  await expect(picture(page, 'Gradient Ascent')).toBeVisible();
});

test('a network with its weights in another file asks for that file, and is read with it', async ({
  page,
}) => {
  const dynamo = resolve('test/fixtures/networks/onnx/resnet50-dynamo.onnx');
  await openEditor(page);
  await dropFile(page, dynamo);
  await expect(dialog(page).getByRole('alert')).toHaveText(
    'resnet50-dynamo.onnx.data is missing. Choose resnet50-dynamo.onnx and all its weight files together.',
  );
  const choose = dialog(page).getByLabel('Files of a network');
  await choose.setInputFiles([`${dynamo}.data`, dynamo]);
  await expect(dialog(page).getByRole('heading', { name: /^resnet50-dynamo/ })).toBeVisible();
  await expect(dialog(page).getByText(/^Read: \d+ layers/)).toBeVisible();
});

test('layers before an operation that nobody knows can be dreamed of; it is named with its node', async ({
  page,
}, testInfo) => {
  const strange = testInfo.outputPath('strange.onnx');
  const weights = (name: string, inputs: number) =>
    writeTensor(
      name,
      [8, inputs, 3, 3],
      Float32Array.from({ length: 8 * inputs * 9 }, (_, at) => Math.sin(at * at)),
    );
  const step = (op: string, name: string, ...inputs: readonly string[]) => ({
    ...{ op, name, inputs, outputs: [name] },
  });
  const file = writeModel({
    tensors: [weights('w1', 3), weights('w2', 8)],
    nodes: [
      step('Conv', 'conv1', 'x', 'w1'),
      step('Relu', 'relu1', 'conv1'),
      step('Conv', 'conv2', 'relu1', 'w2'),
      step('Relu', 'relu2', 'conv2'),
      step('Kaleidoscope', 'mirrors', 'relu2'),
      step('Relu', 'relu3', 'mirrors'),
    ],
    outputs: ['relu3'],
  });
  await writeFile(strange, file);
  await openSmall(page, 1);
  await dropFile(page, strange);
  await expect(dialog(page).getByText(/^The node mirrors \(Kaleidoscope\)/)).toBeVisible();
  const layers = dialog(page).getByRole('list', { name: 'Layers to dream of' });
  await expect(layers.getByRole('button', { name: /relu3/ })).toHaveCount(0);
  await layers.getByRole('button', { name: /relu2/ }).click();
  await button(page, 'Use this network').click();
  await run(page);
  await expect(picture(page, 'Gradient Ascent')).toBeVisible();
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
