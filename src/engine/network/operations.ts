import type { Size } from '../picture/picture.ts';
import type { IrNode, Margins, Pair, PoolOperation, PoolPadding, Weights } from './ir.ts';
import { sizeOf } from './weights.ts';
import {
  type Field,
  filterSize,
  type Shape,
  type Sight,
  sightOfAll,
  type Window,
  windowedSize,
} from './windows.ts';

/*
 * The operations of the IR, one record each. How to add one: docs/adding-an-operation.md.
 */

export type OperationName = IrNode['op'];

type Nodes = { readonly [Op in OperationName]: Extract<IrNode, { readonly op: Op }> };
export type NodeOf<Op extends OperationName> = Nodes[Op];

/** The programs of src/engine/programs. */
type ProgramName = 'tfjs' | 'simd';

/** What an operation is, whoever runs it. */
export interface OperationRecord<Op extends OperationName> {
  /** In words for the layer list, e.g. "convolution 3x3". */
  readonly words: (node: NodeOf<Op>) => string;
  /**
   * Height and width of the output. Below 1 where the input is too small.
   * @param inputs one at least: the network's input has the picture.
   */
  readonly size: (node: NodeOf<Op>, inputs: Inputs) => Size;
  /**
   * Channels of the output from those of the inputs.
   * @param first size of the first input: what flattens it has more channels.
   */
  readonly channels: (node: NodeOf<Op>, inputs: readonly number[], first: Size) => number;
  /** What slides over the input, if anything does: it says what units see, and where. */
  readonly window?: (node: NodeOf<Op>) => Window;
  /** What a unit sees of the picture, without a window; absent: as the inputs do that see most. */
  readonly field?: (node: NodeOf<Op>, widest: Field) => Field;
  /** Where the units look, without a window; absent: where those of the inputs do. */
  readonly sight?: (node: NodeOf<Op>, sight: Sight, input: Size, output: Size) => Sight;
  /** Whether it takes inputs of these shapes; absent: all. */
  readonly takes?: (node: NodeOf<Op>, inputs: Inputs) => boolean;
  /** The programs that run it. The table of each must have a kernel for it. */
  readonly programs: readonly ProgramName[];
}

export type Inputs = readonly [Shape, ...Shape[]];

const everywhere = ['tfjs', 'simd'] as const;

const seesAll = {
  field: (_: IrNode, widest: Field): Field => ({ ...widest, receptiveField: [Infinity, Infinity] }),
  sight: (_: IrNode, sight: Sight, input: Size, output: Size): Sight =>
    sightOfAll(sight, input, output),
};

