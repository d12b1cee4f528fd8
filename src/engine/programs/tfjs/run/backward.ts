import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Activations } from '../../program.ts';
import type { Kept, Shape4D } from '../ops.ts';
import { Cotangents } from './cotangents.ts';
import type { Step } from './schedule.ts';
import { free, get, type Values } from './values.ts';

/**
 * Runs the network backward. Takes over the values and the cotangents and frees all of them.
 * @returns the gradient by the network's input; zeros where no layer had a cotangent.
 */
export function runBackward(
  steps: readonly Step[],
  values: Values,
  ofLayers: Activations,
): Tensor4D {
  const cotangents = new Cotangents(values.shapes);
  for (const [layer, cotangent] of ofLayers) cotangents.add(layer, cotangent);
  let gradient: Tensor4D | null = null;
  for (const step of [...steps].reverse()) {
    const { name, op } = step.node;
    const cotangent = cotangents.take(name);
    if (op === 'input') gradient = cotangent ?? tf.zeros([...get(values.shapes, name)]);
    else if (cotangent) passThrough(step, cotangent, values, cotangents);
    free(values.tensors, name);
  }
  if (!gradient) throw new Error('A network has an input.');
  return gradient;
}

/** Hands the cotangent of a node on to what the node reads. */
function passThrough(
  { node, kernel }: Step,
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
