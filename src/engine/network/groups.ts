import type { ConvOperation, DepthwiseOperation } from './ir.ts';
import { loadedOnce, sliceLastAxis } from './weights.ts';

/** A run of channels. */
interface Range {
  readonly begin: number;
  readonly size: number;
}

/** One group of a convolution, which is one itself. */
export interface Group {
  readonly operation: ConvOperation;
  readonly inputs: Range;
  readonly outputs: Range;
}

/** The depthwise convolution that one in groups of a single input is; null for others. */
export function depthwiseOf(operation: ConvOperation): DepthwiseOperation | null {
  const { groups = 1, filter, ...rest } = operation;
  const [kh = 1, kw = 1, inputs = 1, outputs = 1] = filter.shape;
  if (groups === 1 || inputs > 1) return null;
  const shape = [kh, kw, groups, outputs / groups];
  return { ...rest, op: 'depthwise', filter: { shape, load: filter.load } };
}

export function groupsOf(operation: ConvOperation): readonly Group[] {
  const { groups = 1, filter, bias } = operation;
  const [, , inputs = 1, all = 1] = filter.shape;
  const whole = { begin: 0, size: all };
  if (groups === 1) return [{ operation, inputs: { begin: 0, size: inputs }, outputs: whole }];
  const loaded = loadedOnce(filter);
  const size = all / groups;
  return Array.from({ length: groups }, (_, group) => {
    const begin = group * size;
    return {
      operation: {
        ...operation,
        groups: 1,
        filter: sliceLastAxis(loaded, begin, size),
        bias: bias && sliceLastAxis(bias, begin, size),
      },
      inputs: { begin: group * inputs, size: inputs },
      outputs: { begin, size },
    };
  });
}