const table = {
  input: {
    words: () => 'picture',
    size: sizeOfFirst,
    channels: ({ channels }) => channels,
    programs: everywhere,
  },
  conv: {
    words: ({ filter }) => `convolution ${sides(filterSize(filter.shape))}`,
    size: (node, [x]) => windowedSize(x, windowOfFilter(node)),
    channels: ({ filter }) => filter.shape[3] ?? 0,
    window: windowOfFilter,
    // A dense layer after Flatten, say, takes one number of channels, and so one picture size.
    takes: ({ filter }, [x]) => filter.shape[2] === x.channels,
    programs: everywhere,
  },
  depthwise: {
    words: ({ filter }) => `depthwise convolution ${sides(filterSize(filter.shape))}`,
    size: (node, [x]) => windowedSize(x, windowOfFilter(node)),
    channels: ({ filter }, [first = 0]) => first * (filter.shape[3] ?? 1),
    window: windowOfFilter,
    takes: ({ filter }, [x]) => filter.shape[2] === x.channels,
    programs: everywhere,
  },
  pool: {
    words: ({ kind, size }) => `${kind} pooling ${sides(size)}`,
    size: (node, [x]) => windowedSize(x, windowOfPool(node)),
    channels: channelsOfFirst,
    window: windowOfPool,
    programs: everywhere,
  },
  'global-average-pool': {
    words: () => 'global average pooling',
    size: () => ({ height: 1, width: 1 }),
    channels: channelsOfFirst,
    ...seesAll,
    programs: everywhere,
  },
  affine: {
    words: () => 'batch normalisation',
    size: sizeOfFirst,
    channels: channelsOfFirst,
    takes: ({ scale }, [x]) => sizeOf(scale.shape) === x.channels,
    programs: everywhere,
  },
  activation: {
    words: ({ activation }) => activation.kind,
    size: sizeOfFirst,
    channels: channelsOfFirst,
    programs: everywhere,
  },
  concat: {
    words: () => 'concatenation',
    size: sizeOfFirst,
    channels: (_, inputs) => inputs.reduce((sum, channels) => sum + channels, 0),
    takes: (_, inputs) => inputs.every((input) => haveOneSize(input, inputs[0])),
    programs: everywhere,
  },
  slice: {
    words: () => 'some channels',
    size: sizeOfFirst,
    channels: ({ size }) => size,
    programs: everywhere,
  },
  add: {
    words: () => 'sum',
    size: sizeOfLargest,
    channels: channelsOfFirst,
    takes: canBroadcast,
    programs: everywhere,
  },
  multiply: {
    words: () => 'product',
    size: sizeOfLargest,
    channels: channelsOfFirst,
    takes: canBroadcast,
    programs: everywhere,
  },
  'zero-pad': {
    words: () => 'zero padding',
    size: ({ margins }, [x]) => widened(x, margins, 1),
    channels: channelsOfFirst,
    sight: ({ margins }, sight) => movedBy(sight, -margins.top, -margins.left),
    programs: everywhere,
  },
  crop: {
    words: () => 'crop',
    size: ({ margins }, [x]) => widened(x, margins, -1),
    channels: channelsOfFirst,
    sight: ({ margins }, sight) => movedBy(sight, margins.top, margins.left),
    programs: everywhere,
  },
  upsample: {
    words: ({ method }) => `upsampling, ${method}`,
    size: ({ factor }, [x]) => ({ height: x.height * factor[0], width: x.width * factor[1] }),
    channels: channelsOfFirst,
    field: ({ factor: [v, h] }, widest) => ({
      ...widest,
      stride: [widest.stride[0] / v, widest.stride[1] / h],
    }),
    // The units that come of one stand evenly around where it looks.
    sight: ({ factor: [v, h] }, sight) => ({
      ...movedBy(sight, (1 / v - 1) / 2, (1 / h - 1) / 2),
      stride: [sight.stride[0] / v, sight.stride[1] / h],
    }),
    programs: everywhere,
  },
  flatten: {
    words: () => 'reshape',
    size: () => ({ height: 1, width: 1 }),
    channels: (_, [channels = 0], { height, width }) => height * width * channels,
    ...seesAll,
    programs: everywhere,
  },
  reshape: {
    words: () => 'reshape',
    size: ({ shape: [height, width] }) => ({ height, width }),
    channels: ({ shape }) => shape[2],
    ...seesAll,
    takes: ({ shape }, [x]) => x.height * x.width * x.channels === sizeOf(shape),
    programs: everywhere,
  },
} as const satisfies OperationTable;

type OperationTable = { readonly [Op in OperationName]: OperationRecord<Op> };

/** The operations that a program runs. Its table of kernels has one entry for each. */
export type OperationsOf<Program extends ProgramName> = {
  [Op in OperationName]: Program extends (typeof table)[Op]['programs'][number] ? Op : never;
}[OperationName];

export function operationOf<Op extends OperationName>({ op }: NodeOf<Op>): OperationRecord<Op> {
  const operations: OperationTable = table;
  return operations[op as Op];
}

function sizeOfFirst(_: IrNode, [{ height, width }]: Inputs): Size {
  return { height, width };
}

/** A value of one pixel is broadcast over the others. */
function sizeOfLargest(_: IrNode, inputs: Inputs): Size {
  return {
    height: Math.max(...inputs.map(({ height }) => height)),
    width: Math.max(...inputs.map(({ width }) => width)),
  };
}

function canBroadcast(node: IrNode, inputs: Inputs): boolean {
  const largest = sizeOfLargest(node, inputs);
  return inputs.every(
    (input) =>
      input.channels === inputs[0].channels &&
      (haveOneSize(input, largest) || haveOneSize(input, { height: 1, width: 1 })),
  );
}

function haveOneSize(a: Size, b: Size): boolean {
  return a.height === b.height && a.width === b.width;
}

function widened({ height, width }: Shape, margins: Margins, sign: 1 | -1): Size {
  const { top, bottom, left, right } = margins;
  return { height: height + sign * (top + bottom), width: width + sign * (left + right) };
}

function channelsOfFirst(_: IrNode, [first = 0]: readonly number[]): number {
  return first;
}

function sides([height, width]: Pair): string {
  return `${height}x${width}`;
}

function windowOfFilter({
  filter,
  ...rest
}: {
  readonly filter: Weights;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: PoolPadding;
}): Window {
  return { ...rest, size: filterSize(filter.shape) };
}

function windowOfPool(node: PoolOperation): Window {
  return { ...node, dilation: [1, 1] };
}

/** By so many units of the value that is read. */
function movedBy({ begin, ...rest }: Sight, down: number, right: number): Sight {
  const { stride } = rest;
  return { ...rest, begin: [begin[0] + down * stride[0], begin[1] + right * stride[1]] };
}
