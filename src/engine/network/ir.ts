/**
 * The intermediate representation: a network as a flat, topologically ordered list of nodes.
 * Every value is NHWC with batch 1. Importers produce it, passes rewrite it, programs run it.
 */
export type Ir = readonly IrNode[];

export type IrNode = { readonly name: string; readonly inputs: readonly string[] } & Operation;

export type Operation =
  | { readonly op: 'input'; readonly channels: number }
  | ConvOperation
  | DepthwiseOperation
  | ConvTransposeOperation
  | PoolOperation
  | { readonly op: 'global-pool'; readonly kind: 'max' | 'average' }
  | AffineOperation
  | NormaliseOperation
  | LocalResponseOperation
  | { readonly op: 'activation'; readonly activation: Activation }
  /** x where it is above 0, else x · slope, which is [channels]. */
  | { readonly op: 'prelu'; readonly slope: Weights }
  | { readonly op: 'concat' }
  /** Channels [begin, begin + size). */
  | { readonly op: 'slice'; readonly begin: number; readonly size: number }
  /** Channel c of the output is channel order[c] of the input, each once. */
  | { readonly op: 'permute-channels'; readonly order: readonly number[] }
  /** Sums, products, maximum of two. One pixel and one channel are broadcast over the others. */
  | { readonly op: 'add' }
  | { readonly op: 'multiply' }
  | { readonly op: 'maximum' }
  /** Over the channels of each pixel: [height, width, 1]. */
  | { readonly op: 'channel-mean' }
  | { readonly op: 'channel-max' }
  | PadOperation
  | { readonly op: 'crop'; readonly margins: Margins }
  | UpsampleOperation
  | BlockOperation<'depth-to-space'>
  | BlockOperation<'space-to-depth'>
  | { readonly op: 'flatten' }
  | { readonly op: 'reshape'; readonly shape: readonly [number, number, number] };

export interface ConvOperation {
  readonly op: 'conv';
  /** [kernel height, kernel width, input channels / groups, output channels] */
  readonly filter: Weights;
  /** [output channels] */
  readonly bias: Weights | null;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
  readonly activation: FusableActivation;
  /** Each group of outputs sees a group of inputs of its own. Absent: 1. */
  readonly groups?: number;
}

/** scale · x + offset, channel by channel: most often batch normalisation. */
export interface AffineOperation {
  readonly op: 'affine';
  readonly scale: Weights;
  readonly offset: Weights;
  /** What batch normalisation has stored of its input in training: it tells which pictures those were. */
  readonly moments?: { readonly mean: Weights; readonly variance: Weights };
}

export interface DepthwiseOperation {
  readonly op: 'depthwise';
  /** [kernel height, kernel width, channels, multiplier] */
  readonly filter: Weights;
  /** [channels * multiplier] */
  readonly bias: Weights | null;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
  readonly activation: FusableActivation;
}

/**
 * The transpose of a convolution, as it goes from cotangents of outputs to those of inputs: each
 * input adds the filter, times itself, to the output. Then `padding` is cut off.
 */
export interface ConvTransposeOperation {
  readonly op: 'conv-transpose';
  /** [kernel height, kernel width, output channels / groups, input channels] */
  readonly filter: Weights;
  /** [output channels] */
  readonly bias: Weights | null;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Margins;
  /** Rows and columns more at the end, fewer than the strides ("output padding"). Absent: none. */
  readonly extra?: Pair;
  /** As of a convolution. Absent: 1. */
  readonly groups?: number;
}

export type PoolOperation = MaxPoolOperation | AveragePoolOperation;

interface PoolWindow {
  readonly size: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  /** Whether a last window may reach beyond the padding, if it begins before its end. Absent: no. */
  readonly ceil?: boolean;
}

/** Positions outside the picture do not take part. */
export interface MaxPoolOperation extends PoolWindow {
  readonly op: 'pool';
  readonly kind: 'max';
  /** Absent: 1. */
  readonly dilation?: Pair;
}

export interface AveragePoolOperation extends PoolWindow {
  readonly op: 'pool';
  readonly kind: 'average';
  /** Whether padding counts as zeros, instead of not at all. Absent: no. */
  readonly countsPadding?: boolean;
}

/**
 * (x - mean) / sqrt(variance + epsilon), by groups of channels: with mean and variance over all
 * positions (instance norm: as many groups as channels; group norm), or at each position apart (layer
 * norm: one group). Scale and offset follow as an `affine`.
 */
export interface NormaliseOperation {
  readonly op: 'normalise';
  readonly over: 'positions' | 'channels';
  readonly groups: number;
  readonly epsilon: number;
}

/**
 * y = x / (bias + alpha / size · Σ x²)^beta, the sum over `size` neighbouring channels, from
 * floor((size - 1) / 2) before: the local response normalisation of AlexNet and GoogLeNet.
 */
export interface LocalResponseOperation {
  readonly op: 'local-response';
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly bias: number;
}

