import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFiles } from '../../src/cli/access/file-access.ts';
import type { Json } from '../../src/graph/document/json.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile, type Local, openLocal } from '../../src/runtime/node.ts';

/** One graph with every node type in it, through compile and the executor, on the real network. */
type Params = Readonly<Record<string, Json>>;
const nodes: Readonly<Record<string, readonly [type: string, params?: Params]>> = {
  photo: ['load-image', { size: 80 }],
  noise: ['noise'],
  painting: ['painting'],
  network: ['load-network'],
  number: ['number', { value: 0.5 }],
  seed: ['seed'],
  wave: ['wave', { shape: 'noise', high: 20 }],
  before: ['previous-frame'],
  mask: ['mask'],
  split: ['octave-split', { count: 2, smallestSide: 48 }],
  layer: ['layer-objective', { layers: [{ layer: 'mixed1', weight: 1 }] }],
  guide: ['guide-objective', { layers: [{ layer: 'mixed0', weight: 1 }] }],
  style: ['style-objective', { layers: [{ layer: 'activation_3', weight: 1 }] }],
  content: ['content-objective', { layers: [{ layer: 'mixed0', weight: 1 }] }],
  regulariser: ['regulariser'],
  combine: ['combine-objectives'],
  blendStyle: ['style-blend'],
  kept: ['reroute'],
  first: ['gradient-ascent', { iterations: 1, jitter: 4 }],
  second: ['gradient-ascent', { iterations: 1, jitter: 4 }],
  feature: ['feature-view', { layer: 'mixed0', size: 48, iterations: 1, channels: [3] }],
  activation: ['activation-view', { layer: 'mixed0', count: 3 }],
  octaves: ['octave-merge'],
  merge: ['merge'],
  resize: ['resize-crop'],
  adjust: ['adjust'],
  colours: ['colour-transfer'],
  blur: ['blur-sharpen'],
  turn: ['transform'],
  flow: ['optical-flow'],
  warp: ['warp'],
  shown: ['preview'],
  clip: ['load-clip', { file: { from: 'file', name: 'assets/samples/mountains.jpg' }, size: 64 }],
  saved: ['save-image'],
  filmed: ['save-clip'],
};
const wires = `
  photo.image>split.image network.network>layer.network network.network>guide.network
  network.network>style.network network.network>content.network noise.image>guide.guide
  painting.image>style.style photo.image>mask.image mask.mask>layer.mask
  layer.objective>combine.objectives guide.objective>combine.objectives
  style.objective>combine.objectives content.objective>combine.objectives
  regulariser.objective>combine.objectives combine.objective>kept.value
  split.octaves>first.image kept.value>first.objective number.number>first.anchor
  wave.number>turn.rotate merge.image>before.first
  seed.seed>first.seed first.octaves>octaves.octaves
  network.network>blendStyle.network layer.objective>blendStyle.dream
  painting.image>blendStyle.style photo.image>blendStyle.content
  network.network>feature.network network.network>activation.network
  photo.image>activation.image
  octaves.image>second.image blendStyle.objective>second.objective
  second.image>merge.below painting.image>merge.above before.image>resize.image
  resize.image>adjust.image adjust.image>colours.image painting.image>colours.colours
  colours.image>blur.image blur.image>turn.image turn.image>flow.from
  blur.image>flow.to flow.motion>warp.motion turn.image>warp.image warp.image>saved.image
  clip.image>filmed.image mask.mask>shown.image`;

const graph = {
  format: 'dreamgraph',
  version: 1,
  name: 'Everything',
  nodes: Object.entries(nodes).map(([id, [type, params = {}]]) => ({
    id,
    type,
    version: catalog[type as keyof typeof catalog].version,
    position: { x: 0, y: 0 },
    params,
  })),
  edges: wires
    .trim()
    .split(/\s+/)
    .map((wire, index) => {
      const [from = '', to = ''] = wire.split('>');
      const [source, output] = from.split('.');
      const [target, input] = to.split('.');
      return {
        id: `e${index}`,
        from: { node: source, output },
        to: { node: target, input },
      };
    }),
};

let local: Local;
beforeAll(async () => {
  const opened = await openLocal({ ...createFiles(), backend: 'wasm' });
  if (!opened.ok) throw new Error(opened.problem.message);
  local = opened.value;
});
afterAll(() => local.close());

test('every node type runs', async () => {
  const parsed = parseDocument(graph, catalog);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  expect(parsed.value.warnings).toEqual([]);
  const { document } = parsed.value;
  const environment = await local.environment(document);
  const { plan, errors } = compile(document, catalog, { environment });
  expect(errors).toEqual([]);

  const { report } = await local.run(plan);
  expect(report.steps.filter(({ problem }) => problem)).toEqual([]);
  expect(report.end).toBe('done');
  const ran = new Set(report.steps.map(({ type }) => type));
  // These make no step in a still: their wires lead straight through.
  const wires = ['reroute', 'previous-frame'];
  const all = new Set(Object.keys(catalog).filter((type) => !wires.includes(type)));
  expect(ran).toEqual(all);
});
