import { Unsupported } from '../../unsupported.ts';
import type { Shape } from '../../windows.ts';
import { type Axis, lengthOf, placesOf, type Role, wholeAxis } from './axes.ts';
import type { IrBuilder } from './ir-builder.ts';
import { type MapTensor, mapOf, type Tensor } from './tensor.ts';

export const channelsLast = ['batch', 'row', 'column', 'channel'] as const;
export const channelsFirst = ['batch', 'channel', 'row', 'column'] as const;
/** Of a map of one pixel. @public */
export const channelsOnly = ['batch', 'channel'] as const;

export type Layout = readonly Role[];

/** A value of the IR as a tensor with these axes. */
export function asTensor(b: IrBuilder, node: string, layout: Layout): MapTensor {
  const shape = b.shapeOf(node);
  const axes = layout.map((role) =>
    role === 'batch' ? b.batch : wholeAxis(role, lengthIn(shape, role)),
  );
  return { kind: 'map', node, axes };
}

/**
 * The value of the IR behind a tensor whose axes have these roles. What the file has rearranged by
 * then is done here: channels are put in order, blocks of pixels made channels or the reverse.
 */
export function arranged(b: IrBuilder, tensor: Tensor | undefined, layout: Layout): string {
  const { node, axes } = mapOf(tensor);
  if (axes.length !== layout.length) {
    throw new Unsupported(`reads ${axes.length} axes where it should read ${layout.length}`);
  }
  const axis = (role: Role) => axes[layout.indexOf(role)] ?? [];
  const shape = b.shapeOf(node);
  const isWhole = (role: Role) => covers(axis(role), role, shape);
  const spread = isWhole('row') && isWhole('column');
  if (spread && isWhole('channel')) return node;
  if (spread && consistsOf(axis('channel'), 'channel', shape.channels)) {
    return b.add([node], { op: 'permute-channels', order: placesOf(axis('channel')) }, 'channels');
  }
  return spreadOut(b, node, axis) ?? gathered(b, node, axis) ?? refuse();
}

function refuse(): never {
  throw new Unsupported('rearranges rows, columns and channels in a way that is not supported');
}

/**
 * A whole picture whose channels the file has put into another order, with that done now: so the layer
 * is called as the file's node is, and what reads it several times reads one.
 */
export function settled(b: IrBuilder, tensor: MapTensor): MapTensor {
  const { node, axes } = tensor;
  const shape = b.shapeOf(node);
  const moved = axes.findIndex((axis) => axis.length > 1);
  const axis = axes[moved] ?? [];
  if (!consistsOf(axis, 'channel', shape.channels)) return tensor;
  const whole = (role: Role) =>
    lengthIn(shape, role) === 1 ||
    axes.some((other) => other.length > 0 && covers(other, role, shape));
  if (!whole('row') || !whole('column')) return tensor;
  const made = b.add([node], { op: 'permute-channels', order: placesOf(axis) });
  const channels = wholeAxis('channel', shape.channels);
  return { ...tensor, node: made, axes: axes.map((own, at) => (at === moved ? channels : own)) };
}

/** Whether the tensor's only other axes are of length 1, and these run through all of the map. */
export function layoutOf(b: IrBuilder, { node, axes }: MapTensor): Layout | null {
  const shape = b.shapeOf(node);
  const roles = axes.map((axis) => axis[0]?.of);
  const whole = axes.every((axis, at) => {
    const role = roles[at];
    return axis.length === 0 || (role !== undefined && covers(axis, role, shape));
  });
  if (!whole) return null;
  const free = (['batch', 'row', 'column', 'channel'] as const).filter(
    (role) => !roles.includes(role),
  );
  return roles.map((role) => role ?? (free.shift() as Role));
}

function covers(axis: Axis, role: Role, shape: Shape): boolean {
  if (role === 'batch') return axis.every(({ of }) => of === 'batch');
  const length = lengthIn(shape, role);
  const [part, ...others] = axis;
  if (!part) return length === 1;
  return others.length === 0 && part.of === role && part.length === length && part.step === 1;
}

function consistsOf(axis: Axis, role: Role, length: number): boolean {
  return axis.every(({ of }) => of === role) && lengthOf(axis) === length;
}

type AxisOf = (role: Role) => Axis;

/** Channels that have been made blocks of pixels: rows of [row, digit], columns of [column, digit]. */
function spreadOut(b: IrBuilder, node: string, axis: AxisOf): string | null {
  const { height, width, channels } = b.shapeOf(node);
  const [rows, columns] = [
    inBlocks(axis('row'), 'row', height),
    inBlocks(axis('column'), 'column', width),
  ];
  if (!rows || !columns || rows.length !== columns.length) return null;
  const block = rows.length;
  const order = [rows, columns, ...axis('channel')];
  if (!consistsOf(order, 'channel', channels)) return null;
  const places = placesOf(order);
  const node2 = places.every((place, at) => place === at)
    ? node
    : b.add([node], { op: 'permute-channels', order: places }, 'channels');
  return b.add([node2], { op: 'depth-to-space', block, order: 'DCR' }, 'blocks');
}

function inBlocks(axis: Axis, role: 'row' | 'column', length: number): Axis[number] | null {
  const [outer, inner, ...others] = axis[0]?.of === role ? axis : [null, ...axis];
  const whole = outer ? outer.length === length && outer.step === 1 : length === 1;
  return whole && inner?.of === 'channel' && others.length === 0 ? inner : null;
}

/** Blocks of pixels that have been made channels: a digit of rows and columns among the channels. */
function gathered(b: IrBuilder, node: string, axis: AxisOf): string | null {
  const { height, width, channels } = b.shapeOf(node);
  const parts = axis('channel');
  const [rows, columns] = [
    parts.find(({ of }) => of === 'row'),
    parts.find(({ of }) => of === 'column'),
  ];
  const block = rows?.length ?? 0;
  if (!rows || !columns || columns.length !== block || rows.step !== 1 || columns.step !== 1)
    return null;
  const left = (role: Role, length: number) => {
    const [part, ...others] = axis(role);
    if (length === block) return !part;
    return (
      part?.of === role &&
      part.step === block &&
      part.length * block === length &&
      others.length === 0
    );
  };
  if (!left('row', height) || !left('column', width)) return null;
  if (lengthOf(parts) !== channels * block * block) return null;
  // DCR: the channel of a block is (row, column, channel) as digits.
  const asDigits = parts.map(({ of, length, step }) => ({
    of: 'channel' as const,
    length,
    step: of === 'row' ? block * channels : of === 'column' ? channels : step,
  }));
  const made = b.add([node], { op: 'space-to-depth', block, order: 'DCR' }, 'blocks');
  const places = placesOf(asDigits);
  if (places.every((place, at) => place === at)) return made;
  return b.add([made], { op: 'permute-channels', order: places }, 'channels');
}

function lengthIn({ height, width, channels }: Shape, role: Role): number {
  return role === 'row' ? height : role === 'column' ? width : role === 'channel' ? channels : 1;
}
