import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Locator, type Page } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { sha256 } from '../../src/common/sha256.ts';
import { filesOf } from '../engine/network/from-layers-model.ts';
import { test } from './chosen-wasm.ts';
import { button, makeSmall, node, openEditor, run } from './editor.ts';

/** A server with one small network, whose weights come in two halves: the second when it is let. */
let server: Server;
let files: Map<string, Uint8Array>;
let sendRest: () => void;

test.beforeAll(async () => {
  const input = tf.input({ shape: [null, null, 3] });
  const convolution = tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' });
  const outputs = convolution.apply(input) as tf.SymbolicTensor;
  files = await filesOf(tf.model({ inputs: input, outputs }));
  server = createServer((request, response) => serve(request.url ?? '', response));
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
test.afterAll(() => server.close());

function serve(path: string, response: ServerResponse): void {
  const bytes = files.get(path.replace('/tiny/', ''));
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (path === '/away/model.json') {
    return void response.writeHead(302, { location: '/tiny/model.json' }).end();
  }
  if (!bytes) return void response.writeHead(404).end();
  response.setHeader('Content-Length', bytes.length);
  const half = path.endsWith('.bin') ? Math.floor(bytes.length / 2) : bytes.length;
  response.write(bytes.subarray(0, half));
  const rest = () => response.end(bytes.subarray(half));
  if (path.endsWith('.bin')) sendRest = rest;
  else rest();
}

const address = (folder = 'tiny') =>
  `http://localhost:${(server.address() as AddressInfo).port}/${folder}/model.json`;

const chosen = (page: Page) =>
  node(page, 'Load Network').getByRole('combobox', { name: 'Network' });

async function download(page: Page, sum: string, folder?: string): Promise<Locator> {
  await chosen(page).selectOption('Open another network…');
  const dialog = page.getByRole('dialog', { name: 'Networks' });
  await button(page, 'From an address').click();
  await dialog.getByRole('textbox', { name: /^Address of a model.json/ }).fill(address(folder));
  await dialog.getByRole('textbox', { name: /^SHA-256/ }).fill(sum);
  await dialog.getByRole('button', { name: 'Download' }).click();
  return dialog;
}

test('a network is opened from another server with progress, kept, and deleted again', async ({
  page,
}) => {
  await openEditor(page);
  const dialog = await download(page, await sha256(files.get('model.json') ?? new Uint8Array()));
  const status = dialog.getByRole('status').filter({ hasText: 'weights.bin' });
  await expect(status).toHaveText(/^weights.bin: \d+ B of \d+ B, file 2 of 2$/);
  const bar = dialog.getByRole('progressbar', { name: 'Download' });
  await expect(bar).toHaveAttribute('aria-valuenow', '75');
  sendRest();
  await expect(dialog.getByText('Read: 1 layer, 224 weights')).toBeVisible();
  await button(page, 'Use this network').click();
  await expect(dialog).toHaveCount(0);
  await expect(chosen(page).getByRole('option', { selected: true })).toHaveText(/^tiny/);

  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(chosen(page).getByRole('option', { selected: true })).toHaveText(/^tiny/);

  await chosen(page).selectOption('Open another network…');
  await dialog.getByRole('button', { name: 'Forget tiny' }).click();
  await expect(dialog.getByText('None yet.')).toBeVisible();
});

test('a download that is stopped, or that has a wrong sum, leaves everything as it was', async ({
  page,
}) => {
  await openEditor(page);
  const dialog = await download(page, '0'.repeat(64));
  await expect(dialog.getByRole('alert')).toHaveText(
    /^The SHA-256 of model.json differs: expected 000000000000…, found .* Nothing was stored\./,
  );
  await page.keyboard.press('Escape');

  await download(page, '');
  await expect(dialog.getByRole('progressbar', { name: 'Download' })).toBeVisible();
  await button(page, 'Stop the download').click();
  await expect(dialog.getByRole('alert')).toHaveText(
    /The download was stopped\. Nothing was stored\./,
  );
  await expect(dialog.getByText('None yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chosen(page).getByRole('option', { selected: true })).toHaveText('SSD MobileNetV2');
});

test('another embedded network comes with layers of its own, and dreams; one undo takes both back', async ({
  page,
}) => {
  await openEditor(page);
  const layers = node(page, 'Layer Objective').getByRole('button', { name: /^Layers: / });
  await expect(layers).toHaveAccessibleName(/Dogs/);
  const names = await chosen(page).locator('option').allTextContents();
  expect(new Set(names).size).toBe(names.length);
  await makeSmall(page);
  await chosen(page).selectOption('NanoDet');
  await expect(layers).toHaveAccessibleName(/concat_42/);
  await run(page);
  await button(page, 'Undo').click();
  await expect(layers).toHaveAccessibleName(/Dogs/);
  await expect(chosen(page)).toHaveValue(/"ssd"/);
});

test('an address that leads elsewhere is asked about first', async ({ page }) => {
  await openEditor(page);
  const dialog = await download(page, '', 'away');
  await expect(dialog.getByRole('alert')).toContainText('leads to another place');
  await button(page, 'Load it from there').click();
  // The weights are looked for beside the address that was given, and are not there.
  await expect(dialog.getByRole('alert')).toContainText('away/weights.bin');
});

test('a network is opened from files in any order, with others among them', async ({ page }) => {
  await openEditor(page);
  await chosen(page).selectOption('Open another network…');
  const dialog = page.getByRole('dialog', { name: 'Networks' });
  const file = (name: string, bytes: Uint8Array) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  });
  await dialog
    .getByLabel('Files of a network')
    .setInputFiles([
      file('metadata.json', new TextEncoder().encode('{"labels":["a","b"]}')),
      file('weights.bin', files.get('weights.bin') ?? new Uint8Array()),
      file('model.json', files.get('model.json') ?? new Uint8Array()),
    ]);
  await expect(dialog.getByText('Read: 1 layer, 224 weights')).toBeVisible();
  await button(page, 'Use this network').click();
  await expect(dialog).toHaveCount(0);
  await expect(chosen(page).getByRole('option', { selected: true })).toHaveText(/^model/);
});
