import type { Size } from '../picture/picture.ts';
import type { Ir, IrNode } from './ir.ts';
import {
  broadcasting,
  canReflect,
  channelsOfFirst,
  finer,
  haveOneSize,
  type Inputs,
  isPermutation,
  movedBy,
  seesAll,
  sides,
  sightOfUpsampled,
  sizeOfFirst,
  splitEvenly,
  transposedSize,
  widened,
  windowOfBlock,
  windowOfFilter,
  windowOfPool,
  windowOfPoolFits,
} from './operation-shapes.ts';
import { sizeOf } from './weights.ts';
import {
  type Field,
  filterSize,
  type Sight,
  sightThroughTranspose,
  throughTranspose,
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

const everywhere = ['tfjs', 'simd'] as const;

const table = {
  input: {
    words: () => 'picture',
    size: sizeOfFirst,
    channels: ({ channels }) => channels,
    programs: everywhere,
  },
  conv: {
    words: ({ filter, groups = 1 }) =>
      `convolution ${sides(filterSize(filter.shape))}${groups > 1 ? `, ${groups} groups` : ''}`,
    size: (node, [x]) => windowedSize(x, windowOfFilter(node)),
    channels: ({ filter }) => filter.shape[3] ?? 0,
    window: windowOfFilter,
    // A dense layer after Flatten, say, takes one number of channels, and so one picture size.
    takes: ({ filter, groups = 1 }, [x]) => {
      const [, , inputs = 0, outputs = 0] = filter.shape;
      return inputs * groups === x.channels && outputs % groups === 0;
    },
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
  'conv-transpose': {
    words: ({ filter }) => `transposed convolution ${sides(filterSize(filter.shape))}`,
    size: (node, [x]) => transposedSize(x, windowOfFilter(node), node.extra),
    channels: ({ filter, groups = 1 }) => (filter.shape[2] ?? 0) * groups,
    field: (node, widest) => throughTranspose(widest, windowOfFilter(node)),
    sight: (node, sight) => sightThroughTranspose(sight, windowOfFilter(node)),
    takes: ({ filter, groups = 1, strides, extra = [0, 0] }, [x]) =>
      filter.shape[3] === x.channels &&
      x.channels % groups === 0 &&
      extra.every((more, axis) => more < (strides[axis] ?? 1)),
    programs: everywhere,
  },
  pool: {
    words: ({ kind, size }) => `${kind} pooling ${sides(size)}`,
    size: (node, [x]) => windowedSize(x, windowOfPool(node)),
    channels: channelsOfFirst,
    window: windowOfPool,
    takes: windowOfPoolFits,
    programs: everywhere,
  },
  'global-pool': {
    words: ({ kind }) => `global ${kind} pooling`,
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
  // Through mean and variance all of the picture counts, but units look where those before do.
  normalise: {
    words: ({ over }) => (over === 'positions' ? 'instance normalisation' : 'layer normalisation'),
    size: sizeOfFirst,
    channels: channelsOfFirst,
    takes: ({ groups }, [x]) => x.channels % groups === 0,
    programs: everywhere,
  },
  'local-response': {
    words: () => 'local response normalisation',
    size: sizeOfFirst,
    channels: channelsOfFirst,
    programs: everywhere,
  },
  activation: {
    words: ({ activation }) => activation.kind,
    size: sizeOfFirst,
    channels: channelsOfFirst,
    programs: everywhere,
  },
  prelu: {
    words: () => 'prelu',
    size: sizeOfFirst,
    channels: channelsOfFirst,
    takes: ({ slope }, [x]) => sizeOf(slope.shape) === x.channels,
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
    takes: ({ begin, size }, [x]) => begin + size <= x.channels,
    programs: everywhere,
  },
  'permute-channels': {
    words: () => 'channels in another order',
    size: sizeOfFirst,
    channels: channelsOfFirst,
    takes: ({ order }, [x]) => isPermutation(order, x.channels),
    programs: everywhere,
  },
  add: {
    words: () => 'sum',
    ...broadcasting,
    programs: everywhere,
  },
  multiply: {
    words: () => 'product',
    ...broadcasting,
    programs: everywhere,
  },
  maximum: {
    words: () => 'maximum',
    ...broadcasting,
    takes: (node, inputs) => inputs.length === 2 && broadcasting.takes(node, inputs),
    programs: everywhere,
  },
  'channel-mean': {
    words: () => 'mean of the channels',
    size: sizeOfFirst,
    channels: () => 1,
    programs: everywhere,
  },
  'channel-max': {
    words: () => 'maximum of the channels',
    size: sizeOfFirst,
    channels: () => 1,
    programs: everywhere,
  },
  pad: {
    words: ({ mode }) => `padding, ${mode}`,
    size: ({ margins }, [x]) => widened(x, margins, 1),
    channels: channelsOfFirst,
    sight: ({ margins }, sight) => movedBy(sight, -margins.top, -margins.left),
    takes: ({ mode, margins }, [x]) => mode !== 'reflect' || canReflect(x, margins),
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
    field: ({ factor }, widest) => finer(widest, factor),
    sight: sightOfUpsampled,
    programs: everywhere,
  },
  'depth-to-space': {
    words: () => 'depth to space',
    size: ({ block }, [x]) => ({ height: x.height * block, width: x.width * block }),
    channels: ({ block }, [first = 0]) => first / block ** 2,
    field: ({ block }, widest) => finer(widest, [block, block]),
    sight: ({ block }, sight) => splitEvenly(sight, [block, block]),
    takes: ({ block }, [x]) => x.channels % block ** 2 === 0,
    programs: everywhere,
  },
  'space-to-depth': {
    words: () => 'space to depth',
    size: (node, [x]) => windowedSize(x, windowOfBlock(node)),
    channels: ({ block }, [first = 0]) => first * block ** 2,
    window: windowOfBlock,
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

/** Whether a program has kernels for all that a network does. */
export function runsOn(program: ProgramName, ir: Ir): boolean {
  return ir.every((node) => operationOf(node).programs.includes(program));
}
