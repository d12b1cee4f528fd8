import type { Rgb } from './picture.ts';

/** A 3x3 matrix, row-major. */
export type Matrix3 = readonly [
  ...[number, number, number],
  ...[number, number, number],
  ...[number, number, number],
];

const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  return build((row, column) => {
    let sum = 0;
    for (let k = 0; k < 3; k++) sum += entry(a, row, k) * entry(b, k, column);
    return sum;
  });
}

/** The matrix times the column vector. */
export function apply(m: Matrix3, [x, y, z]: Rgb): Rgb {
  return [
    m[0] * x + m[1] * y + m[2] * z,
    m[3] * x + m[4] * y + m[5] * z,
    m[6] * x + m[7] * y + m[8] * z,
  ];
}

export function transpose(m: Matrix3): Matrix3 {
  return build((row, column) => entry(m, column, row));
}

export function scale(m: Matrix3, factor: number): Matrix3 {
  return build((row, column) => factor * entry(m, row, column));
}

/** Cramer's rule. The matrix must not be singular. */
export function inverse(m: Matrix3): Matrix3 {
  const determinant =
    m[0] * cofactor(m, 0, 0) + m[1] * cofactor(m, 0, 1) + m[2] * cofactor(m, 0, 2);
  return build((row, column) => cofactor(m, column, row) / determinant);
}

/**
 * A function of a symmetric matrix, such as its square root: the same eigenvectors, with `change`
 * applied to each eigenvalue.
 */
export function symmetricFunction(m: Matrix3, change: (eigenvalue: number) => number): Matrix3 {
  const { values, vectors } = symmetricEigen(m);
  const scaled = build((row, column) => entry(vectors, row, column) * change(values[column] ?? 0));
  return multiply(scaled, transpose(vectors));
}

/** Eigenvalues and, in the columns of `vectors`, eigenvectors, by cyclic Jacobi rotations. */
function symmetricEigen(m: Matrix3): { values: Rgb; vectors: Matrix3 } {
  let values = m;
  let vectors = IDENTITY;
  // Convergence is quadratic: 3x3 matrices need about five sweeps to reach double precision.
  for (let sweep = 0; sweep < 12; sweep++) {
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const rotation = jacobiRotation(values, p, q);
      values = multiply(transpose(rotation), multiply(values, rotation));
      vectors = multiply(vectors, rotation);
    }
  }
  return { values: [values[0], values[4], values[8]], vectors };
}

/** The rotation of axes `p` and `q` that makes the entry between them zero. */
function jacobiRotation(m: Matrix3, p: number, q: number): Matrix3 {
  const angle = 0.5 * Math.atan2(2 * entry(m, p, q), entry(m, q, q) - entry(m, p, p));
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  return build((row, column) => {
    if (row === p && column === q) return sine;
    if (row === q && column === p) return -sine;
    if (row !== column) return 0;
    return row === p || row === q ? cosine : 1;
  });
}

function cofactor(m: Matrix3, row: number, column: number): number {
  const [r1, r2, c1, c2] = [(row + 1) % 3, (row + 2) % 3, (column + 1) % 3, (column + 2) % 3];
  return entry(m, r1, c1) * entry(m, r2, c2) - entry(m, r1, c2) * entry(m, r2, c1);
}

function entry(m: Matrix3, row: number, column: number): number {
  return m[row * 3 + column] as number;
}

function build(value: (row: number, column: number) => number): Matrix3 {
  return [
    ...[value(0, 0), value(0, 1), value(0, 2)],
    ...[value(1, 0), value(1, 1), value(1, 2)],
    ...[value(2, 0), value(2, 1), value(2, 2)],
  ] as unknown as Matrix3;
}
