import type { Activation } from '../../../network/ir.ts';
import type { NodeOf } from '../../../network/operations.ts';
import type { Call } from '../arena/call.ts';
import { isSame, pixelsOf, type View } from '../arena/view.ts';
import { copyViewCall, type Sink } from './calls.ts';
import type { Cotangents } from './cotangents.ts';
import { type Lowering, viewOf } from './lowering.ts';

/** The numbers that kernels/activation.as knows them by. */
const numbers: Readonly<Partial<Record<Activation['kind'], number>>> = {
  relu: 1,
  relu6: 2,
  'leaky-relu': 3,
  sigmoid: 4,
  tanh: 5,
  swish: 6,
};

function codeOf(activation: Activation): readonly [kind: number, alpha: number] {
  const number = numbers[activation.kind];
  if (number === undefined) throw new Error(`There is no kernel for ${activation.kind}.`);
  const alpha = activation.kind === 'leaky-relu' ? activation.alpha : 0;
  return [number, alpha];
}

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
 * @param value the output of the activation; for swish its input.
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
export function boundsOf({ kind }: Activation): readonly [low: number, high: number] | null {
  switch (kind) {
    case 'linear':
      return [-Infinity, Infinity];
    case 'relu':
      return [0, Infinity];
    case 'relu6':
      return [0, 6];
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
  return viewOf(l, activation.kind === 'swish' ? inputs[0] : name);
}
