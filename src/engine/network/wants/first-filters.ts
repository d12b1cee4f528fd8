import { type Colours, type InputRange, inputChannels } from '../input-range.ts';
import { type Ir, type IrNode, usersOf } from '../ir.ts';

/** What a network does with the colours of each pixel before anything looks at several pixels. */
export interface ColourChange {
  /** One for each channel: weights of the channels of the input, and an offset. */
  readonly rows: readonly { readonly weights: readonly number[]; readonly offset: number }[];
}

/** The first convolution that looks at the picture. */
export interface FirstFilters {
  readonly before: ColourChange;
  /** [kernel height, kernel width, inputs, outputs] */
  readonly shape: readonly [number, number, number, number];
  readonly filter: Float32Array;
  readonly bias: Float32Array | null;
  /** Whether batch normalisation follows, or was folded in. */
  readonly moments: { readonly mean: Float32Array; readonly variance: Float32Array } | null;
}

/** The first convolution and what comes before it; null where something else comes first. */
export function firstFilters(ir: Ir): FirstFilters | null {
  const changes = new Map<string, ColourChange>();
  for (const node of ir) {
    const inputs = node.inputs.map((name) => changes.get(name));
    if (inputs.some((input) => input === undefined)) continue;
    const change = changeOf(node, inputs as readonly ColourChange[]);
    if (change) {
      changes.set(node.name, change);
      continue;
    }
    const [before] = inputs;
    const filters = before && filtersOf(ir, node, before);
    if (filters) return filters;
  }
  return null;
}

/** What a node makes of the colours of a pixel; null where it does anything else. */
function changeOf(node: IrNode, inputs: readonly ColourChange[]): ColourChange | null {
  const rows = inputs.flatMap((input) => input.rows);
  switch (node.op) {
    case 'input':
      return identity(node.channels);
    case 'affine': {
      const [scale, offset] = [node.scale.load(), node.offset.load()];
      return combined(
        rows.map((_, at) => oneOf(rows.length, at, scale[at] ?? 1)),
        offset,
        rows,
      );
    }
    case 'slice':
      return { rows: rows.slice(node.begin, node.begin + node.size) };
    case 'permute-channels':
      return { rows: node.order.flatMap((at) => rows[at] ?? []) };
    case 'concat':
    case 'pad':
      return { rows };
    case 'conv':
      return onPixels(node) ? convolved(node, rows) : null;
    default:
      return null;
  }
}

/** A convolution that only mixes the colours anew, as some exports write their preparation. */
function onPixels(node: Extract<IrNode, { op: 'conv' }>): boolean {
  const [height, width, inputs = 0, outputs = 0] = node.filter.shape;
  const plain = node.activation.kind === 'linear' && node.strides.every((stride) => stride === 1);
  return height === 1 && width === 1 && inputs <= 4 && outputs === inputs && plain;
}

function convolved(
  { filter, bias }: Extract<IrNode, { op: 'conv' }>,
  rows: ColourChange['rows'],
): ColourChange {
  const outputs = filter.shape[3] ?? 0;
  const numbers = filter.load();
  const weights = Array.from({ length: outputs }, (_, to) =>
    rows.map((_, from) => numbers[from * outputs + to] ?? 0),
  );
  return combined(weights, bias?.load() ?? new Float32Array(outputs), rows);
}

function identity(channels: number): ColourChange {
  return {
    rows: Array.from({ length: channels }, (_, at) => ({
      weights: oneOf(channels, at, 1),
      offset: 0,
    })),
  };
}

function combined(
  weights: readonly (readonly number[])[],
  offset: Float32Array,
  rows: ColourChange['rows'],
): ColourChange {
  return {
    rows: weights.map((shares, to) => ({
      weights: (rows[0]?.weights ?? []).map((_, from) =>
        shares.reduce((sum, share, at) => sum + share * (rows[at]?.weights[from] ?? 0), 0),
      ),
      offset: shares.reduce(
        (sum, share, at) => sum + share * (rows[at]?.offset ?? 0),
        offset[to] ?? 0,
      ),
    })),
  };
}

function oneOf(length: number, place: number, value: number): readonly number[] {
  return Array.from({ length }, (_, at) => (at === place ? value : 0));
}

function filtersOf(ir: Ir, node: IrNode, before: ColourChange): FirstFilters | null {
  if (node.op !== 'conv' || (node.groups ?? 1) > 1) return null;
  const [height = 0, width = 0, inputs = 0, outputs = 0] = node.filter.shape;
  if (inputs !== before.rows.length) return null;
  const [reader] = usersOf(ir).get(node.name) ?? [];
  const moments = reader?.op === 'affine' ? reader.moments : undefined;
  return {
    before,
    shape: [height, width, inputs, outputs],
    filter: node.filter.load(),
    bias: node.bias?.load() ?? null,
    moments: moments ? { mean: moments.mean.load(), variance: moments.variance.load() } : null,
  };
}

/** What the first convolution gets of a picture's colours: weights of red, green and blue, and an offset. */
export function colourRows(
  { rows }: ColourChange,
  range: InputRange,
): readonly { readonly weights: Colours; readonly offset: number }[] {
  const channels = rows[0]?.weights.length ?? 0;
  const inputs = inputChannels(range, channels);
  return rows.map(({ weights, offset }) => {
    const colour = (at: 0 | 1 | 2) =>
      weights.reduce((sum, weight, from) => sum + weight * (inputs[from]?.weights[at] ?? 0), 0);
    return {
      weights: [colour(0), colour(1), colour(2)],
      offset: weights.reduce(
        (sum, weight, from) => sum + weight * (inputs[from]?.offset ?? 0),
        offset,
      ),
    };
  });
}
