import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { OnnxModel, OnnxTensor } from '../../../../src/engine/network/importers/onnx/model.ts';
import { readModel } from '../../../../src/engine/network/importers/onnx/read-model.ts';
import { readTensor } from '../../../../src/engine/network/importers/onnx/read-tensor.ts';
import { constantOf } from '../../../../src/engine/network/importers/onnx/tensor-constant.ts';
import {
  type Followed,
  followModel,
} from '../../../../src/engine/network/importers/onnx/translate.ts';
import { WireReader } from '../../../../src/engine/network/importers/onnx/wire.ts';
import {
  type Axes,
  lengthOf,
  type Role,
  wholeAxis,
} from '../../../../src/engine/network/importers/tensor-graph/axes.ts';
import type { IrBuilder } from '../../../../src/engine/network/importers/tensor-graph/ir-builder.ts';
import type {
  MapTensor,
  Tensor,
} from '../../../../src/engine/network/importers/tensor-graph/tensor.ts';
import type { Ir } from '../../../../src/engine/network/ir.ts';
import { optimise } from '../../../../src/engine/network/passes/merge-siblings.ts';
import { inMemory, type NetworkFile } from '../../../../src/engine/network/sources.ts';
import { runForward, schedule } from '../../../../src/engine/programs/tfjs/forward.ts';

/*
 * The models of one operation each that ONNX tests itself with, as Debian packs them (libonnx-testdata),
 * with inputs and outputs.
 */

const folder = '/usr/share/libonnx-testdata/data';
export const isInstalled = existsSync(folder);

export interface Case {
  readonly name: string;
  readonly model: OnnxModel;
  readonly file: NetworkFile;
  readonly inputs: readonly Numbers[];
  readonly outputs: readonly Numbers[];
}

interface Numbers {
  readonly name: string;
  readonly dims: readonly number[];
  readonly type: number;
  readonly values: ArrayLike<number>;
}

export type Outcome =
  | { readonly kind: 'passes' }
  /** It is about something other than pictures. */
  | { readonly kind: 'outside'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly operation: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'fails'; readonly reason: string };

export function casesOf(group: string): readonly string[] {
  return readdirSync(join(folder, group)).map((name) => join(group, name));
}

/** Null where its inputs are no tensors of numbers. */
export function openCase(name: string): Case | null {
  const path = join(folder, name);
  const file = inMemory(readFileSync(join(path, 'model.onnx')));
  const model = readModel(new WireReader(file));
  const known = new Set(model.graph.tensors.map((tensor) => tensor.name));
  const named = model.graph.inputs.filter((input) => !known.has(input.name));
  const data = join(path, 'test_data_set_0');
  const read = (kind: string, names: readonly string[]) =>
    names.map((own, at) => openNumbers(join(data, `${kind}_${at}.pb`), own));
  try {
    const inputs = read(
      'input',
      named.map((input) => input.name),
    );
    return { name, model, file, inputs, outputs: read('output', model.graph.outputs) };
  } catch {
    return null;
  }
}

function openNumbers(path: string, name: string): Numbers {
  const file = inMemory(readFileSync(path));
  const tensor = readTensor(new WireReader(file), { begin: 0, end: file.size });
  const { shape, load } = constantOf(tensor, { main: file, others: new Map() });
  return { name, dims: shape, type: tensor.type, values: load() };
}

/** float32, float16, double. */
const floats = new Set([1, 10, 11]);

/** Roles of the axes, by how many there are: as PyTorch has pictures, then as TensorFlow. */
const layouts: ReadonlyMap<number, readonly (readonly (Role | 'depth')[])[]> = new Map([
  [1, [['channel'], ['column']]],
  [
    2,
    [
      ['batch', 'channel'],
      ['row', 'channel'],
      ['channel', 'column'],
    ],
  ],
  [
    3,
    [
      ['batch', 'channel', 'column'],
      ['batch', 'channel', 'row'],
      ['channel', 'row', 'column'],
      ['row', 'column', 'channel'],
    ],
  ],
  [
    4,
    [
      ['batch', 'channel', 'row', 'column'],
      ['batch', 'row', 'column', 'channel'],
    ],
  ],
  [5, [['batch', 'channel', 'depth', 'row', 'column']]],
]);

type Layout = readonly (Role | 'depth')[];

