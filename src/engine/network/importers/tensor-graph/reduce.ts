import { Unsupported } from '../../unsupported.ts';
import type { Axis } from './axes.ts';
import type { IrBuilder } from './ir-builder.ts';
import type { MapTensor } from './tensor.ts';

/**
 * The mean, or the largest, over some axes: over rows and columns, or over channels.
 * @param keep whether these axes stay, with length 1.
 */
export function reduced(
  b: IrBuilder,
  x: MapTensor,
  {
    kind,
    axes,
    keep,
  }: { readonly kind: 'average' | 'max'; readonly axes: readonly number[]; readonly keep: boolean },
): MapTensor {
  const rank = x.axes.length;
  const over = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  const gone = [...over].flatMap((axis) => x.axes[axis] ?? []);
  const left = x.axes.flatMap((axis, at) => (over.has(at) ? [] : axis));
  const node = overParts(b, x.node, kind, gone, left);
  const kept = x.axes.map((axis, at): Axis => (over.has(at) ? [] : axis));
  return { kind: 'map', node, axes: keep ? kept : kept.filter((_, at) => !over.has(at)) };
}

function overParts(
  b: IrBuilder,
  node: string,
  kind: 'average' | 'max',
  gone: Axis,
  left: Axis,
): string {
  const roles = new Set(gone.map(({ of }) => of));
  const stays = new Set(left.map(({ of }) => of));
  if (roles.has('batch') || [...roles].some((role) => stays.has(role))) {
    throw new Unsupported('takes the mean or the largest over a part of an axis');
  }
  const spatial =
    !stays.has('row') && !stays.has('column') && (roles.has('row') || roles.has('column'));
  const { height, width } = b.shapeOf(node);
  const alone = (role: 'row' | 'column', length: number) =>
    stays.has(role) || roles.has(role) || length === 1;
  if (roles.size === 0) return pooledOfOne(b, node, kind, height * width);
  if (spatial && alone('row', height) && alone('column', width)) {
    const part = roles.has('channel') ? 'places' : undefined;
    const pooled = b.add([node], { op: 'global-pool', kind }, part);
    return roles.has('channel') ? overChannels(b, pooled, kind) : pooled;
  }
  if (roles.has('channel') && roles.size === 1) return overChannels(b, node, kind);
  throw new Unsupported('takes the mean or the largest over rows or columns alone');
}

/** Over axes of length 1, which in larger pictures are longer: those of rows and columns. */
function pooledOfOne(b: IrBuilder, node: string, kind: 'average' | 'max', places: number): string {
  return places === 1 ? b.add([node], { op: 'global-pool', kind }) : node;
}

function overChannels(b: IrBuilder, node: string, kind: 'average' | 'max'): string {
  return b.add([node], { op: kind === 'average' ? 'channel-mean' : 'channel-max' });
}
