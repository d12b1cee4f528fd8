import { fail, ok, type Result } from '../../../common/result.ts';
import type { Ir } from '../../network/ir.ts';
import type { Network } from '../../network/network.ts';
import { optimise } from '../../network/passes/optimise.ts';
import { checkSize } from '../../network/size.ts';
import { unknownLayer } from '../../network/unknown-layer.ts';
import type { Activations, Program } from '../program.ts';
import { tfjsOps } from './ops/tfjs-ops.ts';
import type { Ops } from './ops.ts';
import { runBackward } from './run/backward.ts';
import { runForward } from './run/forward.ts';
import { intoRange, outOfRange } from './run/range.ts';
import { schedule } from './run/schedule.ts';
import { get, type Values } from './run/values.ts';

/**
 * Compiles a network for some of its layers: prunes and rewrites it, and puts the weights that are
 * left on the current backend.
 * @returns a problem `unknown-layer` that offers the nearest names.
 */
export function compileProgram(
  network: Network,
  layers: readonly string[],
  ops: Ops = tfjsOps,
): Result<Program> {
  const unknown = unknownLayer(network, layers);
  if (unknown) return fail(unknown);
  return ok(makeProgram(network, optimise(network.ir, layers), [...new Set(layers)], ops));
}

function makeProgram(network: Network, ir: Ir, layers: readonly string[], ops: Ops): Program {
  const steps = schedule(ir, layers, ops);
  const wanted = ({ tensors }: Values): Activations =>
    new Map(layers.map((layer) => [layer, get(tensors, layer)]));
  return {
    layers,
    fits: (size) => checkSize(network, layers, size),
    forward: (image) => wanted(runForward(steps, intoRange(image, network.range), 'layers')),
    gradient: (image, evaluate) => {
      const values = runForward(steps, intoRange(image, network.range), 'for-backward');
      const cotangents = evaluate(wanted(values));
      return outOfRange(runBackward(steps, values, cotangents), network.range);
    },
    dispose: () => {
      for (const { kernel } of steps) kernel?.dispose();
    },
  };
}
