import { readFile, writeFile } from 'node:fs/promises';
import { expect, type Page, type TestInfo } from '@playwright/test';
import type { Document } from '../../src/graph/document/document.ts';
import { test } from './chosen-wasm.ts';
import { button, node, openEditor, openFile, picture, run, withoutFilePickers } from './editor.ts';

/** Opens the preset, made small, with a second objective that counts only where nothing is painted. */
async function openWithSilentObjective(
  page: Page,
  info: TestInfo,
  weights: readonly number[],
  split: object = { count: 1 },
) {
  const preset: Document = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const small: Readonly<Record<string, object>> = {
    photo: { size: 80 },
    split,
    ascent: { iterations: 2 },
  };
  const [objective] = preset.nodes.filter(({ id }) => id === 'objective');
  const place = { version: 1, position: { x: 0, y: 900 } };
  const wire = (from: string, output: string, to: string, input: string) => ({
    id: `${from}-${to}`,
    from: { node: from, output },
    to: { node: to, input },
  });
  const graph = {
    ...preset,
    name: 'Silent',
    nodes: [
      ...preset.nodes.map((entry) => ({
        ...entry,
        params: { ...entry.params, ...small[entry.id] },
      })),
      { ...place, id: 'mask', type: 'mask', params: {} },
      { ...objective, id: 'silent', label: 'Nowhere', position: { x: 300, y: 900 } },
      { ...place, id: 'combine', type: 'combine-objectives', params: { weights } },
    ],
    edges: [
      ...preset.edges.filter(({ from }) => from.node !== 'objective'),
      wire('network', 'network', 'silent', 'network'),
      wire('mask', 'mask', 'silent', 'mask'),
      wire('objective', 'objective', 'combine', 'objectives'),
      wire('silent', 'objective', 'combine', 'objectives'),
      wire('combine', 'objective', 'ascent', 'objective'),
    ],
  };
  const path = info.outputPath('silent.dream.json');
  await writeFile(path, JSON.stringify(graph));
  await withoutFilePickers(page);
  await openEditor(page);
  await openFile(page, path);
  await expect(node(page, 'Combine Objectives')).toBeAttached();
}

test('a term without a gradient is told on the node, which dreams without it', async ({
  page,
}, info) => {
  await openWithSilentObjective(page, info, [1, 1]);
  await run(page);
  const ascent = node(page, 'Gradient Ascent');
  await expect(
    ascent
      .getByRole('status')
      .filter({ hasText: /^The layer term on block_11_expand_relu has no gradient/ }),
  ).toHaveCount(1);
  await expect(picture(page, 'Save Image')).toBeAttached();
});

test('a gradient that vanishes is told once, and what follows says what it waits for', async ({
  page,
}, info) => {
  await openWithSilentObjective(page, info, [0, 1]);
  await button(page, 'Run').click();
  await expect(page.getByRole('status').filter({ hasText: '1 node failed' })).toBeVisible({
    timeout: 120_000,
  });
  const ascent = node(page, 'Gradient Ascent');
  await expect(ascent.getByText(/^The gradient vanished in octave 1 /)).toHaveCount(1);
  await expect(ascent.getByRole('alert')).toContainText('Choose another layer');
  await expect(node(page, 'Octave Merge')).toContainText('Waits for Gradient Ascent');
});

test('octaves that do not fit are told on the node, and stay told when it need not run again', async ({
  page,
}, info) => {
  await openWithSilentObjective(page, info, [1, 0], { count: 4 });
  await run(page);
  const note = node(page, 'Octave Split')
    .getByRole('status')
    .filter({ hasText: /^Only 1 of 4 octaves fit into 80 x / });
  await expect(note).toHaveCount(1);
  await run(page);
  await expect(note).toHaveCount(1);
});
