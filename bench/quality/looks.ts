import { createFiles } from '../../src/cli/access/file-access.ts';
import { openPreset } from '../../src/cli/graph/open-graph.ts';
import {
  type LayerActivations,
  layerActivations,
  meanMagnitude,
  type Network,
  type Picture,
} from '../../src/engine/index.ts';
import type { Document } from '../../src/graph/document/document.ts';
import type { Json } from '../../src/graph/document/json.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile, openLocal } from '../../src/runtime/node.ts';
import type { Studio } from './dream.ts';
import { correlation, difference, lumaOf } from './metrics.ts';

export type Keep = (name: string, pictures: readonly Picture[]) => Promise<void>;

type Changes = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** Pictures that nodes of a preset make, by node. */
async function runPreset(
  name: string,
  changes: Changes,
  nodes: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, Picture>>> {
  const opened = await openPreset(name);
  if (!opened.ok) throw new Error(opened.problem.message);
  const local = await openLocal({ ...createFiles(), backend: 'wasm' });
  if (!local.ok) throw new Error(local.problem.message);
  const document = changed(opened.value.document, changes);
  const environment = await local.value.environment(document);
  const { plan } = compile(document, catalog, { environment, targets: Object.keys(nodes) });
  const { targets } = await local.value.run(plan);
  local.value.close();
  return Object.fromEntries(
    targets.map(({ node, outputs }) => [node, outputs[nodes[node] ?? 'image'] as Picture]),
  );
}

/** The parameters of a preset's nodes, by node. */
async function presetParams(name: string): Promise<Changes> {
  const opened = await openPreset(name);
  if (!opened.ok) throw new Error(opened.problem.message);
  return Object.fromEntries(opened.value.document.nodes.map(({ id, params }) => [id, params]));
}

function changed(document: Document, changes: Changes): Document {
  const nodes = document.nodes.map((node) => ({
    ...node,
    params: { ...node.params, ...changes[node.id] },
  }));
  return { ...document, nodes };
}

const styleLayers = ['activation_1', 'activation_3', 'activation_5', 'mixed0', 'mixed1'];

/**
 * DeepStyle as the preset has it, smaller. Style loss: squared distance of Gram matrices over the
 * square of the style's, mean over the style layers; measured at the end against the photo itself
 * and against the recoloured, pre-dreamt picture that the style ascent starts from.
 */
export async function measureStyle({ session, network }: Studio, size: number, keep: Keep) {
  const made = await runPreset(
    'deepstyle',
    { photo: { size }, style: { size } },
    { photo: 'image', style: 'image', merge: 'image', 'style-ascent': 'image' },
  );
  const [photo, style, start, end] = ['photo', 'style', 'merge', 'style-ascent'].map(
    (node) => made[node],
  ) as [Picture, Picture, Picture, Picture];
  await keep('deepstyle', [photo, style, end]);
  const target = await grams(session, network, style);
  const lossOf = async (picture: Picture) =>
    distance(await grams(session, network, picture), target);
  const [ofPhoto, ofStart, ofEnd] = [await lossOf(photo), await lossOf(start), await lossOf(end)];
  return {
    size,
    styleLoss: { photo: ofPhoto, start: ofStart, end: ofEnd },
    fall: { fromPhoto: 1 - ofEnd / ofPhoto, fromStart: 1 - ofEnd / ofStart },
    contentCorrelation: correlation(lumaOf(photo), lumaOf(end)),
  };
}

/**
 * The slider of DeepStyle in five places: style loss at each, and how far the picture goes from one
 * to the next, as a share of the whole way that it goes. Even shares: it moves smoothly.
 */
export async function measureBlend({ session, network }: Studio, size: number, keep: Keep) {
  const places = [0, 0.25, 0.5, 0.75, 1];
  const pictures: Picture[] = [];
  const losses: number[] = [];
  for (const blend of places) {
    const { style, 'style-ascent': picture } = await runPreset(
      'deepstyle',
      { photo: { size }, style: { size }, blend: { blend } },
      { style: 'image', 'style-ascent': 'image' },
    );
    if (!style || !picture) throw new Error('A node gave no picture.');
    pictures.push(picture);
    const target = await grams(session, network, style);
    losses.push(distance(await grams(session, network, picture), target));
  }
  await keep('blend', pictures);
  const ways = pictures.slice(1).map((picture, at) => {
    return meanMagnitude(difference(pictures[at] as Picture, picture));
  });
  const whole = ways.reduce((sum, way) => sum + way, 0);
  return { size, places, styleLoss: losses, shareOfTheWay: ways.map((way) => way / whole) };
}

async function grams(session: Studio['session'], network: Network, picture: Picture) {
  const found: Float64Array[] = [];
  for (const layer of styleLayers) {
    const response = await layerActivations(session, network, layer, picture);
    if (!response.ok) throw new Error(response.problem.message);
    found.push(gram(response.value));
  }
  return found;
}

function gram({ channels, data }: LayerActivations): Float64Array {
  const out = new Float64Array(channels * channels);
  const units = data.length / channels;
  for (let unit = 0; unit < units; unit++) {
    const row = data.subarray(unit * channels, (unit + 1) * channels);
    for (let i = 0; i < channels; i++) {
      const value = (row[i] as number) / units;
      if (value === 0) continue;
      for (let j = 0; j < channels; j++) {
        out[i * channels + j] = (out[i * channels + j] as number) + value * (row[j] as number);
      }
    }
  }
  return out;
}

function distance(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  const ofLayers = a.map((values, layer) => {
    const target = b[layer] as Float64Array;
    let [off, all] = [0, 0];
    for (const [at, value] of values.entries()) {
      off += (value - (target[at] as number)) ** 2;
      all += (target[at] as number) ** 2;
    }
    return off / all;
  });
  return ofLayers.reduce((sum, value) => sum + value, 0) / ofLayers.length;
}

interface Twins {
  readonly unguided: number;
  readonly guided: number;
}

/**
 * The guided preset against its unguided twin (the same layers, their mean square). Similarity: the
 * cosine between how the dream changed the channels' means and how the guide's differ from the
 * photo's, over the guided layers. Beside it, plainly, the correlation of the means with the guide's.
 */
export async function measureGuide({ session, network }: Studio, size: number, keep: Keep) {
  const guided = await runPreset(
    'guided-deepdream',
    { photo: { size }, guide: { size: 224 } },
    { photo: 'image', guide: 'image', merge: 'image' },
  );
  const layers = [
    { layer: 'mixed3', weight: 1 },
    { layer: 'mixed4', weight: 1 },
  ];
  const values = await presetParams('guided-deepdream');
  const twin = await runPreset(
    'deepdream',
    {
      ...values,
      photo: { ...values.photo, size },
      objective: { layers, measure: 'mean-square' },
    },
    { merge: 'image' },
  );
  const pictures = [guided.photo, guided.guide, twin.merge, guided.merge];
  await keep('guided', pictures as readonly Picture[]);
  const similarity: Record<string, Twins> = {};
  const plainly: Record<string, Twins> = {};
  for (const { layer } of layers) {
    const meansOf = async (picture: Picture | undefined) => {
      if (!picture) throw new Error('A node gave no picture.');
      const response = await layerActivations(session, network, layer, picture);
      if (!response.ok) throw new Error(response.problem.message);
      return channelMeans(response.value);
    };
    const [photo, guide] = [await meansOf(guided.photo), await meansOf(guided.guide)];
    const wanted = minus(guide, photo);
    const [without, withIt] = [await meansOf(twin.merge), await meansOf(guided.merge)];
    plainly[layer] = {
      unguided: correlation(without, guide),
      guided: correlation(withIt, guide),
    };
    similarity[layer] = {
      unguided: cosine(minus(without, photo), wanted),
      guided: cosine(minus(withIt, photo), wanted),
    };
  }
  return { size, similarity, correlation: plainly };
}

function channelMeans({ channels, data }: LayerActivations): Float64Array {
  const means = new Float64Array(channels);
  const units = data.length / channels;
  for (const [at, value] of data.entries()) {
    means[at % channels] = (means[at % channels] as number) + value / units;
  }
  return means;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value - (b[at] as number));
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (const [at, value] of a.entries()) {
    const other = b[at] as number;
    ab += value * other;
    aa += value * value;
    bb += other * other;
  }
  return ab / Math.sqrt(aa * bb);
}