export async function run(one: Case, operations: ReadonlySet<string>): Promise<Outcome> {
  const foreign = one.model.graph.nodes.find(
    ({ operation, domain }) => domain !== '' || !operations.has(operation),
  );
  const [first] = one.inputs;
  if (!first || !floats.has(first.type) || first.dims.length > 5 || first.dims.includes(0)) {
    return { kind: 'outside', reason: 'reads no numbers that could be a picture' };
  }
  if (foreign) return { kind: 'unknown', operation: foreign.operation };
  const outcomes: Outcome[] = [];
  for (const attempt of attemptsOf(one)) {
    const outcome = await attemptOne(one, attempt);
    if (outcome.kind === 'passes') return outcome;
    outcomes.push(outcome);
  }
  return (
    outcomes.find(({ kind }) => kind === 'fails') ??
    outcomes[0] ?? { kind: 'outside', reason: 'has no axes' }
  );
}

interface Attempt {
  readonly layout: Layout;
  /** The inputs that make up the picture, channels behind one another; the rest are constants. */
  readonly pictures: readonly Numbers[];
}

function* attemptsOf({ inputs }: Case): Iterable<Attempt> {
  const [first] = inputs as [Numbers];
  const alike = inputs.filter(
    ({ dims, type }) => type === first.type && dims.join() === first.dims.join(),
  );
  for (const layout of layouts.get(first.dims.length) ?? []) {
    yield { layout, pictures: [first] };
    if (alike.length > 1) yield { layout, pictures: alike };
  }
}

async function attemptOne(one: Case, attempt: Attempt): Promise<Outcome> {
  const followed = begin(one, attempt);
  const { values, notes } = followed;
  if (notes[0]) {
    const reason = notes[0].message.replace(/^The node .*?\) /, '');
    if (/volumes|several pictures|training/.test(reason)) return { kind: 'outside', reason };
    // Operations that are computed of what is known, such as shapes, and not of pictures.
    if (ofNumbersOnly.test(reason)) return { kind: 'unknown', operation: operationsOf(one) };
    return { kind: 'refused', reason };
  }
  for (const [at, expected] of one.outputs.entries()) {
    const tensor = values.get(expected.name);
    // Where the largest was, what was dropped, moments: only training needs them.
    if (at > 0 && one.outputs[0] && (!tensor || tensor.kind === 'unread')) continue;
    if (!tensor || tensor.kind === 'unread')
      return { kind: 'refused', reason: `does not give ${expected.name}` };
    const found = await numbersOf(followed, attempt, tensor);
    const wrong = difference(found, expected);
    if (wrong !== null) return { kind: 'fails', reason: wrong };
  }
  return { kind: 'passes' };
}

const ofNumbersOnly =
  /not supported for pictures|computes its (first number|numbers) from the picture|^multiplies all/;

function operationsOf({ model }: Case): string {
  return [...new Set(model.graph.nodes.map(({ operation }) => operation))].join(', ');
}

function begin({ model, file, inputs }: Case, { layout, pictures }: Attempt): Followed {
  const bound = inputs.filter((input) => !pictures.includes(input)).map(asTensor);
  const graph = { ...model.graph, tensors: [...model.graph.tensors, ...bound] };
  const files = { main: file, others: new Map() };
  return followModel({ ...model, graph }, files, (b) => inputsOf(b, layout, pictures));
}

function asTensor({ name, dims, type, values }: Numbers): OnnxTensor {
  // Half precision is given by its bits.
  return {
    name,
    dims,
    type: type === 10 ? 1 : type,
    data: { kind: 'numbers', numbers: Array.from(values) },
  };
}

/** One input of the IR, with the channels of all pictures. */
function inputsOf(b: IrBuilder, layout: Layout, pictures: readonly Numbers[]) {
  const [first] = pictures as [Numbers];
  const size = sizeOf(layout, first.dims);
  b.begin('picture');
  const batch = lengthIn(layout, first.dims, 'batch');
  const all = b.input(size.channels * pictures.length, size, batch);
  return new Map<string, Tensor>(
    pictures.map(({ name, dims }, at) => {
      const node =
        pictures.length === 1
          ? all
          : b.add([all], { op: 'slice', begin: at * size.channels, size: size.channels });
      return [name, { kind: 'map', node, axes: axesOf(layout, dims) }];
    }),
  );
}

const lengthIn = (layout: Layout, dims: readonly number[], role: Role | 'depth') =>
  dims[layout.indexOf(role)] ?? 1;

function sizeOf(layout: Layout, dims: readonly number[]) {
  const length = (role: Role | 'depth') => lengthIn(layout, dims, role);
  return {
    height: length('depth') * length('row'),
    width: length('column'),
    channels: length('channel'),
  };
}

