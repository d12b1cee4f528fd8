import type { Activation, ConvOperation, IrNode, Pair } from '../../../network/ir.ts';
import { windowOfFilter } from '../../../network/operation-shapes.ts';
import { dilationOfPhases, phasesAlong } from '../../../network/taps.ts';
import { concatLastAxis } from '../../../network/weights.ts';
import { paddingAround } from '../../../network/windows.ts';
import type { Call } from '../arena/call.ts';
import { channelsOf, freshView, type View } from '../arena/view.ts';
import { backwardTaps, forwardTaps, packPanels, panelOf, panelsLength } from '../workspace/pack.ts';
import { activateBackCall, activateCall, boundsOf } from './activation.ts';
import { copyViewCall, fillCall, gridOf, type Sink } from './calls.ts';
import { type Correlation, gridOfPhase } from './correlation.ts';
import type { Cotangents } from './cotangents.ts';
import { biasOf, type Lowering, viewOf } from './lowering.ts';
import { winogradCall } from './winograd.ts';

export type ConvNode = IrNode & ConvOperation;

const unbounded = [-Infinity, Infinity] as const;

/** @param keepTies as in `Correlation`. */
export function correlate(
  l: Lowering,
  node: ConvNode,
  x: View,
  { view: y, accumulate }: Sink,
  keepTies: boolean,
): void {
  const { filter, strides, dilation, activation } = node;
  const window = windowOfFilter(node);
  const call = convolutionCall(
    {
      ...{ x, size: window.size, strides, dilation, accumulate, keepTies },
      key: node.name,
      taps: () => forwardTaps(l.weights.unpack(filter), filter.shape),
      bias: biasOf(l, node.name, node.bias),
      to: gridOf(y),
      rows: y.shape.height,
      columns: y.shape.width,
      outputs: y.shape.channels,
      top: paddingAround(0, x.shape.height, window)[0],
      left: paddingAround(1, x.shape.width, window)[0],
      bounds: boundsOf(activation) ?? unbounded,
    },
    l,
  );
  l.emit(call);
}

/** Applies what the kernel before could not. */
export function finishActivation(l: Lowering, activation: Activation, y: View): void {
  if (!boundsOf(activation)) l.emit(activateCall(activation, y, y));
}

/** Turns the cotangent after a fused activation into the one before it, where it lies. */
export function undoActivation(
  l: Lowering,
  activation: Activation,
  value: View,
  cotangent: View,
): void {
  if (activation.kind === 'linear') return;
  l.emit(activateBackCall(activation, value, cotangent, { view: cotangent, accumulate: false }));
}

/**
 * The input gradient of a convolution is a few correlations at stride 1, one for each phase of the
 * input positions (network/taps.ts). Each writes its own pixels.
 * @param cotangent before the activation.
 */
export function backThroughFilter(l: Lowering, cotangent: View, sink: Sink, node: ConvNode): void {
  const { filter, strides } = node;
  const geometry = windowOfFilter(node);
  const { height, width, channels } = sink.view.shape;
  const rows = phasesAlong(0, height, cotangent.shape.height, geometry);
  const columns = phasesAlong(1, width, cotangent.shape.width, geometry);
  const complete = [...rows, ...columns].every(({ taps }) => taps.length > 0);
  if (!complete && !sink.accumulate) l.emit(fillCall(sink.view));
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      const [high, wide] = [countFrom(r, height, strides[0]), countFrom(c, width, strides[1])];
      if (row.taps.length * column.taps.length * high * wide === 0) return;
      const call = convolutionCall(
        {
          x: cotangent,
          key: `${node.name} back ${row.taps} ${column.taps}`,
          taps: () => backwardTaps(l.weights.unpack(filter), filter.shape, row.taps, column.taps),
          ...{ bias: l.zeros, outputs: channels, bounds: unbounded },
          dilation: dilationOfPhases(geometry),
          to: gridOfPhase(sink.view, [r, c], strides),
          rows: high,
          columns: wide,
          size: [row.taps.length, column.taps.length] satisfies Pair,
          strides: [1, 1],
          top: row.before,
          left: column.before,
          accumulate: sink.accumulate || !complete,
          keepTies: false,
        },
        l,
      );
      l.emit(call);
    });
  });
}

/** How many of `length` positions there are from `first` on, `step` apart. */
function countFrom(first: number, length: number, step: number): number {
  return Math.ceil((length - first) / step);
}

/**
 * 1x1 convolutions that read the same value share one product over their joined cotangents, which
 * writes the value's cotangent once instead of adding to it for each.
 */
export function backwardSiblings(
  l: Lowering,
  cotangents: Cotangents,
  group: readonly ConvNode[],
): void {
  const [first] = group as readonly [ConvNode];
  const widths = group.map(({ filter }) => filter.shape[3] ?? 0);
  const width = widths.reduce((sum, part) => sum + part, 0);
  const joined = freshView({ ...viewOf(l, first.name).shape, channels: width });
  let begin = 0;
  group.forEach(({ name, activation }, i) => {
    const cotangent = cotangents.of(name);
    const sink = { view: channelsOf(joined, begin, widths[i] ?? 0), accumulate: false };
    l.emit(
      activation.kind === 'linear'
        ? copyViewCall(cotangent, sink)
        : activateBackCall(activation, viewOf(l, name), cotangent, sink),
    );
    begin += widths[i] ?? 0;
  });
  const filter = concatLastAxis(group.map((node) => node.filter));
  const wide = { ...first, name: group.map(({ name }) => name).join('+'), filter };
  backThroughFilter(l, joined, cotangents.sink(first.inputs[0] as string), wide);
}

/** By Winograd's algorithm where that pays, as a matrix product elsewhere. */
function convolutionCall(c: Correlation, l: Lowering): Call {
  return winogradCall(c, l) ?? productCall(c, l);
}

/** Pixels whose inputs, times several taps, still fit the nearer caches. */
const blockPixels = 120;
const blockEntries = 6144;

function productCall(c: Correlation, { weights, zeros }: Lowering): Call {
  const { x, to, size, strides, dilation, outputs } = c;
  const fitting = Math.floor(blockEntries / (1 + size[0] * size[1]));
  // A multiple of both tiles, 2 and 6 pixels.
  const block = Math.min(blockPixels, Math.max(6, fitting - (fitting % 6)));
  const pixels = c.rows * c.columns;
  const length = panelsLength(size[0] * size[1], x.shape.channels, outputs);
  const { height, width, channels } = x.shape;
  return {
    kernel: 'conv',
    args: [
      ...[x.place, x.pixelStride, height, width, channels],
      ...[weights.get(c.key, length, (to) => packPanels(c.taps(), to)), c.bias, zeros],
      ...[to.place, to.pixelStride, to.rowStride, c.columns, pixels, outputs],
      ...[...size, ...strides, ...dilation, c.top, c.left],
      ...[...c.bounds, Number(c.accumulate), block],
    ],
    units: Math.ceil(pixels / block) * Math.ceil(outputs / panelOf(outputs)),
  };
}
