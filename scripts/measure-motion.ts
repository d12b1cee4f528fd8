import { mkdir } from 'node:fs/promises';
import { argv, exit } from 'node:process';
import type { Picture } from '../src/engine/picture/index.ts';
import { type FilmGraph, openFilm, openStudio } from './motion/film.ts';
import { saveStrip } from './motion/film-strip.ts';
import { atStrength, distance, flicker } from './motion/flicker.ts';
import type { MovingClip } from './motion/moving-clip.ts';
import { sampleClip } from './motion/sample-clip.ts';
import { sharpnessKept } from './motion/sharpness.ts';

/**
 * `npm run measure-motion -- [PRESET] [FRAMES] [WIDTH]`: how much a preset that goes on from frame to
 * frame flickers on the clip of known motion, beside the same dream of each frame alone at equal
 * strength. Writes film strips of both to out/motion, and prints one line of JSON. Without a preset:
 * how sharp a photo stays from warp to warp.
 */
const [preset, count = '12', wide = '240'] = argv.slice(2);
/** Into the clip, where camera and shape both move. */
const first = 20;
const out = 'out/motion';

if (preset) console.log(JSON.stringify(await measure(preset, Number(count), Number(wide))));
else console.log(JSON.stringify({ sharpnessKept: await sharpnessKept(50) }));
exit(0);

async function measure(name: string, frames: number, width: number): Promise<object> {
  const size = { width, height: 2 * Math.round((width * 9) / 32) };
  const clip = await sampleClip(size);
  const photos = Array.from({ length: frames }, (_, at) => clip.frame(first + at));
  const studio = await openStudio();
  const file = `presets/${name}.json`;
  const together = await studio.render(await openFilm(file), photos);
  const strength = distance(together, photos);
  const alone = await studio.render(await openFilm(file, withoutMemory), photos);
  const equal = atStrength(alone, photos, strength);
  await mkdir(out, { recursive: true });
  await saveStrip([photos, together, equal], `${out}/${name}.png`);
  const [ours, theirs] = [flickerOf(together, clip), flickerOf(equal, clip)];
  return {
    ...{ preset: name, ...size, frames },
    strength: rounded(strength),
    strengthAlone: rounded(distance(alone, photos)),
    strengthByFrame: together.map((picture, at) =>
      rounded(distance([picture], photos.slice(at, at + 1))),
    ),
    flickerOfClip: rounded(flickerOf(photos, clip)),
    flicker: rounded(ours),
    flickerAlone: rounded(theirs),
    share: rounded(ours / theirs),
  };
}

function flickerOf(film: readonly Picture[], clip: MovingClip): number {
  return flicker(film, clip, first);
}

/** The graph as it dreams of each frame alone: what it starts from is the frame itself. */
function withoutMemory(graph: FilmGraph): FilmGraph {
  const start = graph.nodes.find(({ id }) => id === 'start');
  const below = graph.edges.find(({ to }) => to.node === 'start' && to.input === 'below');
  if (!start || !below)
    throw new Error('The preset has no node "start" that lays the dream before over the frame.');
  const remembered = ['frame-before', 'dream-before', 'flow', 'warp', 'start'];
  const edges = graph.edges
    .filter(({ to }) => !remembered.includes(to.node))
    .map((edge) => (edge.from.node === 'start' ? { ...edge, from: below.from } : edge));
  return {
    ...graph,
    edges,
    nodes: graph.nodes.filter(({ id }) => !remembered.includes(id)),
    exposed: graph.exposed.filter(({ node }) => !remembered.includes(node)),
    tracks: [],
  };
}

function rounded(value: number): number {
  return Math.round(value * 10000) / 10000;
}
