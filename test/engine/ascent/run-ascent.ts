import type { Tensor4D } from '@tensorflow/tfjs-core';
import { tensor4d } from '@tensorflow/tfjs-core';
import type { Result } from '../../../src/common/result.ts';
import { ascend } from '../../../src/engine/ascent/ascend.ts';
import type { AscentEvent, AscentResult } from '../../../src/engine/ascent/events.ts';
import type { Octaves } from '../../../src/engine/ascent/octaves.ts';
import { splitOctaves } from '../../../src/engine/ascent/octaves.ts';
import type { AscentOptions } from '../../../src/engine/ascent/options.ts';
import { classicAscent } from '../../../src/engine/ascent/options.ts';
import { type Ir, linear, type Pair } from '../../../src/engine/network/ir.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { constantWeights, sizeOf } from '../../../src/engine/network/weights.ts';
import type { LayerTerm, Objective } from '../../../src/engine/objective/objective.ts';
import type { Picture } from '../../../src/engine/picture/picture.ts';
import { createRandom } from '../../../src/engine/picture/random.ts';
import { createSession } from '../../../src/engine/session/session.ts';

/** Two convolutions of random weights, each times `factor`: `shallow` and `deep` (stride 2). */
export function tinyNetwork(factor = 1, seed = 1): Network {
  const random = createRandom(seed);
  const conv = (name: string, input: string, shape: readonly number[], stride: number) => {
    const values = Float32Array.from({ length: sizeOf(shape) }, () => factor * (random() - 0.5));
    return {
      name,
      inputs: [input],
      op: 'conv' as const,
      filter: constantWeights(shape, values),
      bias: null,
      strides: [stride, stride] as Pair,
      dilation: [1, 1] as Pair,
      padding: 'same' as const,
      activation: linear,
    };
  };
  const ir: Ir = [
    { name: 'input', inputs: [], op: 'input', channels: 3 },
    conv('shallow', 'input', [3, 3, 3, 4], 1),
    conv('deep', 'shallow', [3, 3, 4, 5], 2),
  ];
  return { name: 'Tiny', hash: `tiny ${factor} ${seed}`, range: { scale: 1, offset: 0 }, ir };
}

export function layerTerm(network: Network, overrides: Partial<LayerTerm> = {}): LayerTerm {
  return {
    kind: 'layer',
    network,
    layer: 'deep',
    measure: 'mean-square',
    weight: 1,
    normalise: true,
    ...overrides,
  };
}

/** The plainest ascent: three steps of mean change .01 at each octave. */
export const plain: AscentOptions = {
  ...classicAscent,
  iterations: [3],
  stepSize: [0.01],
  jitter: 0,
  smoothing: { kind: 'none' },
  colour: 0,
  tiles: { size: 'off', halo: 0 },
};

export function octavesOf(photo: Picture, count = 1): Octaves {
  return expectOk(splitOctaves(photo, { count, ratio: 1.4, smallestSide: 8, law: 'round' }));
}

export interface Finished {
  readonly events: readonly AscentEvent[];
  readonly result: Result<AscentResult>;
}

export async function finish(run: ReturnType<typeof ascend>): Promise<Finished> {
  const events: AscentEvent[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { events, result: next.value };
    events.push(next.value);
  }
}

/** Climbs to the end and frees the programs. Options not given are those of `plain`. */
export async function climb(
  octaves: Octaves,
  objective: Objective,
  options: Partial<AscentOptions> = {},
): Promise<Finished> {
  const session = createSession();
  const finished = await finish(ascend(session, octaves, objective, { ...plain, ...options }));
  session.dispose();
  return finished;
}

export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

export type StepEvent = Extract<AscentEvent, { kind: 'step' }>;

export function stepsOf(events: readonly AscentEvent[]): readonly StepEvent[] {
  return events.filter((event) => event.kind === 'step');
}

/** [1, h, w, 1] of rows of numbers. */
export function plane(rows: readonly (readonly number[])[]): Tensor4D {
  return tensor4d(rows.flat(), [1, rows.length, rows[0]?.length ?? 0, 1]);
}

/** [1, height, width, channels] of uniform numbers in [-1, 1). */
export function randomTensor(
  height: number,
  width: number,
  channels: number,
  seed: number,
): Tensor4D {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: height * width * channels }, () => 2 * random() - 1);
  return tensor4d(values, [1, height, width, channels]);
}
