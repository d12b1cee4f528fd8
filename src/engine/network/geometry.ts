import type { Size } from '../picture/picture.ts';
import { type Ir, type IrNode, prune } from './ir.ts';
import type { Inputs } from './operation-shapes.ts';
import { operationOf } from './operations.ts';
import {
  type Field,
  type Shape,
  type Sight,
  sightThroughWindow,
  throughWindow,
  unionOf,
} from './windows.ts';

/** Thrown inside the engine only, a Problem at its edge: a layer without output at this size. */
export class UnfitError extends Error {
  constructor(readonly layer: string) {
    super(`${layer} has no output for a picture of this size.`);
  }
}

/**
 * The shape of every value for a picture of `height` x `width`.
 * @throws UnfitError at the first layer that has no output at this size.
 */
export function inferShapes(ir: Ir, height: number, width: number): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  const picture: Shape = { height, width, channels: 0 };
  for (const node of ir) {
    const read = node.inputs.map((name) => {
      const shape = shapes.get(name);
      if (!shape) throw new Error(`${node.name} reads ${name}, which no earlier layer makes.`);
      return shape;
    });
    const [first = picture, ...others] = read;
    const inputs: Inputs = [first, ...others];
    const fits = read.length === 0 || takes(node, inputs);
    const shape = shapeOf(node, inputs);
    if (!fits || shape.height < 1 || shape.width < 1) throw new UnfitError(node.name);
    shapes.set(node.name, shape);
  }
  return shapes;
}

/** What a node gives. Height or width is below 1 where the inputs are too small. */
export function shapeOf(node: IrNode, inputs: Inputs): Shape {
  const operation = operationOf(node);
  const counts = inputs.map(({ channels }) => channels);
  const size = operation.size(node, inputs);
  return { ...size, channels: operation.channels(node, counts, inputs[0]) };
}

/** Whether a node can be computed of inputs of these shapes. */
export function takes(node: IrNode, inputs: Inputs): boolean {
  return operationOf(node).takes?.(node, inputs) ?? true;
}

/**
 * The channels of every value. They do not depend on the picture's size, unless a layer flattens it:
 * that counts for one pixel here.
 */
export function inferChannels(ir: Ir): ReadonlyMap<string, number> {
  const channels = new Map<string, number>();
  for (const node of ir) {
    const read = node.inputs.map((name) => channels.get(name) ?? 0);
    channels.set(node.name, operationOf(node).channels(node, read, { height: 1, width: 1 }));
  }
  return channels;
}

/** Receptive field and stride of every value (Araujo et al. 2019, "Computing receptive fields"). */
export function inferFields(ir: Ir): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const node of ir) {
    const read = withoutBroadcast(node.inputs.flatMap((name) => fields.get(name) ?? []));
    const widest: Field = {
      receptiveField: [maxOf(read, 0, 'receptiveField'), maxOf(read, 1, 'receptiveField')],
      stride: [maxOf(read, 0, 'stride'), maxOf(read, 1, 'stride')],
    };
    const { window, field } = operationOf(node);
    const through = window ? throughWindow(widest, window(node)) : field?.(node, widest);
    fields.set(node.name, through ?? widest);
  }
  return fields;
}

/** A weight for each channel, which is made of the whole picture, does not say what units see. */
function withoutBroadcast(fields: readonly Field[]): readonly Field[] {
  const parts = fields.filter(({ receptiveField }) => receptiveField.every(Number.isFinite));
  return parts.length > 0 ? parts : fields;
}

function maxOf(fields: readonly Field[], axis: 0 | 1, key: keyof Field): number {
  return Math.max(1, ...fields.map((field) => field[key][axis]));
}

/**
 * Where a layer's units look on a picture of this size. Of a layer that reads several others, at
 * all that any of them sees; what is broadcast, such as a weight for each channel, does not count.
 * @throws UnfitError as `inferShapes`.
 */
export function inferSight(ir: Ir, layer: string, { height, width }: Size): Sight {
  const needed = prune(ir, [layer]);
  const shapes = inferShapes(needed, height, width);
  const sights = new Map<string, Sight>();
  for (const node of needed) sights.set(node.name, sightOf(node, shapes, sights));
  return sights.get(layer) as Sight;
}

function sightOf(
  node: IrNode,
  shapes: ReadonlyMap<string, Shape>,
  sights: ReadonlyMap<string, Sight>,
): Sight {
  const [first] = node.inputs;
  if (first === undefined) return { begin: [0, 0], extent: [1, 1], stride: [1, 1] };
  const [input, output] = [shapes.get(first), shapes.get(node.name)] as [Shape, Shape];
  const seen = sights.get(first) as Sight;
  const { window, sight } = operationOf(node);
  if (window) return sightThroughWindow(seen, window(node), input);
  if (sight) return sight(node, seen, input, output);
  const isWhole = ({ height, width }: Size) => height === output.height && width === output.width;
  const read = node.inputs.filter((name) => isWhole(shapes.get(name) as Shape));
  return unionOf(read.map((name) => sights.get(name) as Sight));
}