/** Slices of a volume are below one another. */
function axesOf(layout: Layout, dims: readonly number[]): Axes {
  return layout.map((role, at) => {
    if (role !== 'depth') return wholeAxis(role, dims[at] ?? 1);
    const step = lengthIn(layout, dims, 'row');
    return dims[at] === 1 ? [] : [{ of: 'row', length: dims[at] ?? 1, step }];
  });
}

interface Found {
  readonly dims: readonly number[];
  readonly values: ArrayLike<number>;
}

async function numbersOf({ b }: Followed, attempt: Attempt, tensor: Tensor): Promise<Found> {
  if (tensor.kind === 'constant') return { dims: tensor.shape, values: tensor.load() };
  const map = tensor as MapTensor;
  const batch = lengthIn(attempt.layout, attempt.pictures[0]?.dims ?? [], 'batch');
  const runs: ArrayLike<number>[] = [];
  for (let item = 0; item < batch; item++) {
    runs.push(compute(b.nodes, map.node, pictureOf(attempt, item)));
  }
  return { dims: map.axes.map(lengthOf), values: arranged(b, map, runs) };
}

/** [height, width, channels] of one of the batch. */
function pictureOf({ layout, pictures }: Attempt, item: number): tf.Tensor4D {
  const [first] = pictures as [Numbers];
  const { height, width, channels } = sizeOf(layout, first.dims);
  const values = new Float32Array(height * width * channels * pictures.length);
  for (const [at, picture] of pictures.entries()) {
    const axes = axesOf(layout, picture.dims);
    eachPlace(picture.dims, (digits, place) => {
      const { row, column, channel, batch } = placeIn(axes, digits);
      if (batch !== item) return;
      const pixel = row * width + column;
      values[pixel * channels * pictures.length + at * channels + channel] = picture.values[
        place
      ] as number;
    });
  }
  return tf.tensor4d(values, [1, height, width, channels * pictures.length]);
}

/** Without the colours of a picture: the channels are as many as the test has. */
function compute(ir: Ir, node: string, picture: tf.Tensor4D): ArrayLike<number> {
  const nodes = schedule(optimise(ir, [node]), [node]);
  const values = tf.tidy(
    () => runForward(nodes, picture, 'layers').tensors.get(node)?.dataSync() ?? [],
  );
  for (const { kernel } of nodes) kernel?.dispose();
  return values;
}

function arranged(
  b: IrBuilder,
  { node, axes }: MapTensor,
  runs: readonly ArrayLike<number>[],
): Float64Array {
  const { width, channels } = b.shapeOf(node);
  const dims = axes.map(lengthOf);
  const values = new Float64Array(dims.reduce((product, length) => product * length, 1));
  eachPlace(dims, (digits, place) => {
    const { row, column, channel, batch } = placeIn(axes, digits);
    values[place] = runs[batch]?.[(row * width + column) * channels + channel] ?? Number.NaN;
  });
  return values;
}

function placeIn(axes: Axes, digits: readonly number[]): Record<Role, number> {
  const place = { batch: 0, row: 0, column: 0, channel: 0 };
  for (const [at, axis] of axes.entries()) {
    let left = digits[at] ?? 0;
    for (const { of, length, step } of axis.toReversed()) {
      place[of] += (left % length) * step;
      left = Math.floor(left / length);
    }
  }
  return place;
}

function eachPlace(
  dims: readonly number[],
  visit: (digits: readonly number[], place: number) => void,
): void {
  const count = dims.reduce((product, length) => product * length, 1);
  const digits = dims.map(() => 0);
  for (let place = 0; place < count; place++) {
    visit(digits, place);
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      digits[axis] = (digits[axis] as number) + 1;
      if ((digits[axis] as number) < (dims[axis] as number)) break;
      digits[axis] = 0;
    }
  }
}

/** As ONNX holds its own results to them: 1e-3 of the number, and a little where it is small. */
function difference(found: Found, expected: Numbers): string | null {
  if (found.dims.join() !== expected.dims.join()) {
    return `gives [${found.dims.join(', ')}] instead of [${expected.dims.join(', ')}]`;
  }
  // Half precision has ten bits.
  const near = expected.type === 10 ? 2e-2 : 1e-3;
  for (let at = 0; at < expected.values.length; at++) {
    const [own, right] = [found.values[at] as number, expected.values[at] as number];
    if (Object.is(own, right) || (Number.isNaN(own) && Number.isNaN(right))) continue;
    if (!(Math.abs(own - right) <= near * Math.abs(right) + 1e-5))
      return `gives ${own} instead of ${right}`;
  }
  return null;
}
