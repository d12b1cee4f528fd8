import { inferShapes } from '../../network/geometry.ts';
import type { Ir, IrNode } from '../../network/ir.ts';
import { loadedOnce } from '../../network/weights.ts';
import { type Arena, planArena } from './arena/arena.ts';
import { buffersOf, type Call, offsetOf, type PlacedCall, placeCall } from './arena/call.ts';
import { freshView, type View } from './arena/view.ts';
import { Cotangents } from './lower/cotangents.ts';
import { contiguous } from './lower/data-movement.ts';
import { layOutValues } from './lower/layout.ts';
import { lowerBackward, lowerForward, zerosNeeded } from './lower/lower.ts';
import { type Lowering, nodesBeforeMaxPool, viewOf } from './lower/lowering.ts';
import type { PackedWeights } from './workspace/packed-weights.ts';

/** Everything that a pass over a picture of one size does, addresses relative to the arena. */
export interface MemoryPlan {
  readonly arenaBytes: number;
  readonly image: Slot;
  readonly forward: readonly PlacedCall[];
  /** The activations of the wanted layers after the forward pass. */
  readonly activations: ReadonlyMap<string, Slot>;
  /** Null if the plan is for the forward pass only. */
  readonly back: {
    readonly cotangents: ReadonlyMap<string, Slot>;
    readonly calls: readonly PlacedCall[];
    readonly gradient: Slot;
  } | null;
}

/** Numbers that go in or out: where, and of what shape. */
export interface Slot {
  readonly offset: number;
  readonly shape: readonly [1, number, number, number];
  readonly length: number;
}

export interface MemoryPlanOptions {
  readonly height: number;
  readonly width: number;
  readonly direction: 'forward' | 'both';
  /** How many threads will share each call. */
  readonly threads: number;
}

/** @throws UnfitError as `inferShapes`. */
export function planMemory(
  ir: Ir,
  wanted: readonly string[],
  weights: PackedWeights,
  options: MemoryPlanOptions,
): MemoryPlan {
  const { image, forward, activations, back } = lowerNetwork(ir, wanted, weights, options);
  const ends = [...activations.values(), ...(back ? back.cotangents.values() : [])];
  const arena = planArena([
    [image.place.buffer],
    ...forward.map(buffersOf),
    ends.map(({ place }) => place.buffer),
    ...(back?.calls ?? []).map(buffersOf),
    back ? [back.gradient.place.buffer] : [],
  ]);
  const slots = (views: ReadonlyMap<string, View>) =>
    new Map([...views].map(([name, view]) => [name, slotOf(view, arena)]));
  return {
    arenaBytes: arena.bytes,
    image: slotOf(image, arena),
    forward: forward.map((call) => placeCall(call, arena)),
    activations: slots(activations),
    back: back && {
      cotangents: slots(back.cotangents),
      calls: back.calls.map((call) => placeCall(call, arena)),
      gradient: slotOf(back.gradient, arena),
    },
  };
}

/** The calls of both passes on buffers that have no place in the arena yet. */
function lowerNetwork(
  ir: Ir,
  wanted: readonly string[],
  weights: PackedWeights,
  { height, width, direction, threads }: MemoryPlanOptions,
) {
  const nodes = unpackFiltersOnce(ir);
  const shapes = inferShapes(ir, height, width);
  const values = layOutValues(ir, shapes, wanted);
  const zeros = weights.get('zeros', zerosNeeded(ir), () => {});
  const forward: Call[] = [];
  const beforeMaxPool = nodesBeforeMaxPool(ir);
  const emit = (call: Call) => void forward.push(call);
  const kept = new Map<string, View>();
  const l: Lowering = { shapes, values, weights, zeros, beforeMaxPool, threads, kept, emit };
  const image = viewOf(l, nameOfInput(ir));
  lowerForward(l, nodes);
  const activations = new Map(wanted.map((layer) => [layer, contiguous(viewOf(l, layer), l)]));
  const back = direction === 'both' ? lowerBack(l, nodes, wanted) : null;
  return { image, forward, activations, back };
}

function lowerBack(forward: Lowering, nodes: Ir, wanted: readonly string[]) {
  const calls: Call[] = [];
  const l: Lowering = { ...forward, emit: (call) => void calls.push(call) };
  const sums = new Cotangents(l.shapes, l.emit);
  const cotangents = new Map<string, View>();
  for (const layer of wanted) {
    const view = freshView(viewOf(l, layer).shape);
    cotangents.set(layer, view);
    sums.adopt(layer, view);
  }
  lowerBackward(l, sums, nodes);
  return { calls, cotangents, gradient: contiguous(sums.of(nameOfInput(nodes)), l) };
}

/** Both directions pack the filters, each in its own way. */
function unpackFiltersOnce(ir: Ir): Ir {
  return ir.map(
    (node): IrNode => ('filter' in node ? { ...node, filter: loadedOnce(node.filter) } : node),
  );
}

function nameOfInput(ir: Ir): string {
  const input = ir.find(({ op }) => op === 'input');
  if (!input) throw new Error('A network has an input.');
  return input.name;
}

function slotOf({ place, shape }: View, arena: Arena): Slot {
  const { height, width, channels } = shape;
  return {
    offset: offsetOf(place, arena.offsets),
    shape: [1, height, width, channels],
    length: height * width * channels,
  };
}
