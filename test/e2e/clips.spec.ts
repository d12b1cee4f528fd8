import { expect } from '@playwright/test';
import { createClipFile } from '../../src/cli/clips/clip-file.ts';
import { pictureFromRgba8 } from '../../src/engine/picture/index.ts';
import { emptyDocument } from '../../src/graph/document/document.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { makeFrame } from '../clips/make-frames.ts';
import { test } from './chosen-wasm.ts';
import { dropFile, node, openEmpty, openFile, withoutFilePickers } from './editor.ts';

/** A film of 12 frames that carries a graph without nodes, or none. */
async function makeFilm(path: string, format: 'webm' | 'gif', graph: string | null) {
  const options = { width: 96, height: 64, fps: 12, quality: 80, graph };
  const film = await createClipFile(path, format, options);
  if (!film.ok) throw new Error(film.problem.message);
  for (let index = 0; index < 12; index++) {
    await film.value.add(pictureFromRgba8(makeFrame(index, 96, 64).data, 96, 64));
  }
  await film.value.finish();
}

test('a film that is dropped on the canvas becomes a Load Clip, which runs', async ({
  page,
}, info) => {
  const path = info.outputPath('walk.webm');
  await makeFilm(path, 'webm', null);
  await openEmpty(page);
  await dropFile(page, path);
  const clip = node(page, 'Load Clip');
  await expect(clip.getByRole('button', { name: 'Clip: walk.webm' })).toBeVisible();
  await expect(page.getByText('walk.webm has 12 frames, 12 a second.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(clip.getByRole('img', { name: /^Picture of Load Clip, 96 × 64/ })).toBeVisible();
});

test('a film that we made opens as its graph', async ({ page }, info) => {
  const path = info.outputPath('dream.gif');
  const document = { ...emptyDocument(), name: 'Carried by a film' };
  await makeFilm(path, 'gif', serialiseDocument(document, { compact: true }));
  await withoutFilePickers(page);
  await openEmpty(page);
  await openFile(page, path);
  await expect(page.getByRole('heading', { name: 'Carried by a film' })).toBeVisible();
});
