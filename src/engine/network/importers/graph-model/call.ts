import { own } from '../../../../common/own.ts';
import type { Margins, Padding, Pair } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import { channelsFirst, channelsLast, type Layout } from '../tensor-graph/arrange.ts';
import type { IrBuilder } from '../tensor-graph/ir-builder.ts';
import type { Tensor } from '../tensor-graph/tensor.ts';
import { explicitPadding } from '../tensor-graph/windows.ts';
import type { AttributeJson, NodeJson } from './schema.ts';

/** One node of the graph, ready to be translated. */
export interface Call {
  readonly b: IrBuilder;
  readonly node: NodeJson;
  readonly inputs: readonly (Tensor | undefined)[];
}

/** @throws Unsupported */
export type Translator = (call: Call) => Tensor | readonly Tensor[];

export function attributeOf({ node }: Call, name: string): AttributeJson | undefined {
  return own(node.attr ?? undefined, name);
}

export function flagOf(call: Call, name: string): boolean {
  return attributeOf(call, name)?.b ?? false;
}

export function intOf(call: Call, name: string, otherwise = 0): number {
  return attributeOf(call, name)?.i ?? otherwise;
}

export function floatOf(call: Call, name: string, otherwise: number): number {
  return attributeOf(call, name)?.f ?? otherwise;
}

export function textOf(call: Call, name: string): string | undefined {
  return attributeOf(call, name)?.s;
}

export function intsOf(call: Call, name: string): readonly number[] {
  return attributeOf(call, name)?.list?.i ?? [];
}

export function layoutOfCall(call: Call): Layout {
  const format = textOf(call, 'data_format') ?? 'NHWC';
  if (format === 'NHWC') return channelsLast;
  if (format === 'NCHW') return channelsFirst;
  throw new Unsupported(`has the data format ${format.slice(0, 20)}`);
}

/** Of an attribute with a number for each axis: those of rows and columns. */
export function pairOf(call: Call, name: string, layout: Layout): Pair {
  const numbers = intsOf(call, name);
  if (numbers.length === 0) return [1, 1];
  const along = (role: 'row' | 'column') => numbers[layout.indexOf(role)] ?? 1;
  const others = layout.some(
    (role, axis) => role !== 'row' && role !== 'column' && (numbers[axis] ?? 1) !== 1,
  );
  const pair: Pair = [along('row'), along('column')];
  if (others || pair.some((length) => !(length >= 1 && length <= 1024))) {
    throw new Unsupported(`has ${numbers.join(', ')} as ${name}`);
  }
  return pair;
}

export function slidingOf(call: Call, dilation: Pair = [1, 1]) {
  const layout = layoutOfCall(call);
  return {
    layout,
    strides: pairOf(call, 'strides', layout),
    dilation,
    padding: paddingOf(call, layout),
  };
}

function paddingOf(call: Call, layout: Layout): Padding {
  const padding = textOf(call, 'padding') ?? 'VALID';
  switch (padding) {
    case 'SAME':
      return 'same';
    case 'VALID':
      return 'valid';
    case 'EXPLICIT':
      return explicitPadding(marginsOf(intsOf(call, 'explicit_paddings'), layout));
    default:
      throw new Unsupported(`has the padding ${padding.slice(0, 20)}`);
  }
}

/** Before and after each axis, one behind the other. */
function marginsOf(numbers: readonly number[], layout: Layout): Margins {
  const [row, column] = [2 * layout.indexOf('row'), 2 * layout.indexOf('column')];
  return {
    top: numbers[row] ?? 0,
    bottom: numbers[row + 1] ?? 0,
    left: numbers[column] ?? 0,
    right: numbers[column + 1] ?? 0,
  };
}
