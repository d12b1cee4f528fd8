import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { type Ir, type IrNode, usersOf } from '../../network/ir.ts';
import { passCheckpoint } from '../../tensors/interrupt.ts';
import type { Kernel, Shape4D } from './kernels/kernel.ts';
import { makeKernel } from './kernels/table.ts';

/** One node with its kernel and the lifetime of its value. */
export interface ScheduledNode {
  readonly node: IrNode;
  /** Null for the input and for slices, which the passes handle themselves. */
  readonly kernel: Kernel | null;
  /** Values that no later step of the forward pass reads and no caller wants. */
  readonly lastReads: readonly string[];
  /** The backward pass reads the value of this node. */
  readonly kept: boolean;
}

/** Which values live how long: decided once, the same for every picture size. */
export function schedule(ir: Ir, layers: readonly string[]): readonly ScheduledNode[] {
  const kernels = new Map(ir.map((node) => [node.name, kernelOf(node)]));
  const users = usersOf(ir);
  const lastReader = new Map<string, string>();
  for (const node of ir) for (const input of node.inputs) lastReader.set(input, node.name);
  return ir.map((node) => {
    const kernel = kernels.get(node.name) ?? null;
    const read = users.get(node.name) ?? [];
    return {
      node,
      kernel,
      lastReads: [...new Set(node.inputs)].filter(
        (input) => lastReader.get(input) === node.name && !layers.includes(input),
      ),
      kept:
        (kernel?.keeps.output ?? false) || read.some(({ name }) => kernels.get(name)?.keeps.inputs),
    };
  });
}

function kernelOf(node: IrNode): Kernel | null {
  return node.op === 'input' || node.op === 'slice' ? null : makeKernel(node);
}

/** The values of one forward pass, and the shapes of all of them even after they are freed. */
export interface Values {
  readonly tensors: Map<string, Tensor4D>;
  readonly shapes: Map<string, Shape4D>;
}

export function get<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name);
  if (value === undefined) throw new Error(`The value of ${name} is gone or was never made.`);
  return value;
}

export function free(tensors: Map<string, Tensor4D>, name: string): void {
  tensors.get(name)?.dispose();
  tensors.delete(name);
}

/**
 * Runs the network. Frees each value after its last use; `keep` says whether the values that a
 * backward pass reads stay.
 * @param input taken over.
 * @returns the values that are left: the wanted layers, and those kept.
 */
export function runForward(
  nodes: readonly ScheduledNode[],
  input: Tensor4D,
  keep: 'layers' | 'for-backward',
): Values {
  const values: Values = { tensors: new Map(), shapes: new Map() };
  const kept = new Set(nodes.filter(({ kept }) => kept).map(({ node }) => node.name));
  for (const scheduled of nodes) {
    passCheckpoint();
    const { name } = scheduled.node;
    const value = runNode(scheduled, values, input);
    values.tensors.set(name, value);
    values.shapes.set(name, value.shape);
    for (const read of scheduled.lastReads) {
      if (keep === 'layers' || !kept.has(read)) free(values.tensors, read);
    }
  }
  return values;
}

function runNode({ node, kernel }: ScheduledNode, { tensors }: Values, input: Tensor4D): Tensor4D {
  const inputs = node.inputs.map((name) => get(tensors, name));
  if (node.op === 'input') return input;
  if (node.op === 'slice') {
    const [x] = inputs as [Tensor4D];
    return tf.slice4d(x, [0, 0, 0, node.begin], [-1, -1, -1, node.size]);
  }
  if (!kernel) throw new Error(`${node.name} has no kernel.`);
  return kernel.forward(inputs);
}