export interface PadOperation {
  readonly op: 'pad';
  /** `reflect` does not repeat the border itself, `edge` repeats nothing else. */
  readonly mode: 'constant' | 'edge' | 'reflect';
  /** Of `constant`. */
  readonly value: number;
  readonly margins: Margins;
}

export interface UpsampleOperation {
  readonly op: 'upsample';
  readonly factor: Pair;
  readonly method: 'nearest' | 'bilinear';
  /**
   * Which point of the input an output lies on, for `bilinear`: centres of pixels on a common scale
   * (also as TensorFlow 2 and PyTorch have it), i / factor, or the corners' centres on each other.
   * Absent: half-pixel.
   */
  readonly corners?: 'half-pixel' | 'asymmetric' | 'align-corners';
}

/**
 * Squares of `block` by `block` pixels from the channels of one, or into them. The channels of the
 * smaller picture are, by `order`, [row, column, channel] (DCR) or [channel, row, column] (CRD).
 * What is left over at the end, of a picture that is no multiple of `block`, is left out.
 */
export interface BlockOperation<Op extends string> {
  readonly op: Op;
  readonly block: number;
  readonly order: 'DCR' | 'CRD';
}

/** [vertical, horizontal] */
export type Pair = readonly [number, number];
/** `same` and `valid` as TensorFlow has it; `same-lower` puts the odd zero before instead of after. */
export type Padding = 'same' | 'same-lower' | 'valid' | Margins;
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type Activation =
  | FusableActivation
  /** x · sigmoid(x), also called SiLU. */
  | { readonly kind: 'swish' }
  /** x · Φ(x) with the normal distribution, exactly and by tanh. */
  | { readonly kind: 'gelu' }
  | { readonly kind: 'gelu-tanh' }
  /** x · (x / 6 + 1 / 2, between 0 and 1). */
  | { readonly kind: 'hard-swish' }
  | { readonly kind: 'softplus' }
  /** x · tanh(softplus(x)). */
  | { readonly kind: 'mish' }
  | { readonly kind: 'abs' }
  | { readonly kind: 'log' };

/**
 * An activation whose derivative is told from its output: what computes its input can apply it on the
 * way, and need not keep the input.
 */
export type FusableActivation =
  | { readonly kind: 'linear' }
  | { readonly kind: 'relu' }
  | { readonly kind: 'relu6' }
  | { readonly kind: 'leaky-relu'; readonly alpha: number }
  | { readonly kind: 'sigmoid' }
  | { readonly kind: 'tanh' }
  | { readonly kind: 'clip'; readonly min: number; readonly max: number }
  /** Below 0: alpha · (e^x - 1). */
  | { readonly kind: 'elu'; readonly alpha: number }
  | { readonly kind: 'selu' }
  /** Below 0: alpha · (e^(x / alpha) - 1). */
  | { readonly kind: 'celu'; readonly alpha: number }
  /** alpha · x + beta between 0 and 1. */
  | { readonly kind: 'hard-sigmoid'; readonly alpha: number; readonly beta: number }
  | { readonly kind: 'softsign' }
  | { readonly kind: 'exp' }
  | { readonly kind: 'sqrt' }
  | { readonly kind: 'reciprocal' };

export const linear: FusableActivation = { kind: 'linear' };

/** Nodes by name. */
export function indexByName(ir: Ir): ReadonlyMap<string, IrNode> {
  return new Map(ir.map((node) => [node.name, node]));
}

/** For each node, those that read it. */
export function usersOf(ir: Ir): ReadonlyMap<string, readonly IrNode[]> {
  const users = new Map<string, IrNode[]>(ir.map((node) => [node.name, []]));
  for (const node of ir) for (const input of new Set(node.inputs)) users.get(input)?.push(node);
  return users;
}

/** Whether a convolution is one product for each pixel, wherever the pixel lies. */
export function isPointwise(node: IrNode): node is IrNode & ConvOperation {
  if (node.op !== 'conv' || typeof node.padding !== 'string' || (node.groups ?? 1) > 1)
    return false;
  return [...node.filter.shape.slice(0, 2), ...node.strides].every((length) => length === 1);
}

/** Numbers that are unpacked (dequantised, folded) only when a program needs them. */
export interface Weights {
  readonly shape: readonly number[];
  /**
   * Row-major float32 of `shape`, not to be changed. May compute anew on each call, and into the
   * scratch of as many numbers where one is given, instead of into memory of its own.
   */
  readonly load: (scratch?: Float32Array) => Float32Array;
}

/** Keeps what the wanted layers need, and nothing else. */
export function prune(ir: Ir, wanted: readonly string[]): Ir {
  const nodes = indexByName(ir);
  const needed = new Set<string>();
  const visit = [...wanted];
  for (let name = visit.pop(); name !== undefined; name = visit.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    visit.push(...(nodes.get(name)?.inputs ?? []));
  }
  return ir.filter((node) => needed.has(node.name));
}
