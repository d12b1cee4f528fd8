import type { Activation } from '../../../network/ir.ts';
import type { NodeOf } from '../../../network/operations.ts';
import { isFusable, selu } from '../../../network/slope.ts';
import { sizeOf } from '../../../network/weights.ts';
import type { Call } from '../arena/call.ts';
import { isSame, pixelsOf, type View } from '../arena/view.ts';
import { copyViewCall, type Sink } from './calls.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';

/** The number that kernels/activation.as knows it by, and its two parameters. */
function codeOf(activation: Activation): readonly [kind: number, alpha: number, beta: number] {
  switch (activation.kind) {
    case 'linear':
      throw new Error('There is nothing to do for linear.');
    case 'leaky-relu':
      return [3, activation.alpha, 0];
    case 'clip':
      return [7, activation.min, activation.max];
    case 'elu':
      return [8, activation.alpha, 1];
    case 'celu':
      return [8, activation.alpha, 1 / activation.alpha];
    case 'selu':
      return [9, selu.scale * selu.alpha, selu.scale];
    case 'hard-sigmoid':
      return [12, activation.alpha, activation.beta];
    default:
      return [plain[activation.kind], 0, 0];
  }
}

const plain = {
  ...{ relu: 1, relu6: 2, sigmoid: 4, tanh: 5, swish: 6, gelu: 10, 'gelu-tanh': 11 },
  ...{ 'hard-swish': 13, softplus: 14, softsign: 15, mish: 16, exp: 17, abs: 18, sqrt: 19 },
  ...{ reciprocal: 20, log: 21 },
} as const;

/** May work in place. */
export function activateCall(activation: Activation, x: View, y: View): Call {
  return {
    kernel: 'activate',
    args: [
      ...codeOf(activation),
      ...[x.place, x.pixelStride, y.place, y.pixelStride, y.shape.channels],
    ],
    units: pixelsOf(y),
  };
}

/**
 * The cotangent before the activation, from the one after it. May work in place.
 * @param value what tells the slope: the output of the activation, or its input.
 */
export function activateBackCall(
  activation: Activation,
  value: View,
  cotangent: View,
  { view, accumulate }: Sink,
): Call {
  return {
    kernel: 'activateBack',
    args: [
      ...codeOf(activation),
      ...[
        value.place,
        value.pixelStride,
        cotangent.place,
        cotangent.pixelStride,
        view.place,
        view.pixelStride,
      ],
      ...[view.shape.channels, Number(accumulate)],
    ],
    units: pixelsOf(view),
  };
}

/** What a kernel that clamps its results can do on the way; null for the others. */
export function boundsOf(activation: Activation): readonly [low: number, high: number] | null {
  switch (activation.kind) {
    case 'linear':
      return [-Infinity, Infinity];
    case 'relu':
      return [0, Infinity];
    case 'relu6':
      return [0, 6];
    case 'clip':
      return [activation.min, activation.max];
    default:
      return null;
  }
}

type ActivationNode = NodeOf<'activation'>;

export function forwardActivation(l: Lowering, node: ActivationNode): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  if (node.activation.kind !== 'linear') l.emit(activateCall(node.activation, x, y));
  else if (!isSame(x, y)) l.emit(copyViewCall(x, { view: y, accumulate: false }));
}

/** In place, unless its input has a cotangent from elsewhere to add to. */
export function backwardActivation(
  l: Lowering,
  cotangents: Cotangents,
  node: ActivationNode,
): void {
  const { activation } = node;
  const [input] = node.inputs as [string];
  const cotangent = cotangents.of(node.name);
  if (!cotangents.has(input)) {
    if (activation.kind !== 'linear') {
      const sink = { view: cotangent, accumulate: false };
      l.emit(activateBackCall(activation, keptBy(l, node), cotangent, sink));
    }
    cotangents.adopt(input, cotangent);
    return;
  }
  const sink = cotangents.sink(input);
  l.emit(
    activation.kind === 'linear'
      ? copyViewCall(cotangent, sink)
      : activateBackCall(activation, keptBy(l, node), cotangent, sink),
  );
}

/** The value that tells the slope. */
function keptBy(l: Lowering, { name, inputs, activation }: ActivationNode) {
  return viewOf(l, !isFusable(activation) ? inputs[0] : name);
}

/** The slopes of a prelu, filled up to whole vectors. */
function slopesOf({ weights }: Lowering, { name, slope }: NodeOf<'prelu'>): number {
  const length = Math.ceil(sizeOf(slope.shape) / 4) * 4;
  return weights.get(name, length, (to) => to.set(slope.load()));
}

export function forwardPrelu(l: Lowering, node: NodeOf<'prelu'>): void {
  const x = viewOf(l, node.inputs[0]);
  const y = viewOf(l, node.name);
  l.emit({
    kernel: 'prelu',
    args: [
      ...[x.place, x.pixelStride, slopesOf(l, node)],
      ...[y.place, y.pixelStride, y.shape.channels],
    ],
    units: pixelsOf(y),
  });
}

export function backwardPrelu(l: Lowering, cotangents: Cotangents, node: NodeOf<'prelu'>): void {
  const x = viewOf(l, node.inputs[0]);
  const y = cotangents.of(node.name);
  const { view, accumulate } = cotangents.sink(node.inputs[0] as string);
  l.emit({
    kernel: 'preluBack',
    args: [
      ...[x.place, x.pixelStride, slopesOf(l, node), y.place, y.pixelStride],
      ...[view.place, view.pixelStride, view.shape.channels, Number(accumulate)],
    ],
    units: pixelsOf(view),
  });
}
