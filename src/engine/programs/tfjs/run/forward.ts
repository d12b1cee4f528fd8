import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Step } from './schedule.ts';
import { free, get, type Values } from './values.ts';

/**
 * Runs the network. Frees each value after its last use; `keep` says whether the values that a
 * backward pass reads stay.
 * @param input taken over.
 * @returns the values that are left: the wanted layers, and those kept.
 */
export function runForward(
  steps: readonly Step[],
  input: Tensor4D,
  keep: 'layers' | 'for-backward',
): Values {
  const values: Values = { tensors: new Map(), shapes: new Map() };
  const kept = new Set(steps.filter((step) => step.kept).map(({ node }) => node.name));
  for (const step of steps) {
    const { name } = step.node;
    const value = runStep(step, values, input);
    values.tensors.set(name, value);
    values.shapes.set(name, value.shape);
    for (const read of step.lastReads) {
      if (keep === 'layers' || !kept.has(read)) free(values.tensors, read);
    }
  }
  return values;
}

function runStep({ node, kernel }: Step, { tensors }: Values, input: Tensor4D): Tensor4D {
  const inputs = node.inputs.map((name) => get(tensors, name));
  if (node.op === 'input') return input;
  if (node.op === 'slice') {
    const [x] = inputs as [Tensor4D];
    return tf.slice4d(x, [0, 0, 0, node.begin], [-1, -1, -1, node.size]);
  }
  if (!kernel) throw new Error(`${node.name} has no kernel.`);
  return kernel.forward(inputs);
}
