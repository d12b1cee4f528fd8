import type { Picture, Rgb } from '../../src/engine/index.ts';
import type { Random } from '../../src/engine/picture/random.ts';

/**
 * Drawings of rounded bodies, shaded like clay: what channels that respond to bare skin respond to,
 * without a photograph of any. Lengths are in sides of the square picture, x right, y down.
 */
export interface Scene {
  /** Side of the square in pixels. */
  readonly side: number;
  /** Height of the surface at each pixel, row by row; 0 is the ground. */
  readonly height: Float32Array;
  /** 1 where the surface is darker and redder: the centres of domes. */
  readonly dark: Uint8Array;
  /** Where the light comes from: x and y of its direction, for a z of 0.8. */
  readonly light: readonly [number, number];
  /** Colour of the ground in [0, 1]; null for that of the bodies. */
  readonly ground: Rgb | null;
  /** How much white the brightest point of a highlight has, in [0, 1]; 0 for a matt surface. */
  readonly gloss: number;
}

interface Surface {
  readonly side: number;
  readonly height: Float32Array;
  readonly dark: Uint8Array;
}

interface Dome {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Radius of the dark centre as a share of the radius; 0 for none. */
  readonly centre: number;
  /** Radius across as a share of the radius upright. */
  readonly breadth?: number;
}

interface Limb {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** At its thick end; the other has 0.7 of it. */
  readonly radius: number;
}

/** From fair to dark, in [0, 1]. */
export const skinColours: readonly Rgb[] = [
  [1, 0.88, 0.77],
  [0.94, 0.78, 0.67],
  [0.88, 0.67, 0.55],
  [0.78, 0.53, 0.41],
  [0.63, 0.39, 0.29],
  [1, 0.8, 0.75],
  [0.47, 0.29, 0.22],
];

/** About as bright, and none that skin has. */
export const otherColours: readonly Rgb[] = [
  [0.47, 0.67, 0.35],
  [0.35, 0.51, 0.75],
  [0.59, 0.59, 0.59],
  [0.51, 0.39, 0.67],
  [0.27, 0.59, 0.59],
  [0.78, 0.78, 0.35],
  [0.24, 0.24, 0.27],
];

/** Heaps of domes, pairs of domes above a third, limbs, and pairs with limbs, in turns. */
export function bodyScenes(random: Random, side: number, count: number): readonly Scene[] {
  const draw: readonly ((surface: Surface, random: Random) => void)[] = [
    drawHeap,
    drawTorso,
    drawLimbs,
    drawPairAndLimbs,
  ];
  return Array.from({ length: count }, (_, at) => {
    const surface = flat(side);
    draw[at % draw.length]?.(surface, random);
    const ground = random() < 0.5 ? null : ([random(), random(), random()] as const);
    return { ...surface, light: randomLight(random), ground, gloss: 0 };
  });
}

/** Heaps of domes that shine, without dark centres. */
export function glossyScenes(random: Random, side: number, count: number): readonly Scene[] {
  return Array.from({ length: count }, () => {
    const surface = flat(side);
    drawHeap(surface, random, 0);
    const ground = random() < 0.5 ? null : ([random(), random(), random()] as const);
    return { ...surface, light: randomLight(random), ground, gloss: 0.9 };
  });
}

/** Small domes with dark centres, scattered over ground of their own colour. */
export function buttonScenes(random: Random, side: number, count: number): readonly Scene[] {
  return Array.from({ length: count }, () => {
    const surface = flat(side);
    for (let at = 0; at < 9; at++) {
      const radius = 0.05 + 0.06 * random();
      addDome(surface, { x: random(), y: random(), radius, centre: 0.45 });
    }
    return { ...surface, light: randomLight(random), ground: null, gloss: 0 };
  });
}

/**
 * The scene with its bodies in a colour: Lambert's law on the slopes of the surface, 0.35 of the
 * light from everywhere; highlights on bodies as Blinn and Phong, with an exponent of 40.
 */
export function paintScene(scene: Scene, colour: Rgb): Picture {
  const { side, height, dark, ground, gloss } = scene;
  const data = new Float32Array(side * side * 3);
  for (let at = 0; at < height.length; at++) {
    const isBody = (height[at] as number) > 0;
    const { diffuse, highlight } = illumination(scene, at);
    const shade = 0.35 + 0.65 * diffuse;
    const white = isBody ? gloss * highlight : 0;
    const base = isBody ? colour : (ground ?? colour);
    const tint = dark[at] === 1 ? [0.75, 0.5, 0.5] : [1, 1, 1];
    for (let c = 0; c < 3; c++) {
      const matt = Math.min(1, (base[c] as number) * (tint[c] as number) * shade);
      data[at * 3 + c] = matt + (1 - matt) * white;
    }
  }
  return { width: side, height: side, data };
}

