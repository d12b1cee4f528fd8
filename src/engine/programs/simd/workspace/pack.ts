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

/** Outputs that the matrix product computes at once (kernels/gemm.as). */
export function panelOf(outputs: number): number {
  return outputs <= 4 ? 4 : 16;
}

/** Numbers in a filter of so many taps, packed in panels. */
export function panelsLength(taps: number, inputs: number, outputs: number): number {
  const panel = panelOf(outputs);
  return Math.ceil(outputs / panel) * taps * inputs * panel;
}

/**
 * Panels of outputs, each [taps, inputs, panel], the last filled up with zeros.
 * @param to zeros, `panelsLength` of them.
 */
export function packPanels(taps: Taps, to: Float32Array): void {
  const { data, begins, inputs, inputStep, outputs, outputStep } = taps;
  const panel = panelOf(outputs);
  let at = 0;
  for (let first = 0; first < outputs; first += panel) {
    const count = Math.min(panel, outputs - first);
    for (const begin of begins) {
      for (let i = 0; i < inputs; i++) {
        const from = begin + i * inputStep + first * outputStep;
        for (let o = 0; o < count; o++) to[at + o] = data[from + o * outputStep] as number;
        at += panel;
      }
    }
  }
}

/** The points of the transforms but infinity (kernels/winograd-four.as, winograd-six.as). */
const points = { 4: [0, 1, -1], 6: [0, 1, -1, 1 / 2, -2] } as const;

/** G of Winograd's algorithm, row-major [window, size]: powers of the points, scaled. */
export function pointPowers(window: 4 | 6, size: number): Float64Array {
  const g = new Float64Array(window * size);
  points[window].forEach((point, row) => {
    const others = points[window].filter((other) => other !== point);
    const scale = others.reduce<number>((product, other) => product * (point - other), 1);
    for (let k = 0; k < size; k++) g[row * size + k] = point ** k / scale;
  });
  g[window * size - 1] = 1;
  return g;
}
