import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../../common/result.ts';
import { channelsOfInput } from '../../network/input-range.ts';
import type { Ir } from '../../network/ir.ts';
import { type Network, unknownLayer } from '../../network/network.ts';
import { checkSize } from '../../network/size.ts';
import { throwIfInterrupted } from '../../tensors/interrupt.ts';
import type { Activations, Program } from '../program.ts';
import { colourMap } from './colour-map.ts';
import { type MemoryPlan, type MemoryPlanOptions, planMemory, type Slot } from './memory-plan.ts';
import { prepare } from './passes.ts';
import { CallList } from './threads/call-list.ts';
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
  const weights = new PackedWeights(workspace);
  const colours = colourMap(network.range, channelsOfInput(network.ir));
  const plans = new Plans(prepare(network.ir, layers), layers, weights, workspace);

  /** Runs forward on the arena and hands out the activations. */
  const runForward = ({ plan, forward }: Ready, image: Tensor4D, arena: number): Activations => {
    const input = workspace.floats(arena + plan.image.offset, plan.image.length);
    colours.forward(image.dataSync<'float32'>(), input);
    runAll(workspace, forward, arena);
    return new Map(
      [...plan.activations].map(([layer, slot]) => [layer, readOut(workspace, slot, arena)]),
    );
  };

  return {
    layers,
    fits: (size) => checkSize(network, layers, size),
    forward: (image) => {
      const ready = plans.get(image.shape, 'forward');
      return workspace.withArena(ready.plan.arenaBytes, (arena) => runForward(ready, image, arena));
    },
    gradient: (image, evaluate) => {
      const ready = plans.get(image.shape, 'both');
      const { back, arenaBytes } = ready.plan;
      const { backward } = ready;
      if (!back || !backward) throw new Error('This plan has no backward pass.');
      return workspace.withArena(arenaBytes, (arena) => {
        const activations = runForward(ready, image, arena);
        const cotangents = evaluate(activations);
        for (const [layer, slot] of back.cotangents) {
          const numbers = workspace.floats(arena + slot.offset, slot.length);
          writeAndDispose(numbers, cotangents.get(layer));
        }
        tf.dispose([...activations.values()]);
        runAll(workspace, backward, arena);
        const { offset, length, shape } = back.gradient;
        const byInput = workspace.floats(arena + offset, length);
        const [one, height, width] = shape;
        return tf.tensor4d(colours.backward(byInput), [one, height, width, 3]);
      });
    },
    dispose: () => {
      plans.dispose();
      weights.dispose();
    },
  };
}

type Direction = MemoryPlanOptions['direction'];

/** A plan whose calls are ready to be made. */
interface Ready {
  readonly plan: MemoryPlan;
  readonly forward: readonly CallList[];
  readonly backward: readonly CallList[] | null;
}

/** Pixels from which a pass takes so long that somebody may want to end it in the middle. */
const longPass = 250_000;
/** Into how many parts it is divided then. */
const partsOfLongPass = 24;

/** The calls of a pass, in parts between which it can be interrupted. */
function inParts(calls: MemoryPlan['forward'], pixels: number): readonly CallList[] {
  const length = pixels < longPass ? calls.length : Math.ceil(calls.length / partsOfLongPass);
  const parts: CallList[] = [];
  for (let from = 0; from < calls.length; from += length) {
    parts.push(new CallList(calls.slice(from, from + length)));
  }
  return parts;
}

function runAll(workspace: Workspace, parts: readonly CallList[], arena: number): void {
  for (const part of parts) {
    throwIfInterrupted();
    workspace.run(part, arena);
  }
}

/** The plans of one program by picture size; the one used longest ago makes room for a new one. */
class Plans {
  readonly #plans = new Map<string, Ready>();
  readonly #make: (shape: Tensor4D['shape'], direction: Direction) => Ready;
  readonly #workspace: Workspace;

  constructor(ir: Ir, layers: readonly string[], weights: PackedWeights, workspace: Workspace) {
    this.#workspace = workspace;
    const { threads } = workspace;
    this.#make = ([, height, width], direction) => {
      const plan = planMemory(ir, layers, weights, { height, width, direction, threads });
      weights.dropScratch();
      const { forward, back } = plan;
      const pixels = height * width;
      const backward = back && inParts(back.calls, pixels);
      return { plan, forward: inParts(forward, pixels), backward };
    };
  }

  get(shape: Tensor4D['shape'], direction: Direction): Ready {
    const key = `${shape[1]}x${shape[2]} ${direction}`;
    const ready = this.#plans.get(key) ?? this.#make(shape, direction);
    this.#plans.delete(key);
    this.#plans.set(key, ready);
    const [oldest] = this.#plans;
    if (this.#plans.size > plansKept && oldest) {
      this.#plans.delete(oldest[0]);
      this.#forget(oldest[1]);
    }
    return ready;
  }

  dispose(): void {
    for (const ready of this.#plans.values()) this.#forget(ready);
    this.#plans.clear();
  }

  #forget({ forward, backward }: Ready): void {
    for (const list of [...forward, ...(backward ?? [])]) this.#workspace.forget(list);
  }
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

function readOut(workspace: Workspace, slot: Slot, arena: number): Tensor4D {
  const numbers = workspace.floats(arena + slot.offset, slot.length).slice();
  return tf.tensor4d(numbers, [...slot.shape]);
}
