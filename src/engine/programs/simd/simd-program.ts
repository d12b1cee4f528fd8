import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { Network } from '../../network/network.ts';
import { unknownLayer } from '../../network/network.ts';
import { checkSize } from '../../network/size.ts';
import type { Activations, Program } from '../program.ts';
import { makePlan, type Plan, type PlanOptions, type Slot } from './memory-plan.ts';
import { prepare } from './passes.ts';
import { Script } from './threads/call-list.ts';
import { PackedWeights } from './workspace/packed-weights.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Plans kept: sizes of octaves and tiles come again and again. */
const plansKept = 16;

/**
 * Compiles a network for some of its layers, as `compileTfjsProgram` does, to run on our own kernels.
 * Pictures, activations and cotangents are tensors on the current backend; all else happens in the
 * workspace. Weights are packed when a pass first needs them.
 * @returns a problem `unknown-layer` that offers the nearest names.
 */
export function compileSimdProgram(
  network: Network,
  layers: readonly string[],
  workspace: Workspace,
): Result<Program> {
  const unknown = unknownLayer(network, layers);
  if (unknown) return fail(unknown);
  return ok(makeProgram(network, [...new Set(layers)], workspace));
}

function makeProgram(network: Network, layers: readonly string[], workspace: Workspace): Program {
  const ir = prepare(network.ir, layers);
  const weights = new PackedWeights(workspace);
  const plans = new Map<string, Ready>();
  const { threads } = workspace;

  const prepareFor = ([, height, width]: Tensor4D['shape'], direction: Direction): Ready => {
    const key = `${height}x${width} ${direction}`;
    const ready =
      plans.get(key) ??
      getReady(makePlan(ir, layers, weights, { height, width, direction, threads }));
    weights.dropScratch();
    plans.delete(key);
    plans.set(key, ready);
    const [oldest] = plans;
    if (plans.size > plansKept && oldest) {
      plans.delete(oldest[0]);
      forget(oldest[1], workspace);
    }
    return ready;
  };

  /** Runs forward on the arena and hands out the activations. */
  const forward = ({ plan, there }: Ready, image: Tensor4D, arena: number): Activations => {
    writeImage(workspace.floats(arena + plan.image.offset, plan.image.length), image, network);
    workspace.run(there, arena);
    return new Map(
      [...plan.activations].map(([layer, slot]) => [layer, readOut(workspace, slot, arena)]),
    );
  };

  return {
    layers,
    fits: (size) => checkSize(network, layers, size),
    forward: (image) => {
      const ready = prepareFor(image.shape, 'forward');
      return workspace.withArena(ready.plan.arenaBytes, (arena) => forward(ready, image, arena));
    },
    gradient: (image, evaluate) => {
      const ready = prepareFor(image.shape, 'both');
      const { plan, back: scriptBack } = ready;
      const { back } = plan;
      if (!back || !scriptBack) throw new Error('This plan has no backward pass.');
      return workspace.withArena(plan.arenaBytes, (arena) => {
        const activations = forward(ready, image, arena);
        const cotangents = evaluate(activations);
        for (const [layer, slot] of back.cotangents) {
          const numbers = workspace.floats(arena + slot.offset, slot.length);
          writeAndDispose(numbers, cotangents.get(layer));
        }
        tf.dispose([...activations.values()]);
        workspace.run(scriptBack, arena);
        return readOut(workspace, back.gradient, arena, network.range.scale);
      });
    },
    dispose: () => {
      for (const ready of plans.values()) forget(ready, workspace);
      plans.clear();
      weights.dispose();
    },
  };
}

type Direction = PlanOptions['direction'];

/** A plan whose calls are ready to be made. */
interface Ready {
  readonly plan: Plan;
  readonly there: Script;
  readonly back: Script | null;
}

function getReady(plan: Plan): Ready {
  const { forward, back } = plan;
  return { plan, there: new Script(forward), back: back && new Script(back.calls) };
}

function forget({ there, back }: Ready, workspace: Workspace): void {
  workspace.forget(there);
  if (back) workspace.forget(back);
}

/** The picture in the network's range. */
function writeImage(to: Float32Array, image: Tensor4D, { range }: Network): void {
  to.set(image.dataSync<'float32'>());
  const { scale, offset } = range;
  if (scale === 1 && offset === 0) return;
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) * scale + offset;
}

/** A layer without a cotangent has one of zeros. */
function writeAndDispose(to: Float32Array, cotangent: Tensor4D | undefined): void {
  if (!cotangent) {
    to.fill(0);
    return;
  }
  to.set(cotangent.dataSync<'float32'>());
  cotangent.dispose();
}

function readOut(workspace: Workspace, slot: Slot, arena: number, scale = 1): Tensor4D {
  const numbers = workspace.floats(arena + slot.offset, slot.length).slice();
  if (scale !== 1)
    for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] as number) * scale;
  return tf.tensor4d(numbers, [...slot.shape]);
}
