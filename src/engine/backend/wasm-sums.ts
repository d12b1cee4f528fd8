import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import {
  backend_util,
  getKernel,
  registerKernel,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';

/**
 * Sums and means on wasm of many numbers, in double precision. Those of tfjs add float32 numbers one
 * after the other: past some millions of them each is too small beside the sum to change it by what
 * it is, so that means over large pictures come out far too small.
 */
export function replaceWasmSums(): void {
  for (const name of ['Sum', 'Mean'] as const) {
    const { kernelFunc: original, ...rest } = getKernel(name, 'wasm');
    if (ours.has(original)) continue;
    const kernelFunc = reduction(name === 'Mean', original);
    ours.add(kernelFunc);
    unregisterKernel(name, 'wasm');
    registerKernel({ ...rest, kernelFunc });
  }
}

const ours = new WeakSet<KernelFunc>();

/** So many, those of a picture of 160 x 136, tfjs adds up to within 1e-5, and to 6e-4 if all are equal. */
const fewNumbers = 2 ** 16;

/**
 * @param original serves few numbers, numbers that are not float32, and axes that do not lie side by
 *   side.
 */
function reduction(isMean: boolean, original: KernelFunc): KernelFunc {
  return (task) => {
    const { x } = task.inputs as { x: TensorInfo };
    // No axis means all of them, whatever the type of `parseAxisParam` says.
    const { axis, keepDims } = task.attrs as { axis: number | number[]; keepDims?: boolean };
    const axes = util.parseAxisParam(axis, x.shape);
    const layout = layoutOf(x.shape, axes);
    if (x.dtype !== 'float32' || !layout || layout.reduced <= fewNumbers) return original(task);
    const backend = task.backend as BackendWasm;
    const [kept] = backend_util.computeOutAndReduceShapes(x.shape, axes);
    const shape = keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept;
    // First the output: making it may move the memory that both lie in.
    const output = backend.makeOutput(shape, 'float32');
    const [from, to] = [x, output].map((each) => backend.typedArrayFromHeap(each) as Float32Array);
    const share = isMean ? 1 / layout.reduced : 1;
    if (from && to) addUp(from, layout, share, to);
    return output;
  };
}

/** A tensor as [outer, reduced, inner]. */
interface Layout {
  readonly outer: number;
  readonly reduced: number;
  readonly inner: number;
}

/** Null if other axes lie between those that are summed over. */
function layoutOf(shape: readonly number[], axes: readonly number[]): Layout | null {
  // An axis of length 1 belongs to its neighbours, whatever is to become of it.
  const summed = axes.filter((axis) => shape[axis] !== 1);
  const product = (from: number, to: number): number =>
    shape.slice(from, to).reduce((size, length) => size * length, 1);
  if (summed.length === 0) return { outer: product(0, shape.length), reduced: 1, inner: 1 };
  const [first, last] = [Math.min(...summed), Math.max(...summed)];
  for (let axis = first; axis <= last; axis++) {
    if (shape[axis] !== 1 && !summed.includes(axis)) return null;
  }
  return {
    outer: product(0, first),
    reduced: product(first, last + 1),
    inner: product(last + 1, shape.length),
  };
}

function addUp(
  from: Float32Array,
  { outer, reduced, inner }: Layout,
  share: number,
  to: Float32Array,
): void {
  if (inner === 1) {
    for (let o = 0; o < outer; o++) {
      to[o] = share * sumOf(from.subarray(o * reduced, (o + 1) * reduced));
    }
    return;
  }
  const sums = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    sums.fill(0);
    addRows(from.subarray(o * reduced * inner, (o + 1) * reduced * inner), sums);
    for (let i = 0; i < inner; i++) to[o * inner + i] = share * (sums[i] as number);
  }
}

/** Adds rows of numbers, as many in each as there are sums. */
function addRows(rows: Float32Array, sums: Float64Array): void {
  const { length } = sums;
  for (let begin = 0; begin < rows.length; begin += length) {
    for (let i = 0; i < length; i++) {
      sums[i] = (sums[i] as number) + (rows[begin + i] as number);
    }
  }
}

/** Four sums at once, because a processor waits for each before it can add the next to it. */
function sumOf(numbers: Float32Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const { length } = numbers;
  let at = 0;
  for (; at < length - 3; at += 4) {
    a += numbers[at] as number;
    b += numbers[at + 1] as number;
    c += numbers[at + 2] as number;
    d += numbers[at + 3] as number;
  }
  for (; at < length; at++) a += numbers[at] as number;
  return a + b + (c + d);
}
