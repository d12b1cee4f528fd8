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

/** G w Gᵀ of a 3x3 filter, Winograd's F(4x4, 3x3): [36, panels, inputs, 16] (kernels/winograd.as). */
export function packWinograd(taps: Taps): Float32Array {
  const { data, begins, inputs, inputStep, outputs, outputStep } = taps;
  const plane = inputs * outputs;
  const packed = new Float32Array(36 * plane);
  const filter = new Float64Array(9);
  const half = new Float64Array(18);
  const whole = new Float64Array(36);
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) {
      const from = i * inputStep + o * outputStep;
      for (let tap = 0; tap < 9; tap++) {
        filter[tap] = data[(begins[tap] as number) + from] as number;
      }
      for (let column = 0; column < 3; column++) transform(filter, column, 3, half, column, 3);
      for (let row = 0; row < 6; row++) transform(half, row * 3, 1, whole, row * 6, 1);
      const to = ((o >> 4) * inputs + i) * 16 + (o & 15);
      for (let k = 0; k < 36; k++) packed[k * plane + to] = whole[k] as number;
    }
  }
  return packed;
}

/** G times the three numbers at `from`. */
function transform(
  source: Float64Array,
  from: number,
  fromStep: number,
  target: Float64Array,
  to: number,
  toStep: number,
): void {
  const a = source[from] as number;
  const b = source[from + fromStep] as number;
  const c = source[from + 2 * fromStep] as number;
  target[to] = a / 4;
  target[to + toStep] = -(a + b + c) / 6;
  target[to + 2 * toStep] = (b - a - c) / 6;
  target[to + 3 * toStep] = (a + 2 * b + 4 * c) / 24;
  target[to + 4 * toStep] = (a - 2 * b + 4 * c) / 24;
  target[to + 5 * toStep] = c;
}
