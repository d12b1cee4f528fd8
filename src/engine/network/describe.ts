import type { Size } from '../picture/picture.ts';
import { inferChannels, inferFields, inferShapes, UnfitError } from './geometry.ts';
import type { Ir, Pair } from './ir.ts';
import type { Network } from './network.ts';
import { operationOf } from './operations.ts';
import type { Field, Shape } from './windows.ts';

/** A layer as people are told of it. Lengths in pixels, [vertical, horizontal]. */
export interface LayerDescription {
  readonly name: string;
  /** In words, e.g. "convolution 3x3". */
  readonly kind: string;
  readonly channels: number;
  /** Pixels between neighbouring units. */
  readonly stride: Pair;
  /** Pixels that one unit sees; Infinity: the whole picture. */
  readonly receptiveField: Pair;
  /** Units at the size asked for; null where the picture is too small. */
  readonly size: Size | null;
}

/** Every layer of a network, shallow to deep, as it was built (before any rewriting). */
export function describeLayers({ ir }: Network, picture: Size): readonly LayerDescription[] {
  const fields = inferFields(ir);
  const sizes = shapesThatFit(ir, picture);
  const channels = inferChannels(ir);
  return ir
    .filter(({ op }) => op !== 'input')
    .map((node) => {
      const { stride, receptiveField } = fields.get(node.name) as Field;
      const shape = sizes.get(node.name);
      return {
        name: node.name,
        kind: operationOf(node).words(node),
        channels: channels.get(node.name) ?? shape?.channels ?? 0,
        stride,
        receptiveField,
        size: shape ? { width: shape.width, height: shape.height } : null,
      };
    });
}

/** Shapes of the layers before the first that has none at this size. */
export function shapesThatFit(ir: Ir, { width, height }: Size): ReadonlyMap<string, Shape> {
  try {
    return inferShapes(ir, height, width);
  } catch (error) {
    if (!(error instanceof UnfitError)) throw error;
    // Layers come before those that read them, so all before the one that does not fit are kept.
    return shapesThatFit(
      ir.slice(
        0,
        ir.findIndex(({ name }) => name === error.layer),
      ),
      {
        width,
        height,
      },
    );
  }
}
