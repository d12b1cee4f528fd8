import { expect, test } from 'vitest';
import { avoidedChannels } from '../../models/avoided-channels.ts';
import { embeddedNetworks } from '../../models/catalog.ts';
import { fleshByEye } from '../../models/flesh-by-eye.ts';
import {
  bodyScenes,
  buttonScenes,
  glossyScenes,
  otherColours,
  paintScene,
  type Scene,
  skinColours,
} from '../../scripts/flesh/scenes.ts';
import { fleshChannels, meanResponse, scoreChannels } from '../../scripts/flesh/scores.ts';
import { createRandom } from '../../src/engine/picture/random.ts';

const pixel = (scene: Scene, x: number, y: number) =>
  Math.floor(y * scene.side) * scene.side + Math.floor(x * scene.side);

/** One half sphere of radius 0.4 in the middle of the picture, with a dark centre. */
function sphere(light: Scene['light'], ground: Scene['ground']): Scene {
  const side = 64;
  const distance = (at: number) =>
    Math.hypot((at % side) / side - 0.5, Math.floor(at / side) / side - 0.5);
  const at = Array.from({ length: side * side }, (_, index) => index);
  const height = Float32Array.from(at, (i) => Math.sqrt(Math.max(0, 0.16 - distance(i) ** 2)));
  const dark = Uint8Array.from(at, (i) => (distance(i) < 0.05 ? 1 : 0));
  return { side, height, dark, light, ground, gloss: 0 };
}

test('a seed gives the same scenes, another seed others', () => {
  const [one, same, other] = [1, 1, 2].map((seed) => bodyScenes(createRandom(seed), 32, 8));
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
});

test('bodies take turns: heaps, torsos with two dark centres, limbs without, pairs', () => {
  const scenes = bodyScenes(createRandom(3), 64, 8);
  for (const scene of scenes) {
    const covered = scene.height.filter((height) => height > 0).length / scene.height.length;
    expect(covered).toBeGreaterThan(0.05);
    expect(covered).toBeLessThan(1);
  }
  for (const torso of [scenes[1], scenes[5]] as Scene[]) {
    const columns = [...torso.dark.keys()].filter((at) => torso.dark[at] === 1);
    const middle = torso.side / 2;
    const left = columns.filter((at) => at % torso.side < middle).length;
    expect(left).toBeGreaterThan(10);
    expect(columns.length - left).toBeGreaterThan(10);
  }
  for (const bare of [scenes[2], scenes[3]] as Scene[]) {
    expect(bare.dark.some((value) => value === 1)).toBe(false);
  }
});

test('buttons are small, dark in the middle, on ground of their own colour', () => {
  for (const scene of buttonScenes(createRandom(5), 64, 4)) {
    expect(Math.max(...scene.height)).toBeLessThanOrEqual(0.11);
    expect(scene.dark.some((value) => value === 1)).toBe(true);
    expect(scene.ground).toBeNull();
  }
});

test('a body is lighter towards the light and redder at its centre; ground keeps its colour', () => {
  const colour = [0.8, 0.6, 0.5] as const;
  const ground = [0.1, 0.9, 0.2] as const;
  const scene = sphere([-0.5, -0.5], ground);
  const { data } = paintScene(scene, colour);
  const red = (x: number, y: number) => data[pixel(scene, x, y) * 3] as number;
  expect(red(0.3, 0.3)).toBeGreaterThan(1.5 * red(0.7, 0.7));
  const [r, g] = [...data.subarray(pixel(scene, 0.5, 0.5) * 3)] as [number, number];
  expect(r / g).toBeCloseTo((0.8 * 0.75) / (0.6 * 0.5), 5);
  const corner = [...data.subarray(0, 3)];
  // Level ground has 0.8 of the light, and 0.35 of it from everywhere.
  for (const c of [0, 1, 2] as const) expect(corner[c]).toBeCloseTo(ground[c] * 0.87, 5);
  for (const value of data) expect(value >= 0 && value <= 1).toBe(true);
});

