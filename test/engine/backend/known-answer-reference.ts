import type { CheckName } from '../../../src/engine/backend/self-test/checks.ts';
import {
  type InputName,
  inputs,
  inputValues,
} from '../../../src/engine/backend/self-test/inputs.ts';

/** Height x width x channels, row-major, in double precision. */
interface Map3 {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: Float64Array;
}

interface Filter {
  readonly height: number;
  readonly width: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly data: Float64Array;
}

/** The self-test's answers by plain loops in double precision: no tfjs, no cleverness. */
export const referenceAnswers: Record<CheckName, () => Float64Array> = {
  'convolution, SAME, stride 2, with bias and ReLU': () => convolutionOfSquares(2),
  'convolution, VALID, stride 2': () =>
    convolve(map('picture'), filter('filterOfPicture'), 2, 'valid').data,
  'convolution 3x3': () => convolutionOfSquares(1),
  'convolution 1x1': () => convolve(map('map'), filter('filter1x1'), 1, 'same').data,
  'convolution 1x7': () => convolve(map('map'), filter('filter1x7'), 1, 'same').data,
  'input gradient of a convolution, stride 2': () => {
    const cotangent = values('convCotangent');
    const dx = empty(map('map'));
    forEachTap(dx, filter('filter3x3'), 2, 'same', (x, dy, weight) => {
      dx.data[x] = at(dx.data, x) + at(cotangent, dy) * weight;
    });
    return dx.data;
  },
  'depthwise convolution': () => depthwise(map('map'), filter('depthwiseFilter'), 2),
  'max pooling': () => pool(map('rectified'), 2, 'valid', (window) => Math.max(...window)),
  'max pooling gradient': maxPoolGradient,
  'average pooling': () =>
    pool(map('map'), 1, 'same', (window) => window.reduce((a, b) => a + b, 0) / window.length),
  'concatenation and slicing': concatenationAndSlicing,
  'matrix product': matrixProduct,
  'ReLU mask': () => {
    const gradient = values('millionth');
    return values('map').map((x, i) => (x > 0 ? at(gradient, i) : 0));
  },
  'small magnitudes': () => {
    const small = map('millionth');
    const scaled = { ...small, data: small.data.map((x) => x * 0.01) };
    const { data } = convolve(scaled, filter('filter1x1'), 1, 'same');
    return data.map((y, i) => y + at(data, i % 16));
  },
  'sum over a million': () => Float64Array.of(values('million').reduce((a, b) => a + b, 0)),
};

function convolve(input: Map3, kernel: Filter, stride: number, padding: 'same' | 'valid'): Map3 {
  const [height, width] = outputSize(input, kernel, stride, padding);
  const output = empty({ height, width, channels: kernel.outChannels });
  forEachTap(input, kernel, stride, padding, (x, y, weight) => {
    output.data[y] = at(output.data, y) + at(input.data, x) * weight;
  });
  return output;
}

function convolutionOfSquares(stride: number): Float64Array {
  const bias = values('bias');
  const sums = convolve(map('map'), filter('filter3x3'), stride, 'same');
  return sums.data.map((sum, i) => Math.max(0, sum + at(bias, i % sums.channels)));
}

/** Calls back once for each product of a convolution: input index, output index, filter weight. */
function forEachTap(
  input: Map3,
  kernel: Filter,
  stride: number,
  padding: 'same' | 'valid',
  visit: (input: number, output: number, weight: number) => void,
): void {
  forEachPosition(input, kernel, stride, padding, (position, y, x, i, j) => {
    for (let c = 0; c < kernel.inChannels; c++) {
      for (let k = 0; k < kernel.outChannels; k++) {
        const tap = ((i * kernel.width + j) * kernel.inChannels + c) * kernel.outChannels + k;
        visit(
          (y * input.width + x) * input.channels + c,
          position * kernel.outChannels + k,
          at(kernel.data, tap),
        );
      }
    }
  });
}

/** Calls back for each tap (i, j) of each window that lies on the map at (y, x). */
function forEachPosition(
  input: Map3,
  kernel: { readonly height: number; readonly width: number },
  stride: number,
  padding: 'same' | 'valid',
  visit: (position: number, y: number, x: number, i: number, j: number) => void,
): void {
  const [height, width] = outputSize(input, kernel, stride, padding);
  const top = padding === 'valid' ? 0 : before(input.height, height, kernel.height, stride);
  const left = padding === 'valid' ? 0 : before(input.width, width, kernel.width, stride);
  for (let position = 0; position < height * width; position++) {
    for (let tap = 0; tap < kernel.height * kernel.width; tap++) {
      const [i, j] = [Math.floor(tap / kernel.width), tap % kernel.width];
      const y = Math.floor(position / width) * stride + i - top;
      const x = (position % width) * stride + j - left;
      if (y < 0 || x < 0 || y >= input.height || x >= input.width) continue;
      visit(position, y, x, i, j);
    }
  }
}

