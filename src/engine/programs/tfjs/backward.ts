import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { passCheckpoint } from '../../tensors/interrupt.ts';
import type { Activations } from '../program.ts';
import { free, get, type ScheduledNode, type Values } from './forward.ts';
import type { Kept, Shape4D } from './kernels/kernel.ts';

/**
 * Runs the network backward. Takes over the values and the cotangents and frees all of them.
 * @returns the gradient by the network's input; zeros where no layer had a cotangent.
 */
export function runBackward(
  nodes: readonly ScheduledNode[],
  values: Values,
  ofLayers: Activations,
): Tensor4D {
  const cotangents = new Cotangents(values.shapes);
  for (const [layer, cotangent] of ofLayers) cotangents.add(layer, cotangent);
  let gradient: Tensor4D | null = null;
  for (const scheduled of [...nodes].reverse()) {
    passCheckpoint();
    const { name, op } = scheduled.node;
    const cotangent = cotangents.take(name);
    if (op === 'input') gradient = cotangent ?? tf.zeros([...get(values.shapes, name)]);
    else if (cotangent) passThrough(scheduled, cotangent, values, cotangents);
    free(values.tensors, name);
  }
  if (!gradient) throw new Error('A network has an input.');
  return gradient;
}

/** Hands the cotangent of a node on to what the node reads. */
function passThrough(
  { node, kernel }: ScheduledNode,
  cotangent: Tensor4D,
  values: Values,
  cotangents: Cotangents,
): void {
  if (node.op === 'slice') {
    const [input] = node.inputs as [string];
    cotangents.addPart(input, node.begin, cotangent);
    return;
  }
  if (!kernel) throw new Error(`${node.name} has no kernel.`);
  const { keeps } = kernel;
  const kept: Kept = {
    inputShapes: node.inputs.map((input): Shape4D => get(values.shapes, input)),
    inputs: keeps.inputs ? node.inputs.map((input) => get(values.tensors, input)) : [],
    output: keeps.output ? get(values.tensors, node.name) : null,
  };
  const ofInputs = kernel.backward(cotangent, kept);
  cotangent.dispose();
  node.inputs.forEach((input, index) => {
    const part = ofInputs[index];
    if (part) cotangents.add(input, part);
  });
}

interface Part {
  readonly begin: number;
  readonly cotangent: Tensor4D;
}

/** Sums what the readers of each value send back. Owns the tensors handed to it. */
class Cotangents {
  readonly #sums = new Map<string, Tensor4D>();
  readonly #parts = new Map<string, Part[]>();
  readonly #shapes: ReadonlyMap<string, Shape4D>;

  constructor(shapes: ReadonlyMap<string, Shape4D>) {
    this.#shapes = shapes;
  }

  add(name: string, cotangent: Tensor4D): void {
    const before = this.#sums.get(name);
    this.#sums.set(name, before ? sumUp(before, cotangent) : cotangent);
  }

  /** The cotangent of some of the channels, from `begin` on. */
  addPart(name: string, begin: number, cotangent: Tensor4D): void {
    this.#parts.set(name, [...(this.#parts.get(name) ?? []), { begin, cotangent }]);
  }

  /** The whole cotangent of a value, now the caller's; null where nothing was sent back. */
  take(name: string): Tensor4D | null {
    const parts = this.#parts.get(name) ?? [];
    for (const run of apart(parts)) this.add(name, join(run, get(this.#shapes, name)));
    this.#parts.delete(name);
    const sum = this.#sums.get(name) ?? null;
    this.#sums.delete(name);
    return sum;
  }
}

function sumUp(a: Tensor4D, b: Tensor4D): Tensor4D {
  const sum: Tensor4D = tf.add(a, b);
  tf.dispose([a, b]);
  return sum;
}

/** Runs of parts, one behind the other, that do not overlap. Most often that is one. */
function apart(parts: readonly Part[]): readonly (readonly Part[])[] {
  const runs: Part[][] = [];
  for (const part of parts.toSorted((a, b) => a.begin - b.begin)) {
    const run = runs.find((one) => endOf(one.at(-1)) <= part.begin);
    if (run) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

function endOf(part: Part | undefined): number {
  return part ? part.begin + part.cotangent.shape[3] : 0;
}

/** Zeros stand for channels that nobody reads. */
function join(parts: readonly Part[], [, height, width, channels]: Shape4D): Tensor4D {
  const joined = tf.tidy(() => {
    const pieces: Tensor4D[] = [];
    let reached = 0;
    const fillUpTo = (channel: number) => {
      if (channel > reached) pieces.push(tf.zeros([1, height, width, channel - reached]));
    };
    for (const { begin, cotangent } of parts) {
      fillUpTo(begin);
      pieces.push(cotangent);
      reached = begin + cotangent.shape[3];
    }
    fillUpTo(channels);
    return tf.concat(pieces, 3);
  });
  tf.dispose(parts.map(({ cotangent }) => cotangent));
  return joined;
}
