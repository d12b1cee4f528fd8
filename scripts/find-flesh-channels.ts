import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { embeddedNetworks } from '../models/catalog.ts';
import { fleshByEye } from '../models/flesh-by-eye.ts';
import { samples } from '../models/samples.ts';
import { layerActivations, type Network, type Picture, type Rgb } from '../src/engine/index.ts';
import { createRandom } from '../src/engine/picture/random.ts';
import {
  bodyScenes,
  buttonScenes,
  glossyScenes,
  otherColours,
  paintScene,
  skinColours,
} from './flesh/scenes.ts';
import {
  type FleshScore,
  fleshChannels,
  meanResponse,
  type Responses,
  scoreChannels,
} from './flesh/scores.ts';
import { openLens } from './lens.ts';

/**
 * Writes models/avoided-channels.json: the channels that whole layers leave out
 * because they respond to bare skin, found by rule on drawings, and those of models/flesh-by-eye.ts.
 * `npm run -s flesh-channels` takes a few minutes; `-- nanodet` does one network. It gives the same
 * lists on every machine but for scores within rounding of a limit.
 */

/** Side in pixels of the drawings, and the long side of the photographs. */
const drawnAt = 224;
const seenAt = 288;

interface Search {
  readonly network: string;
  /** Layers before these respond to strokes and colours alone. */
  readonly layers: readonly string[];
  /**
   * Chosen by looking at dreams of whole layers without the channels above them. Inception's are
   * strict: it was taught to know such pictures.
   */
  readonly limits: FleshScore;
}

const searches: readonly Search[] = [
  {
    network: 'inception-v3',
    layers: ['mixed2', 'mixed3', 'mixed4', 'mixed5', 'mixed6', 'mixed7'],
    limits: { body: 0.1, colour: 0.15, button: 0.35, gloss: 0.1 },
  },
  {
    network: 'nanodet',
    layers: offeredLayers('nanodet'),
    limits: { body: 0.25, colour: 0.15, button: 0.5, gloss: 0.5 },
  },
  {
    network: 'ssd',
    layers: offeredLayers('ssd'),
    limits: { body: 0.2, colour: 0.12, button: 0.5, gloss: 0.5 },
  },
];

function offeredLayers(name: string): readonly string[] {
  return embeddedNetworks.find((network) => network.name === name)?.offeredLayers ?? [];
}

const named = process.argv.slice(2);
const unknown = named.find((name) => !searches.some(({ network }) => network === name));
if (unknown !== undefined) {
  const known = searches.map(({ network }) => network).join(', ');
  console.error(`There is no network ${unknown}. Choose from ${known}, or name none for all.`);
  process.exit(2);
}

const random = createRandom(1);
const bodies = bodyScenes(random, drawnAt, 28);
const buttons = buttonScenes(random, drawnAt, 12);
const glossy = glossyScenes(random, drawnAt, 14);
const cycle = (colours: readonly Rgb[]) => (at: number) => colours[at % colours.length] as Rgb;
const [skin, other] = [cycle(skinColours), cycle(otherColours)];

const lens = await openLens();
const pictures = {
  skinBodies: bodies.map((scene, at) => paintScene(scene, skin(at))),
  otherBodies: bodies.map((scene, at) => paintScene(scene, other(at))),
  buttons: buttons.map((scene, at) => paintScene(scene, skin(at))),
  glossy: glossy.map((scene, at) => paintScene(scene, at < 7 ? skin(at) : other(at))),
  photos: await Promise.all(samples.map(({ name }) => lens.readSample(name, seenAt))),
};

async function findChannels({ network: name, layers, limits }: Search) {
  const network = await lens.loadNetwork(name);
  const avoid: Record<string, readonly number[]> = {};
  for (const layer of layers) {
    const scores = scoreChannels(await respond(network, layer));
    const byRule = fleshChannels(scores, limits);
    const byEye = fleshByEye[name]?.[layer] ?? [];
    const all = [...new Set([...byRule, ...byEye])].sort((a, b) => a - b);
    if (all.length > 0) avoid[layer] = all;
    const added = all.length - byRule.length;
    console.log(
      `${name} ${layer}: ${byRule.length} of ${scores.length} by rule, ${added} more by eye`,
    );
  }
  return avoid;
}

async function respond(network: Network, layer: string): Promise<Responses> {
  const mean = async (kind: readonly Picture[]) => {
    const responses = [];
    for (const picture of kind) {
      const response = await layerActivations(lens.session, network, layer, picture);
      if (!response.ok) throw new Error(response.problem.message);
      responses.push(response.value);
    }
    return meanResponse(responses);
  };
  return {
    skinBodies: await mean(pictures.skinBodies),
    otherBodies: await mean(pictures.otherBodies),
    buttons: await mean(pictures.buttons),
    glossy: await mean(pictures.glossy),
    photos: await mean(pictures.photos),
  };
}

for (const search of searches) {
  if (named.length > 0 && !named.includes(search.network)) continue;
  const file = 'models/avoided-channels.json';
  const before = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  const lists = { ...before, [search.network]: await findChannels(search) };
  await writeFile(file, JSON.stringify(lists, null, 2));
  execFileSync('npx', ['biome', 'format', '--write', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
process.exit();
