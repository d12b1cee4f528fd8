import type { Size } from '../picture/picture.ts';
import { type Field, inferFields, inferShapes, type Shape, UnfitError } from './geometry.ts';
import type { Ir, IrNode, Pair } from './ir.ts';
import type { Network } from './network.ts';

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
        kind: kindOf(node),
        channels: channels.get(node.name) ?? shape?.channels ?? 0,
        stride,
        receptiveField,
        size: shape ? { width: shape.width, height: shape.height } : null,
      };
    });
}

function shapesThatFit(ir: Ir, { width, height }: Size): ReadonlyMap<string, Shape> {
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

/** Channels do not depend on the picture's size, unless a layer flattens it. */
function inferChannels(ir: Ir): ReadonlyMap<string, number> {
  const channels = new Map<string, number>();
  for (const node of ir) {
    const read = node.inputs.map((name) => channels.get(name) ?? 0);
    channels.set(node.name, channelsOf(node, read));
  }
  return channels;
}

function channelsOf(node: IrNode, read: readonly number[]): number {
  switch (node.op) {
    case 'input':
      return node.channels;
    case 'conv':
      return node.filter.shape[3] ?? 0;
    case 'depthwise':
      return (read[0] ?? 0) * (node.filter.shape[3] ?? 1);
    case 'concat':
      return read.reduce((sum, n) => sum + n, 0);
    case 'slice':
      return node.size;
    case 'reshape':
      return node.shape[2];
    default:
      return read[0] ?? 0;
  }
}

function kindOf(node: IrNode): string {
  switch (node.op) {
    case 'input':
      return 'picture';
    case 'conv':
      return `convolution ${node.filter.shape[0]}x${node.filter.shape[1]}`;
    case 'depthwise':
      return `depthwise convolution ${node.filter.shape[0]}x${node.filter.shape[1]}`;
    case 'pool':
      return `${node.kind} pooling ${node.size[0]}x${node.size[1]}`;
    case 'global-average-pool':
      return 'global average pooling';
    case 'affine':
      return 'batch normalisation';
    case 'activation':
      return node.activation.kind;
    case 'concat':
      return 'concatenation';
    case 'slice':
      return 'some channels';
    case 'add':
      return 'sum';
    case 'multiply':
      return 'product';
    case 'zero-pad':
      return 'zero padding';
    case 'crop':
      return 'crop';
    case 'upsample':
      return `upsampling, ${node.method}`;
    case 'flatten':
    case 'reshape':
      return 'reshape';
  }
}
