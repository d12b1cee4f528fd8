/** How numbers of a file become light: what is between 0 and 1 in both. */
export type Transfer =
  | { readonly kind: 'srgb' }
  | { readonly kind: 'power'; readonly exponent: number }
  /** Of pictures brighter than a screen, PQ or HLG. */
  | { readonly kind: 'hdr' }
  /** Of an ICC profile, one for each channel. */
  | { readonly kind: 'curves'; readonly curves: readonly ((value: number) => number)[] };

/** What the numbers of a picture mean. */
export interface Colour {
  /** Chromaticities x, y of red, green, blue and white; a matrix to XYZ under D50; or grey. */
  readonly primaries: readonly number[] | { readonly toXyzD50: Matrix };
  readonly transfer: Transfer;
}

/** Three rows of three. */
export type Matrix = readonly (readonly [number, number, number])[];

const d65 = [0.3127, 0.329];
export const srgbPrimaries: readonly number[] = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...d65];

/** Those of ITU-T H.273 that pictures use. */
const primariesOfCode: Readonly<Record<number, readonly number[]>> = {
  1: srgbPrimaries,
  4: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.31, 0.316],
  5: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...d65],
  6: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...d65],
  7: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...d65],
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...d65],
  11: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...d65],
};
/** BT.1886: how screens show what cameras made by BT.601, BT.709 and BT.2020. */
const screen: Transfer = { kind: 'power', exponent: 2.4 };
const transferOfCode: Readonly<Record<number, Transfer>> = {
  1: screen,
  4: { kind: 'power', exponent: 2.2 },
  5: { kind: 'power', exponent: 2.8 },
  6: screen,
  8: { kind: 'power', exponent: 1 },
  13: { kind: 'srgb' },
  11: screen,
  14: screen,
  15: screen,
  16: { kind: 'hdr' },
  18: { kind: 'hdr' },
};

/** Of coding-independent code points; undefined, which is sRGB, where they say so or nothing. */
export function colourOfCodes(primaries: number, transfer: number): Colour | undefined {
  const curve = transferOfCode[transfer] ?? { kind: 'srgb' };
  const points = primariesOfCode[primaries] ?? srgbPrimaries;
  if (curve.kind === 'srgb' && points === srgbPrimaries) return undefined;
  return { primaries: points, transfer: curve };
}

/** Changes values in [0, 1], red, green and blue in turn, to sRGB. */
export function toSrgb(data: Float32Array, colour: Colour): void {
  const [red, green, blue] = [0, 1, 2].map((channel) => decoder(colour.transfer, channel));
  if (!red || !green || !blue) return;
  const [r, g, b] = matrixToSrgb(colour.primaries) as readonly [Row, Row, Row];
  for (let at = 0; at < data.length; at += 3) {
    const x = red(data[at] as number);
    const y = green(data[at + 1] as number);
    const z = blue(data[at + 2] as number);
    data[at] = encode(r[0] * x + r[1] * y + r[2] * z);
    data[at + 1] = encode(g[0] * x + g[1] * y + g[2] * z);
    data[at + 2] = encode(b[0] * x + b[1] * y + b[2] * z);
  }
}

type Row = Matrix[number];

function decoder(transfer: Transfer, channel: number): (value: number) => number {
  switch (transfer.kind) {
    case 'power':
      return (value) => value ** transfer.exponent;
    case 'curves':
      return transfer.curves[channel] ?? (transfer.curves[0] as (value: number) => number);
    case 'srgb':
    case 'hdr':
      return (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  }
}

function encode(light: number): number {
  if (!(light > 0)) return 0;
  if (light >= 1) return 1;
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** From linear red, green and blue to those of sRGB, white to white. */
function matrixToSrgb(primaries: Colour['primaries']): Matrix {
  const source = 'toXyzD50' in primaries ? primaries.toXyzD50 : toXyzD50(primaries);
  return multiply(invert(toXyzD50(srgbPrimaries)), source);
}

/** Bradford: how eyes adapted to one white see what was made under another. */
const cones: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];
const whiteD50 = [0.9642, 1, 0.8249];

function toXyzD50(points: readonly number[]): Matrix {
  const xyz = [0, 2, 4, 6].map((at) => {
    const [x = 0, y = 1] = points.slice(at, at + 2);
    return [x / y, 1, (1 - x - y) / y] as const;
  });
  const [red, green, blue, white] = xyz as unknown as readonly [Row, Row, Row, Row];
  const columns: Matrix = [0, 1, 2].map((i) => [red[i], green[i], blue[i]] as unknown as Row);
  const scale = apply(invert(columns), white);
  const scaled = columns.map((row) => row.map((v, i) => v * (scale[i] ?? 0)) as unknown as Row);
  const [from, to] = [apply(cones, white), apply(cones, whiteD50)];
  const adapted = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => (i === j ? (to[i] ?? 0) / (from[i] ?? 1) : 0)),
  ) as unknown as Matrix;
  return multiply(multiply(invert(cones), multiply(adapted, cones)), scaled);
}

const apply = (matrix: Matrix, vector: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0));

function multiply(a: Matrix, b: Matrix): Matrix {
  return a.map(
    (row) =>
      [0, 1, 2].map((j) =>
        row.reduce((sum, value, k) => sum + value * ((b[k] as Row)[j] as number), 0),
      ) as unknown as Row,
  );
}

function invert(m: Matrix): Matrix {
  const [[a, b, c], [d, e, f], [g, h, i]] = m as readonly [Row, Row, Row];
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ].map((row) => row.map((value) => value / determinant) as unknown as Row);
}