function depthwise(input: Map3, kernel: Filter, stride: number): Float64Array {
  const [height, width] = outputSize(input, kernel, stride, 'same');
  const output = empty({ height, width, channels: input.channels });
  forEachPosition(input, kernel, stride, 'same', (position, y, x, i, j) => {
    for (let c = 0; c < input.channels; c++) {
      const to = position * input.channels + c;
      const weight = at(kernel.data, (i * kernel.width + j) * input.channels + c);
      const value = at(input.data, (y * input.width + x) * input.channels + c);
      output.data[to] = at(output.data, to) + value * weight;
    }
  });
  return output.data;
}

function pool(
  input: Map3,
  stride: number,
  padding: 'same' | 'valid',
  reduce: (window: readonly number[]) => number,
): Float64Array {
  const [height, width] = outputSize(input, window3x3, stride, padding);
  const windows: number[][] = Array.from({ length: height * width * input.channels }, () => []);
  forEachPosition(input, window3x3, stride, padding, (position, y, x) => {
    for (let c = 0; c < input.channels; c++) {
      const from = (y * input.width + x) * input.channels + c;
      windows[position * input.channels + c]?.push(at(input.data, from));
    }
  });
  return Float64Array.from(windows, reduce);
}

function maxPoolGradient(): Float64Array {
  const input = map('rectified');
  const maxima = referenceAnswers['max pooling']();
  const dy = values('poolCotangent');
  const dx = new Float64Array(input.data.length);
  forEachPosition(input, window3x3, 2, 'valid', (position, y, x) => {
    for (let c = 0; c < input.channels; c++) {
      const from = (y * input.width + x) * input.channels + c;
      const to = position * input.channels + c;
      if (at(input.data, from) === at(maxima, to)) dx[from] = at(dx, from) + at(dy, to);
    }
  });
  return dx;
}

function concatenationAndSlicing(): Float64Array {
  const parts = [map('map'), map('picture'), map('rectified')];
  const result: number[] = [];
  for (let y = 2; y < 2 + 9; y++) {
    for (let x = 1; x < 1 + 8; x++) {
      const joined = parts.flatMap(({ width, channels, data }) => {
        const start = (y * width + x) * channels;
        return [...data.slice(start, start + channels)];
      });
      result.push(...joined.slice(5, 5 + 9));
    }
  }
  return Float64Array.from(result);
}

function matrixProduct(): Float64Array {
  const [rows, inner] = inputs.left.shape;
  const [columns] = inputs.right.shape;
  const [a, b] = [values('left'), values('right')];
  return Float64Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += at(a, row * inner + k) * at(b, column * inner + k);
    return sum;
  });
}

const window3x3 = { height: 3, width: 3 };

function outputSize(
  input: Map3,
  kernel: { readonly height: number; readonly width: number },
  stride: number,
  padding: 'same' | 'valid',
): [number, number] {
  if (padding === 'same') {
    return [Math.ceil(input.height / stride), Math.ceil(input.width / stride)];
  }
  return [
    Math.floor((input.height - kernel.height) / stride) + 1,
    Math.floor((input.width - kernel.width) / stride) + 1,
  ];
}

/** Rows (or columns) of SAME padding before the first: the smaller half. */
function before(input: number, output: number, kernel: number, stride: number): number {
  return Math.floor(Math.max((output - 1) * stride + kernel - input, 0) / 2);
}

function empty({ height, width, channels }: Omit<Map3, 'data'>): Map3 {
  return { height, width, channels, data: new Float64Array(height * width * channels) };
}

function map(name: 'map' | 'picture' | 'rectified' | 'millionth'): Map3 {
  const [, height, width, channels] = inputs[name].shape;
  return { height, width, channels, data: values(name) };
}

function filter(
  name: 'filter3x3' | 'filter1x7' | 'filter1x1' | 'filterOfPicture' | 'depthwiseFilter',
): Filter {
  const [height, width, inChannels, outChannels] = inputs[name].shape;
  return { height, width, inChannels, outChannels, data: values(name) };
}

function values(name: InputName): Float64Array {
  return Float64Array.from(inputValues(name));
}

function at(data: Float64Array, index: number): number {
  const value = data[index];
  if (value === undefined) throw new RangeError(`no element ${index} of ${data.length}`);
  return value;
}
