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
  | PoolOperation
  | { readonly op: 'global-average-pool' }
  | { readonly op: 'affine'; readonly scale: Weights; readonly offset: Weights }
  | { readonly op: 'activation'; readonly activation: Activation }
  | { readonly op: 'concat' }
  /** Channels [begin, begin + size). */
  | { readonly op: 'slice'; readonly begin: number; readonly size: number }
  | { readonly op: 'add' }
  | { readonly op: 'multiply' }
  | { readonly op: 'zero-pad'; readonly margins: Margins }
  | { readonly op: 'crop'; readonly margins: Margins }
  | { readonly op: 'upsample'; readonly factor: Pair; readonly method: 'nearest' | 'bilinear' }
  | { readonly op: 'flatten' }
  | { readonly op: 'reshape'; readonly shape: readonly [number, number, number] };

export interface ConvOperation {
  readonly op: 'conv';
  /** [kernel height, kernel width, input channels, output channels] */
  readonly filter: Weights;
  /** [output channels] */
  readonly bias: Weights | null;
  readonly strides: Pair;
  readonly dilation: Pair;
  readonly padding: Padding;
  readonly activation: Activation;
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
  readonly activation: Activation;
}

export type PoolOperation = MaxPoolOperation | AveragePoolOperation;

/** Positions outside the picture do not take part. */
export interface MaxPoolOperation {
  readonly op: 'pool';
  readonly kind: 'max';
  readonly size: Pair;
  readonly strides: Pair;
  readonly padding: PoolPadding;
}

export interface AveragePoolOperation {
  readonly op: 'pool';
  readonly kind: 'average';
  readonly size: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

/** [vertical, horizontal] */
export type Pair = readonly [number, number];
export type Padding = 'same' | 'valid';
/** `centred`: windows of odd size around every s-th pixel, from the first on, for a stride of s. */
export type PoolPadding = Padding | 'centred';
export interface Margins {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export type Activation =
  | { readonly kind: 'linear' }
  | { readonly kind: 'relu' }
  | { readonly kind: 'relu6' }
  | { readonly kind: 'leaky-relu'; readonly alpha: number }
  | { readonly kind: 'sigmoid' }
  | { readonly kind: 'tanh' }
  | { readonly kind: 'swish' };

export const linear: Activation = { kind: 'linear' };

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
