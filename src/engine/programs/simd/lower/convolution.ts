import type { Call } from '../plan/call.ts';
import { packPanels, panelOf, panelsLength } from '../weights/pack.ts';
import type { Correlation } from './correlation.ts';
import type { Lowering } from './lowering.ts';
import { winogradCall } from './winograd.ts';

export function convolutionCall(c: Correlation, l: Lowering): Call {
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
      ...[x.place, x.pixel, height, width, channels],
      ...[weights.get(c.key, length, (to) => packPanels(c.taps(), to)), c.bias, zeros],
      ...[to.place, to.pixel, to.row, c.columns, pixels, outputs],
      ...[...size, ...strides, ...dilation, c.top, c.left],
      ...[...c.bounds, Number(c.accumulate), block],
    ],
    units: Math.ceil(pixels / block) * Math.ceil(outputs / panelOf(outputs)),
  };
}
