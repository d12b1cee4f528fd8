/** A filter as a stack of matrices [inputs, outputs], one per tap, wherever its numbers lie. */
export interface Taps {
  readonly data: Float32Array;
  /** Where each tap's matrix begins. */
  readonly begins: readonly number[];
  readonly inputs: number;
  readonly inputStep: number;
  readonly outputs: number;
  readonly outputStep: number;
}

/** The filter [kh, kw, inputs, outputs] as it stands. */
export function forwardTaps(data: Float32Array, shape: readonly number[]): Taps {
  const [kh = 1, kw = 1, inputs = 1, outputs = 1] = shape;
  const begins = Array.from({ length: kh * kw }, (_, tap) => tap * inputs * outputs);
  return { data, begins, inputs, inputStep: outputs, outputs, outputStep: 1 };
}

/** Some rows and columns of it, in the order given, with inputs and outputs swapped. */
export function backwardTaps(
  data: Float32Array,
  shape: readonly number[],
  rows: readonly number[],
  columns: readonly number[],
): Taps {
  const [, kw = 1, inputs = 1, outputs = 1] = shape;
  return {
    data,
    begins: rows.flatMap((row) => columns.map((column) => (row * kw + column) * inputs * outputs)),
    inputs: outputs,
    inputStep: 1,
    outputs: inputs,
    outputStep: outputs,
  };
}

/** Outputs that the matrix product computes at once (kernels/product.as). */
export function panelOf(outputs: number): number {
  return outputs <= 4 ? 4 : 16;
}

/** Panels of outputs, each [taps, inputs, panel], the last filled up with zeros. */
export function packPanels({ data, begins, inputs, inputStep, outputs, outputStep }: Taps) {
  const panel = panelOf(outputs);
  const packed = new Float32Array(Math.ceil(outputs / panel) * begins.length * inputs * panel);
  let at = 0;
  for (let first = 0; first < outputs; first += panel) {
    const count = Math.min(panel, outputs - first);
    for (const begin of begins) {
      for (let i = 0; i < inputs; i++) {
        const from = begin + i * inputStep + first * outputStep;
        for (let o = 0; o < count; o++) packed[at + o] = data[from + o * outputStep] as number;
        at += panel;
      }
    }
  }
  return packed;
}

/** The points of kernels/winograd.as but infinity, and the products of each with the others. */
const points = [0, 1, -1, 1 / 2, -2] as const;
const products = [1, 3, -3, -15 / 16, 15] as const;

/** G of Winograd's algorithm, row-major [6, size]: powers of the points. */
function pointPowers(size: number): Float64Array {
  const g = new Float64Array(6 * size);
  points.forEach((point, row) => {
    for (let k = 0; k < size; k++) g[row * size + k] = point ** k / (products[row] as number);
  });
  g[6 * size - 1] = 1;
  return g;
}

/** G w Gᵀ of a filter 3x3 or 5x5: [36, panels, inputs, 16] (kernels/winograd.as). */
export function packWinograd(taps: Taps, size: number): Float32Array {
  const { data, begins, inputs, inputStep, outputs, outputStep } = taps;
  const plane = inputs * outputs;
  const packed = new Float32Array(36 * plane);
  const g = pointPowers(size);
  const half = new Float64Array(6 * size);
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) {
      const from = i * inputStep + o * outputStep;
      half.fill(0);
      for (let tap = 0; tap < size * size; tap++) {
        const weight = data[(begins[tap] as number) + from] as number;
        const line = Math.floor(tap / size);
        const column = tap % size;
        for (let row = 0; row < 6; row++) {
          const at = row * size + column;
          half[at] = (half[at] as number) + weight * (g[row * size + line] as number);
        }
      }
      const to = ((o >> 4) * inputs + i) * 16 + (o & 15);
      for (let k = 0; k < 36; k++) {
        const row = Math.floor(k / 6) * size;
        const column = (k % 6) * size;
        let sum = 0;
        for (let j = 0; j < size; j++) {
          sum += (half[row + j] as number) * (g[column + j] as number);
        }
        packed[k * plane + to] = sum;
      }
    }
  }
  return packed;
}