test('a highlight lies where the surface faces halfway to the light, and whitens any colour', () => {
  const matt = sphere([-0.5, -0.5], null);
  const shiny = { ...matt, gloss: 0.9 };
  const [plain, lit] = [matt, shiny].map((scene) => paintScene(scene, [0.5, 0.2, 0.1]).data);
  const blue = (data: Float32Array | undefined, x: number, y: number) =>
    data?.[pixel(matt, x, y) * 3 + 2] ?? 0;
  // Halfway between the light and straight up, of length 0.4: 0.1 to the left and upwards.
  expect(blue(plain, 0.4, 0.4)).toBeLessThan(0.15);
  expect(blue(lit, 0.4, 0.4)).toBeGreaterThan(0.8);
  expect(blue(lit, 0.6, 0.6)).toBeCloseTo(blue(plain, 0.6, 0.6), 2);
  expect(lit?.subarray(0, 3)).toEqual(plain?.subarray(0, 3));
});

test('glossy scenes are domes without dark centres', () => {
  for (const scene of glossyScenes(createRandom(7), 64, 3)) {
    expect(scene.gloss).toBeGreaterThan(0.5);
    expect(scene.dark.some((value) => value === 1)).toBe(false);
    expect(Math.max(...scene.height)).toBeGreaterThan(0.1);
  }
});

test('the same scene in another colour differs in colour alone', () => {
  const scene = sphere([0.3, -0.4], null);
  const [one, other] = [skinColours[1], otherColours[1]].map((c) =>
    paintScene(scene, c ?? [0, 0, 0]),
  );
  const ratio = (at: number) => (one?.data[at * 3] ?? 0) / (other?.data[at * 3] ?? 1);
  for (const at of [0, pixel(scene, 0.3, 0.4), pixel(scene, 0.6, 0.5)]) {
    expect(ratio(at)).toBeCloseTo(0.94 / 0.35, 4);
  }
});

test('responses are averaged over units and pictures by magnitude, whatever their sizes', () => {
  const means = meanResponse([
    { channels: 2, data: Float32Array.of(1, -2, 3, 4) },
    { channels: 2, data: Float32Array.of(-5, 0) },
  ]);
  expect([...means]).toEqual([(2 + 5) / 2, 3 / 2]);
});

test('scores tell bodies, skin colour, buttons and gloss apart, and leave faint channels near 0', () => {
  const scores = scoreChannels({
    // A channel for bodies, skin, buttons, gloss and photographs, and one that hardly responds.
    skinBodies: Float64Array.of(8, 4, 1, 1, 1, 0.02),
    otherBodies: Float64Array.of(8, 1, 1, 1, 1, 0),
    buttons: Float64Array.of(1, 4, 9, 1, 1, 0),
    glossy: Float64Array.of(1, 4, 1, 6, 1, 0),
    photos: Float64Array.of(1, 4, 1, 1, 16.99, 0.01),
  });
  // What is usual on photographs is 4.
  expect(scores[0]).toEqual({ body: 7 / 10, colour: 0, button: 0, gloss: 0 });
  expect(scores[1]).toEqual({ body: 0, colour: 3 / 7, button: 0, gloss: 0 });
  expect(scores[2]).toEqual({ body: 0, colour: 0, button: 8 / 11, gloss: 0 });
  expect(scores[3]).toEqual({ body: 0, colour: 0, button: 0, gloss: 5 / 8 });
  expect(scores[4]?.body).toBeLessThan(-0.8);
  expect(Math.abs(scores[5]?.body ?? 1)).toBeLessThan(0.02);
  const limits = { body: 0.5, colour: 0.4, button: 0.5, gloss: 0.5 };
  expect(fleshChannels(scores, limits)).toEqual([0, 1, 2, 3]);
  expect(fleshChannels(scores, { ...limits, colour: 0.5 })).toEqual([0, 2, 3]);
});

test('a layer that responds to nothing scores 0', () => {
  const none = new Float64Array(3);
  const scores = scoreChannels({
    skinBodies: none,
    otherBodies: none,
    buttons: none,
    glossy: none,
    photos: none,
  });
  expect(scores).toEqual(Array(3).fill({ body: 0, colour: 0, button: 0, gloss: 0 }));
});

test('channels chosen by eye are in the lists, on layers that are offered', () => {
  for (const [network, layers] of Object.entries(fleshByEye)) {
    const offered = embeddedNetworks.find(({ name }) => name === network)?.offeredLayers;
    const avoid = avoidedChannels[network];
    for (const [layer, channels] of Object.entries(layers)) {
      expect(offered).toContain(layer);
      expect(avoid?.[layer]).toEqual(expect.arrayContaining([...channels]));
    }
  }
});
