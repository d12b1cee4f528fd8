/** Exact conversions and profiles for the test pictures, written apart from those of the product. */

export type Rgb = readonly [number, number, number];
export type Curve = (value: number) => number;

export interface Space {
  /** x, y of red, green, blue; white is D65. */
  readonly primaries: readonly number[];
  /** To light. */
  readonly curve: Curve;
}

export const srgbCurve: Curve = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
export const power =
  (exponent: number): Curve =>
  (v) =>
    v ** exponent;

export const rec709 = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06];
export const displayP3 = [0.68, 0.32, 0.265, 0.69, 0.15, 0.06];
export const adobeRgb = [0.64, 0.33, 0.21, 0.71, 0.15, 0.06];
export const bt2020 = [0.708, 0.292, 0.17, 0.797, 0.131, 0.046];

/** Gauss and Jordan. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (let i = 0; i < 3; i++) {
    const pivot = rows.findIndex((row, j) => j >= i && Math.abs(row[i] as number) > 1e-9);
    [rows[i], rows[pivot]] = [rows[pivot] as number[], rows[i] as number[]];
    const own = rows[i] as number[];
    const head = own[i] as number;
    rows[i] = own.map((value) => value / head);
    for (let j = 0; j < 3; j++) {
      if (j === i) continue;
      const factor = rows[j]?.[i] as number;
      rows[j] = (rows[j] as number[]).map((v, k) => v - factor * (rows[i]?.[k] as number));
    }
  }
  return rows.map((row) => row[3] as number);
}

const transpose = (m: readonly (readonly number[])[]) =>
  [0, 1, 2].map((i) => m.map((row) => row[i] as number));
const xyz = (x: number, y: number) => [x / y, 1, (1 - x - y) / y];

/** Columns: XYZ of full red, green and blue. */
function matrixOf(p: readonly number[]): number[][] {
  const columns = [0, 2, 4].map((i) => xyz(p[i] as number, p[i + 1] as number));
  const scale = solve(transpose(columns), xyz(0.3127, 0.329));
  return transpose(columns.map((column, i) => column.map((v) => v * (scale[i] as number))));
}

/** Encoded values of a space, in 0 to 255 of sRGB. */
export function toSrgb({ primaries, curve }: Space, rgb: Rgb): number[] {
  const light = rgb.map(curve);
  const seen = matrixOf(primaries).map((row) =>
    row.reduce((sum, value, i) => sum + value * (light[i] as number), 0),
  );
  return solve(matrixOf(rec709), seen).map((value) => {
    const v = Math.min(1, Math.max(0, value));
    return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
  });
}

/** Colorants under D50, as published with the profiles. */
export const colorants = {
  srgb: [0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.7141],
  displayP3: [
    0.515102, 0.241182, -0.00105, 0.291965, 0.692236, 0.041882, 0.157153, 0.06658, 0.784379,
  ],
  adobeRgb: [0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457],
};

const s15 = (values: readonly number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65536), 4 * i);
  return bytes;
};
const xyzTag = (values: readonly number[]) =>
  Buffer.concat([Buffer.from('XYZ \0\0\0\0'), s15(values)]);

/** Curves of profiles: sRGB as formula, an exponent, or a table. */
export const curveTags = {
  srgb: Buffer.concat([
    Buffer.from('para\0\0\0\0\0\x03\0\0', 'latin1'),
    s15([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
  ]),
  exponent(value: number): Buffer {
    const bytes = Buffer.from('curv\0\0\0\0\0\0\0\x01\0\0\0\0', 'latin1');
    bytes.writeUInt16BE(Math.round(value * 256), 12);
    return bytes;
  },
  table(curve: Curve): Buffer {
    const bytes = Buffer.alloc(12 + 2 * 1024);
    bytes.write('curv', 0, 'latin1');
    bytes.writeUInt32BE(1024, 8);
    for (let i = 0; i < 1024; i++) {
      bytes.writeUInt16BE(Math.round(curve(i / 1023) * 65535), 12 + 2 * i);
    }
    return bytes;
  },
};

/** An ICC profile of a display, or of grey where there are no colorants. */
export function profile(curve: Buffer, colour?: readonly number[]): Buffer {
  const text = Buffer.from(
    'mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x02\0\0\0\x1c\0T\0\0',
    'latin1',
  );
  const tags: [string, Buffer][] = [
    ['desc', text],
    ['cprt', text],
    ['wtpt', xyzTag([0.9642, 1, 0.8249])],
  ];
  if (colour) {
    for (const [i, name] of ['r', 'g', 'b'].entries()) {
      tags.push([`${name}XYZ`, xyzTag(colour.slice(3 * i, 3 * i + 3))], [`${name}TRC`, curve]);
    }
  } else tags.push(['kTRC', curve]);
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length);
  const bodies: Buffer[] = [];
  let at = 128 + table.length;
  for (const [i, [name, body]] of tags.entries()) {
    table.write(name, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(body.length, 12 + 12 * i);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    bodies.push(padded);
    at += padded.length;
  }
  const head = Buffer.alloc(128);
  head.writeUInt32BE(at);
  head.writeUInt32BE(0x04300000, 8);
  head.write(`mntr${colour ? 'RGB ' : 'GRAY'}XYZ `, 12, 'latin1');
  for (const [i, value] of [2026, 1, 1].entries()) head.writeUInt16BE(value, 24 + 2 * i);
  head.write('acsp', 36, 'latin1');
  s15([0.9642, 1, 0.8249]).copy(head, 68);
  return Buffer.concat([head, table, ...bodies]);
}
