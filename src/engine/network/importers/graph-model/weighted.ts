import type { Activation, FusableActivation } from '../../ir.ts';
import { isFusable } from '../../slope.ts';
import { Unsupported } from '../../unsupported.ts';
import { lengthOf } from '../tensor-graph/axes.ts';
import { multipliedByMatrix } from '../tensor-graph/channels.ts';
import { activated, parametricRelu } from '../tensor-graph/elementwise.ts';
import {
  type Constant,
  knownOf,
  type MapTensor,
  mapOf,
  numbersOf,
  type Tensor,
} from '../tensor-graph/tensor.ts';
import {
  convolved,
  convolvedDepthwise,
  convolvedTransposed,
  filterHwio,
  pooled,
} from '../tensor-graph/windows.ts';
import { activationNamed } from './arithmetic.ts';
import {
  attributeOf,
  type Call,
  flagOf,
  layoutOfCall,
  pairOf,
  slidingOf,
  type Translator,
} from './call.ts';

/** What the converter has put into one node with a convolution or a matrix product. */
interface Fused {
  readonly bias: Tensor | undefined;
  readonly activation: Activation | null;
  readonly slope: Tensor | undefined;
}

function fusedOf(call: Call): Fused {
  const names = attributeOf(call, 'fused_ops')?.list?.s ?? [];
  const [, , ...more] = call.inputs;
  const [first, second, ...others] = names;
  const hasBias = first === 'BiasAdd';
  const last = hasBias ? second : first;
  if (others.length > 0 || (hasBias ? false : second !== undefined)) {
    throw new Unsupported(`is fused with ${names.join(', ').slice(0, 80)}`);
  }
  const slope = last === 'Prelu' ? more[hasBias ? 1 : 0] : undefined;
  const activation = last === undefined || slope ? null : activationNamed(call, last);
  if (last !== undefined && !slope && !activation) {
    throw new Unsupported(`is fused with ${last.slice(0, 80)}`);
  }
  return { bias: hasBias ? more[0] : undefined, activation, slope };
}

/**
 * A node of several steps: an activation whose slope is told by its result is applied on the way. Else
 * the last step has the node's name, and what is before it is `…/linear`.
 */
function withFused(
  call: Call,
  make: (own: {
    readonly bias: Constant | undefined;
    readonly activation: FusableActivation | undefined;
    readonly part: string | undefined;
  }) => MapTensor,
): MapTensor {
  const { bias, activation, slope } = fusedOf(call);
  const known = bias && knownOf(bias, 'bias');
  const onTheWay = activation && isFusable(activation) ? activation : undefined;
  const single = !slope && (!activation || onTheWay);
  const made = make({ bias: known, activation: onTheWay, part: single ? undefined : 'linear' });
  if (slope) return parametricRelu(call.b, made, knownOf(slope, 'slope'));
  return activation && !onTheWay ? activated(call.b, made, activation) : made;
}

const convolution: Translator = (call) =>
  withFused(call, (own) =>
    convolved(call.b, call.inputs[0], knownOf(call.inputs[1], 'filter'), {
      ...slidingOf(call, dilationOf(call)),
      ...own,
      axes: filterHwio,
      groups: groupsOf(call),
    }),
  );

/** TensorFlow says it only by the filter, which is for fewer channels than there are. */
function groupsOf(call: Call): number {
  const [x, filter] = call.inputs;
  const [, , within = 1] = knownOf(filter, 'filter').shape;
  const channels = lengthOf(mapOf(x).axes[layoutOfCall(call).indexOf('channel')] ?? []);
  return within > 0 && channels % within === 0 ? channels / within : 1;
}

const depthwise: Translator = (call) =>
  withFused(call, (own) =>
    convolvedDepthwise(call.b, call.inputs[0], knownOf(call.inputs[1], 'filter'), {
      ...slidingOf(call, dilationOf(call)),
      ...own,
    }),
  );

function dilationOf(call: Call) {
  return pairOf(call, 'dilations', layoutOfCall(call));
}

/** Its inputs: the shape of the result, the filter [height, width, outputs, inputs], the picture. */
const transposedConvolution: Translator = (call) => {
  const { b, inputs } = call;
  const [wanted, filter, x] = inputs;
  const { layout, strides, padding } = slidingOf(call);
  const known = knownOf(filter, 'filter');
  const given = mapOf(x);
  const shape = b.shapeOf(given.node);
  const size = numbersOf(wanted, 'shape');
  const along = (role: 'row' | 'column', input: number, at: 0 | 1) => {
    const window = known.shape[at] ?? 1;
    const output = size[layout.indexOf(role)] ?? 0;
    const stride = strides[at];
    // As the convolution would be padded that reads what is made here.
    const reads =
      padding === 'same' ? Math.ceil(output / stride) : Math.floor((output - window) / stride) + 1;
    if (reads !== input) throw new Unsupported('makes a size that does not fit what it reads');
    const over = (input - 1) * stride + window - output;
    if (padding !== 'same') return { before: 0, after: 0, extra: Math.max(0, -over) };
    const before = Math.floor(Math.max(0, over) / 2);
    return { before, after: Math.max(0, over) - before, extra: Math.max(0, -over) };
  };
  const [rows, columns] = [along('row', shape.height, 0), along('column', shape.width, 1)];
  return convolvedTransposed(b, x, known, {
    layout,
    strides,
    dilation: [1, 1],
    axes: { ...filterHwio, input: 3, output: 2 },
    padding: { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after },
    extra: [rows.extra, columns.extra],
  });
};

function pool(kind: 'max' | 'average'): Translator {
  return (call) => {
    const sliding = slidingOf(call);
    const size = pairOf(call, 'ksize', sliding.layout);
    if (typeof sliding.padding === 'object' && kind === 'average') {
      throw new Unsupported('has explicit padding');
    }
    return pooled(call.b, call.inputs[0], { ...sliding, kind, size });
  };
}

const matrixProduct: Translator = (call) =>
  withFused(call, (own) => {
    const { b, inputs } = call;
    const flipped = flagOf(call, 'transpose_a') || flagOf(call, 'adj_x');
    if (flipped) throw new Unsupported('transposes the picture before it multiplies it');
    if (inputs[1]?.kind === 'map') throw new Unsupported('multiplies two maps, as attention does');
    return multipliedByMatrix(b, mapOf(inputs[0]), knownOf(inputs[1], 'matrix'), {
      ...own,
      isTransposed: flagOf(call, 'transpose_b') || flagOf(call, 'adj_y'),
    });
  });

/** What has weights, or slides over the picture. */
export const weighted: readonly (readonly [string, Translator])[] = [
  ['Conv2D', convolution],
  ['FusedConv2D', convolution],
  ['_FusedConv2D', convolution],
  ['DepthwiseConv2d', depthwise],
  ['DepthwiseConv2dNative', depthwise],
  ['FusedDepthwiseConv2dNative', depthwise],
  ['_FusedDepthwiseConv2dNative', depthwise],
  ['Conv2DBackpropInput', transposedConvolution],
  ['MaxPool', pool('max')],
  ['AvgPool', pool('average')],
  ['MatMul', matrixProduct],
  ['_FusedMatMul', matrixProduct],
  ['BatchMatMul', matrixProduct],
  ['BatchMatMulV2', matrixProduct],
];
