import {
  add,
  avgPool,
  concat,
  conv2d,
  depthToSpace,
  depthwiseConv2d,
  engine,
  fused,
  MaxPoolGrad,
  matMul,
  maxPool,
  mul,
  pad,
  relu,
  reverse,
  slice,
  step,
  stridedSlice,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { makeCorrelator } from '../../programs/tfjs/kernels/make-correlator.ts';
import { type InputName, inputs, inputValues } from './inputs.ts';

export type CheckName =
  | 'convolution, SAME, stride 2, with bias and ReLU'
  | 'convolution, VALID, stride 2'
  | 'convolution 3x3'
  | 'convolution 1x1'
  | 'convolution 1x7'
  | 'input gradient of a convolution, stride 2'
  | 'depthwise convolution'
  | 'max pooling'
  | 'max pooling gradient'
  | 'average pooling'
  | 'concatenation and slicing'
  | 'matrix product'
  | 'ReLU mask'
  | 'small magnitudes'
  | 'sum over a million';

/** The operations that networks and ascents stand on, on the current backend. */
export const checks: Record<CheckName, () => Tensor> = {
  'convolution, SAME, stride 2, with bias and ReLU': () =>
    fused.conv2d({
      x: input<Tensor4D>('map'),
      filter: input<Tensor4D>('filter3x3'),
      strides: 2,
      pad: 'same',
      bias: input<Tensor1D>('bias'),
      activation: 'relu',
    }),
  'convolution, VALID, stride 2': () =>
    conv2d(input<Tensor4D>('picture'), input<Tensor4D>('filterOfPicture'), 2, 'valid'),
  'convolution 3x3': convolutionOfSquares,
  'convolution 1x1': () => conv2d(input<Tensor4D>('map'), input<Tensor4D>('filter1x1'), 1, 'same'),
  'convolution 1x7': () => conv2d(input<Tensor4D>('map'), input<Tensor4D>('filter1x7'), 1, 'same'),
  'input gradient of a convolution, stride 2': inputGradientByPhases,
  'depthwise convolution': () =>
    depthwiseConv2d(input<Tensor4D>('map'), input<Tensor4D>('depthwiseFilter'), 2, 'same'),
  'max pooling': () => maxPool(input<Tensor4D>('rectified'), 3, 2, 'valid'),
  'max pooling gradient': maxPoolGradient,
  'average pooling': () => avgPool(input<Tensor4D>('map'), 3, 1, 'same'),
  'concatenation and slicing': () => {
    const joined = concat([input('map'), input('picture'), input('rectified')], 3);
    return slice(joined, [0, 2, 1, 5], [1, 9, 8, 9]);
  },
  'matrix product': () => matMul(input<Tensor2D>('left'), input<Tensor2D>('right'), false, true),
  'ReLU mask': () => mul(step(relu(input('map'))), input('millionth')),
  'small magnitudes': () => {
    const small = mul<Tensor4D>(input('millionth'), 0.01);
    const filtered = conv2d(small, input<Tensor4D>('filter1x1'), 1, 'same');
    return add(filtered, slice(filtered, [0, 0, 0, 0], [1, 1, 1, 16]));
  },
  'sum over a million': () => sum(input('million')),
};

/** As networks run it: some backends have a way of their own. */
function convolutionOfSquares(): Tensor {
  const correlator = makeCorrelator(input<Tensor4D>('filter3x3'), [1, 1], [1, 1]);
  const around = { pad: 'same', bias: input<Tensor1D>('bias'), activation: 'relu' } as const;
  const output = correlator.run(input<Tensor4D>('map'), around);
  correlator.dispose();
  return output;
}

/**
 * The input gradient of a 3x3 convolution with SAME padding and stride 2 on an odd-sized map: even
 * rows of the input meet only the middle row of the filter, odd rows only its first and last;
 * likewise columns. So each of the four phases is a small dense convolution.
 */
function inputGradientByPhases(): Tensor {
  const cotangent = input<Tensor4D>('convCotangent');
  const flipped = reverse(transpose(input<Tensor4D>('filter3x3'), [0, 1, 3, 2]), [0, 1]);
  const phases = [0, 1].flatMap((row) =>
    [0, 1].map((column) => {
      const begin = [1 - row, 1 - column, 0, 0];
      const taps = stridedSlice(flipped, begin, flipped.shape, [2, 2, 1, 1]) as Tensor4D;
      const phase = conv2d(cotangent, taps, 1, 'valid');
      return pad(phase, [
        [0, 0],
        [0, row],
        [0, column],
        [0, 0],
      ]);
    }),
  );
  const interleaved = depthToSpace(concat(phases, 3) as Tensor4D, 2, 'NHWC');
  return slice(interleaved, [0, 0, 0, 0], [...inputs.map.shape]);
}

function maxPoolGradient(): Tensor {
  const map = input<Tensor4D>('rectified');
  return engine().runKernel(
    MaxPoolGrad,
    { dy: input('poolCotangent'), input: map, output: maxPool(map, 3, 2, 'valid') },
    { filterSize: 3, strides: 2, pad: 'valid' },
  ) as Tensor;
}

function input<T extends Tensor>(name: InputName): T {
  return tensor(inputValues(name), [...inputs[name].shape]) as T;
}
