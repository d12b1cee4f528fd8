import type { Margins, Operation, Pair } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { arranged, asTensor, type Layout, layoutOf } from './arrange.ts';
import type { IrBuilder } from './ir-builder.ts';
import { type MapTensor, mapOf, type Tensor } from './tensor.ts';

/*
 * What adds or repeats rows and columns.
 */

/** Numbers around a map, as many as given before and after each axis; negative: fewer. */
export function padded(
  b: IrBuilder,
  x: MapTensor,
  before: readonly number[],
  after: readonly number[],
  {
    mode = 'constant',
    value = 0,
  }: { readonly mode?: 'constant' | 'edge' | 'reflect'; readonly value?: number } = {},
): MapTensor {
  const wide = x.axes.flatMap((_, axis) => (before[axis] || after[axis] ? [axis] : []));
  if (wide.length === 0) return x;
  const layout = layoutFor(b, x, wide);
  const along = (role: 'row' | 'column') => {
    const axis = layout.indexOf(role);
    return [before[axis] ?? 0, after[axis] ?? 0] as const;
  };
  if (wide.some((axis) => layout[axis] !== 'row' && layout[axis] !== 'column')) {
    throw new Unsupported('pads channels');
  }
  const [[top, bottom], [left, right]] = [along('row'), along('column')];
  const node = arranged(b, x, layout);
  const margins = { top, bottom, left, right };
  const lengths = [top, bottom, left, right];
  if (lengths.every((length) => length >= 0)) {
    return asTensor(b, b.add([node], { op: 'pad', mode, value, margins }), layout);
  }
  const negative = (sign: 1 | -1): Margins => ({
    top: Math.max(0, sign * top),
    bottom: Math.max(0, sign * bottom),
    left: Math.max(0, sign * left),
    right: Math.max(0, sign * right),
  });
  if (lengths.every((length) => length <= 0)) {
    return asTensor(b, b.add([node], { op: 'crop', margins: negative(-1) }), layout);
  }
  const cropped = b.add([node], { op: 'crop', margins: negative(-1) }, 'crop');
  return asTensor(b, b.add([cropped], { op: 'pad', mode, value, margins: negative(1) }), layout);
}

/** The roles of a map's axes, where these of them are rows and columns. */
function layoutFor(b: IrBuilder, x: MapTensor, wide: readonly number[]): Layout {
  const layout = layoutOf(b, x);
  if (!layout) throw new Unsupported('pads axes that are no rows and columns');
  const ambiguous = wide.some((axis) => x.axes[axis]?.length === 0);
  if (ambiguous && layout.length === 4) {
    // Of a map of one pixel any axis could be its rows: those that are padded are.
    const [channel] = x.axes.flatMap((axis, at) => (axis[0]?.of === 'channel' ? [at] : []));
    if (channel === 1) return ['batch', 'channel', 'row', 'column'];
    if (channel === 3) return ['batch', 'row', 'column', 'channel'];
  }
  return layout;
}

/** Enlarged by whole factors; by none it is the map itself. */
export function enlarged(
  b: IrBuilder,
  x: Tensor | undefined,
  {
    layout,
    factor,
    method,
    corners,
  }: {
    readonly layout: Layout;
    readonly factor: Pair;
    readonly method: 'nearest' | 'bilinear';
    readonly corners?: 'half-pixel' | 'asymmetric' | 'align-corners' | undefined;
  },
): MapTensor {
  if (factor.some((times) => !Number.isInteger(times) || times < 1 || times > 64)) {
    throw new Unsupported(`changes the size by ${factor.join(' x ')}, not by whole numbers`);
  }
  const node = arranged(b, x, layout);
  if (factor.every((times) => times === 1)) return asTensor(b, node, layout);
  const own = method === 'bilinear' && corners ? { corners } : {};
  return asTensor(b, b.add([node], { op: 'upsample', factor, method, ...own }), layout);
}

/** A size for the picture of the file's example, as factors of what is read. */
export function factorTo(x: Tensor | undefined, layout: Layout, [height, width]: Pair): Pair {
  const { axes } = mapOf(x);
  const length = (role: 'row' | 'column') =>
    (axes[layout.indexOf(role)] ?? []).reduce((all, part) => all * part.length, 1);
  return [height / length('row'), width / length('column')];
}

/** An operation on a map as it is in the IR, such as a normalisation. */
export function onMap(
  b: IrBuilder,
  x: Tensor | undefined,
  layout: Layout,
  operation: Operation,
): MapTensor {
  return asTensor(b, b.add([arranged(b, x, layout)], operation), layout);
}
