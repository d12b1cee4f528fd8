import { mkdir, readFile } from 'node:fs/promises';
import { argv, exit } from 'node:process';
import { createFiles } from '../src/cli/access/file-access.ts';
import { createClipFile } from '../src/cli/clips/clip-file.ts';
import type { Picture } from '../src/engine/index.ts';
import { resizePhoto } from '../src/engine/picture/resize.ts';
import type { Document, ParamValues } from '../src/graph/document/document.ts';
import { parseDocument } from '../src/graph/file/parse.ts';
import { catalog } from '../src/nodes/catalog.ts';
import { openLocal } from '../src/runtime/node.ts';
import type { FrameJob } from '../src/runtime/sequence/run-sequence.ts';
import { driftFrom, type FrameFigures, figuresOf } from './motion/drift.ts';
import { saveStrip } from './motion/film-strip.ts';
import { runFilm } from './motion/run-film.ts';

/**
 * `npm run -s measure-drift -- PRESET [FRAMES] [without]`: renders the film of a preset at 320 px and
 * prints one line of JSON: how far it gets away from its tenth frame (docs/quality.md). `without` takes
 * out what holds it. A strip of every 30th frame and the film as a small animated WebP go to out/motion/.
 */

const output = 'out/motion';
const size = 320;
const stripEvery = 30;
const perRow = 5;
/** Of the small film. */
const [clipSize, clipEvery] = [256, 2];

const [preset = 'endless-zoom', frames = '300', without] = argv.slice(2);

/** What the presets that go in a circle do against drift, taken out. */
const withoutRemedies: Readonly<Record<string, ParamValues>> = {
  hold: { amount: 0 },
  detail: { amount: 0 },
  seed: { eachFrame: false },
  ascent: { smoothing: 'none', colour: 0 },
  right: { low: 0, high: 0 },
  down: { low: 0, high: 0 },
};

async function readPreset(): Promise<Document> {
  const parsed = parseDocument(await readFile(`presets/${preset}.json`, 'utf8'), catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { document } = parsed.value;
  const changes = { photo: { size }, ...(without === 'without' && withoutRemedies) };
  return withParams(document, changes);
}

function withParams(document: Document, changes: Readonly<Record<string, ParamValues>>): Document {
  const nodes = document.nodes.map((node) => ({
    ...node,
    params: { ...node.params, ...changes[node.id] },
  }));
  return { ...document, nodes };
}

async function measure(): Promise<object> {
  const document = await readPreset();
  const last = document.edges.find(({ to }) => to.node === 'film')?.from.node ?? '';
  const figures: FrameFigures[] = [];
  const strip: Picture[] = [];
  const clip: Picture[] = [];
  const opened = await openLocal({ ...createFiles(), backend: 'wasm', threads: 1 });
  if (!opened.ok) throw new Error(opened.problem.message);
  const local = opened.value;
  const film = {
    ...{ document, catalog, target: last, frames: Number(frames) },
    environment: await local.environment(document),
    run: ({ plan, ...job }: FrameJob) => local.run(plan, job),
  };
  await runFilm(film, (picture, frame) => {
    figures.push(figuresOf(picture));
    if (frame % stripEvery === 0) strip.push(picture);
    if (frame % clipEvery === 0) clip.push(smaller(picture));
    if (frame % stripEvery === 0) process.stderr.write(`${preset} ${without ?? ''} ${frame}\n`);
  });
  await mkdir(output, { recursive: true });
  const name = `${output}/${preset}${without === undefined ? '' : `-${without}`}`;
  const rows = Array.from({ length: Math.ceil(strip.length / perRow) }, (_, row) =>
    strip.slice(row * perRow, (row + 1) * perRow),
  );
  await saveStrip(rows, `${name}.png`);
  await writeClip(`${name}.webp`, clip, (document.sequence?.fps ?? 24) / clipEvery);
  return { preset, frames: Number(frames), remedies: without === undefined, ...driftFrom(figures) };
}

function smaller(picture: Picture): Picture {
  const height = Math.round((picture.height * clipSize) / picture.width);
  return resizePhoto(picture, { width: clipSize, height }, 'lanczos');
}

async function writeClip(path: string, pictures: readonly Picture[], fps: number): Promise<void> {
  const { width = 1, height = 1 } = pictures[0] ?? {};
  const file = await createClipFile(path, 'webp', { width, height, fps, quality: 40, graph: null });
  if (!file.ok) throw new Error(file.problem.message);
  for (const picture of pictures) await file.value.add(picture);
  await file.value.finish();
}

console.log(JSON.stringify(await measure()));
exit(0);
