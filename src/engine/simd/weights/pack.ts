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

/** G of Winograd's F(4x4, 3x3). */
const g = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
] as const;

/** G w Gᵀ of a 3x3 filter: [36, panels, inputs, 16] (kernels/winograd.as). */
export function packWinograd(taps: Taps): Float32Array {
  const { data, begins, inputs, inputStep, outputs, outputStep } = taps;
  const plane = inputs * outputs;
  const packed = new Float32Array(36 * plane);
  const half = new Float64Array(18);
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) {
      const from = i * inputStep + o * outputStep;
      const weight = (tap: number) => data[(begins[tap] as number) + from] as number;
      for (let column = 0; column < 3; column++) {
        const [a, b, c] = [weight(column), weight(3 + column), weight(6 + column)];
        g.forEach(([p, q, r], row) => {
          half[row * 3 + column] = p * a + q * b + r * c;
        });
      }
      const to = ((o >> 4) * inputs + i) * 16 + (o & 15);
      for (let row = 0; row < 6; row++) {
        const [a, b, c] = half.subarray(row * 3, row * 3 + 3) as unknown as [
          number,
          number,
          number,
        ];
        g.forEach(([p, q, r], column) => {
          packed[(row * 6 + column) * plane + to] = p * a + q * b + r * c;
        });
      }
    }
  }
  return packed;
}