function illumination({ side, height, light }: Scene, at: number) {
  const [x, y] = [at % side, Math.floor(at / side)];
  const heightAt = (column: number, row: number) =>
    height[clamp(row, side) * side + clamp(column, side)] as number;
  const slopeX = ((heightAt(x + 1, y) - heightAt(x - 1, y)) * side) / 2;
  const slopeY = ((heightAt(x, y + 1) - heightAt(x, y - 1)) * side) / 2;
  const normal = Math.hypot(slopeX, slopeY, 1);
  const across = -light[0] * slopeX - light[1] * slopeY;
  // Halfway between the light and the eye, which looks straight down.
  const halfway = Math.hypot(light[0], light[1], 1.8);
  return {
    diffuse: Math.min(1.2, Math.max(0, (across + 0.8) / normal)),
    highlight: Math.max(0, (across + 1.8) / (normal * halfway)) ** 40,
  };
}

function drawHeap(surface: Surface, random: Random, shareWithCentres = 0.5): void {
  for (let at = 0; at < 12; at++) {
    const [x, y, radius] = [random(), random(), 0.08 + 0.2 * random()];
    addDome(surface, { x, y, radius, centre: random() < shareWithCentres ? 0.22 : 0 });
  }
}

function drawTorso(surface: Surface, random: Random): void {
  const y = 0.3 + 0.4 * random();
  const radius = 0.17 + 0.1 * random();
  addDome(surface, { x: 0.5 - 0.95 * radius, y, radius, centre: 0.22 });
  addDome(surface, { x: 0.5 + 0.95 * radius, y, radius, centre: 0.22 });
  addDome(surface, { x: 0.5, y: y + 0.35, radius: 0.35, breadth: 0.8, centre: 0 });
}

function drawLimbs(surface: Surface, random: Random): void {
  for (let at = 0; at < 6; at++) addLimb(surface, randomLimb(random));
}

function drawPairAndLimbs(surface: Surface, random: Random): void {
  for (const x of [0.34, 0.66]) addDome(surface, { x, y: 0.55, radius: 0.22, centre: 0 });
  for (let at = 0; at < 2; at++) addLimb(surface, randomLimb(random));
}

function addDome(surface: Surface, { x, y, radius, centre, breadth = 1 }: Dome): void {
  // A little below the middle, as seen from a little above.
  const low = y + 0.1 * radius;
  eachPixel(surface, (px, py, at) => {
    raise(surface, at, radius, Math.hypot((px - x) / breadth, py - y));
    if (Math.hypot((px - x) / breadth, py - low) < centre * radius) surface.dark[at] = 1;
  });
}

function addLimb(surface: Surface, { from, to, radius }: Limb): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  eachPixel(surface, (px, py, at) => {
    const [x, y] = [px - from[0], py - from[1]];
    const along = Math.min(1, Math.max(0, (x * dx + y * dy) / (dx * dx + dy * dy + 1e-6)));
    const distance = Math.hypot(x - along * dx, y - along * dy);
    raise(surface, at, radius * (1 - 0.3 * along), distance);
  });
}

/** Lifts the surface to a sphere of the radius, seen at a distance from its axis. */
function raise({ height }: Surface, at: number, radius: number, distance: number): void {
  const square = radius * radius - distance * distance;
  if (square > 0) height[at] = Math.max(height[at] as number, Math.sqrt(square));
}

function eachPixel({ side }: Surface, visit: (x: number, y: number, at: number) => void): void {
  for (let at = 0; at < side * side; at++)
    visit((at % side) / side, Math.floor(at / side) / side, at);
}

function randomLimb(random: Random): Limb {
  const [from, to] = [
    [random(), random()],
    [random(), random()],
  ] as const;
  return { from, to, radius: 0.05 + 0.09 * random() };
}

/** From above, from either side. */
const randomLight = (random: Random): Scene['light'] => [random() - 0.5, -0.2 - 0.5 * random()];

const flat = (side: number): Surface => ({
  side,
  height: new Float32Array(side * side),
  dark: new Uint8Array(side * side),
});

const clamp = (value: number, side: number): number => Math.min(side - 1, Math.max(0, value));
