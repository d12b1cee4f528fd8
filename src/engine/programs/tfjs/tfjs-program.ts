import { fail, ok, type Result } from '../../../common/result.ts';
import { channelsOfInput } from '../../network/input-range.ts';
import type { Ir } from '../../network/ir.ts';
import { type Network, unknownLayer } from '../../network/network.ts';
import { optimise } from '../../network/passes/merge-siblings.ts';
import { checkSize } from '../../network/size.ts';
import type { Activations, Program } from '../program.ts';
import { runBackward } from './backward.ts';
import { colourMap } from './colour-map.ts';
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
  const colours = colourMap(network.range, channelsOfInput(network.ir));
  const wanted = ({ tensors }: Values): Activations =>
    new Map(layers.map((layer) => [layer, get(tensors, layer)]));
  return {
    layers,
    fits: (size) => checkSize(network, layers, size),
    forward: (image) => wanted(runForward(nodes, colours.forward(image), 'layers')),
    gradient: (image, evaluate) => {
      const values = runForward(nodes, colours.forward(image), 'for-backward');
      const cotangents = evaluate(wanted(values));
      return colours.backward(runBackward(nodes, values, cotangents));
    },
    dispose: () => {
      for (const { kernel } of nodes) kernel?.dispose();
    },
  };
}
