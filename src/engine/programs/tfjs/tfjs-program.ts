import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { Ir } from '../../network/ir.ts';
import { type Network, unknownLayer } from '../../network/network.ts';
import { optimise } from '../../network/passes/merge-siblings.ts';
import { checkSize } from '../../network/size.ts';
import type { Activations, Program } from '../program.ts';
import { runBackward } from './backward.ts';
import { get, runForward, schedule, type Values } from './forward.ts';

/**
 * Compiles a network for some of its layers: prunes and rewrites it, and puts the weights that are
 * left on the current backend.
 * @returns a problem `unknown-layer` that offers the nearest names.
 */
export function compileTfjsProgram(network: Network, layers: readonly string[]): Result<Program> {
  const unknown = unknownLayer(network, layers);
  if (unknown) return fail(unknown);
  return ok(makeProgram(network, optimise(network.ir, layers), [...new Set(layers)]));
}

function makeProgram(network: Network, ir: Ir, layers: readonly string[]): Program {
  const nodes = schedule(ir, layers);
  const wanted = ({ tensors }: Values): Activations =>
    new Map(layers.map((layer) => [layer, get(tensors, layer)]));
  return {
    layers,
    fits: (size) => checkSize(network, layers, size),
    forward: (image) => wanted(runForward(nodes, intoRange(image, network.range), 'layers')),
    gradient: (image, evaluate) => {
      const values = runForward(nodes, intoRange(image, network.range), 'for-backward');
      const cotangents = evaluate(wanted(values));
      return outOfRange(runBackward(nodes, values, cotangents), network.range);
    },
    dispose: () => {
      for (const { kernel } of nodes) kernel?.dispose();
    },
  };
}

/** The picture in the network's range. A new tensor. */
function intoRange(image: Tensor4D, { scale, offset }: Network['range']): Tensor4D {
  if (scale === 1 && offset === 0) return tf.clone(image);
  return tf.tidy(() => tf.add(tf.mul(image, scale), offset));
}

/** The gradient by the picture from that by the network's input, which it takes over. */
function outOfRange(gradient: Tensor4D, { scale }: Network['range']): Tensor4D {
  if (scale === 1) return gradient;
  const scaled = tf.mul(gradient, scale);
  gradient.dispose();
  return scaled as Tensor4D;
}
