import type { ByteRange } from '../../../../common/file-sum.ts';

import type { GraphInput } from '../tensor-graph/picture.ts';
import {
  type Attribute,
  functionKey,
  type OnnxFunction,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
} from './model.ts';
import { readEntry, readTensor } from './read-tensor.ts';
import { type Field, intsOf, rangeOf, WireError, type WireReader } from './wire.ts';

/*
 * The messages of onnx.proto by their field numbers, as far as they matter.
 */

/** Graphs inside graphs, far deeper than any in use. */
const deepest = 8;

/** @throws WireError */
export function readModel(reader: WireReader): OnnxModel {
  const opsets = new Map<string, number>();
  const functions = new Map<string, OnnxFunction>();
  const metadata = new Map<string, string>();
  let graph: OnnxGraph | null = null;
  for (const field of reader.fields({ begin: 0, end: reader.size })) {
    if (field.number === 7) graph = readGraph(reader, rangeOf(field), deepest);
    else if (field.number === 8) {
      const { domain, version } = readOpset(reader, rangeOf(field));
      opsets.set(domain, version);
    } else if (field.number === 14) metadata.set(...readEntry(reader, rangeOf(field)));
    else if (field.number === 25) {
      const { key, ...made } = readFunction(reader, rangeOf(field));
      functions.set(key, made);
    }
  }
  if (!graph) throw new WireError('it has no graph');
  return { opsets, graph, metadata, functions };
}

function readOpset(reader: WireReader, range: ByteRange) {
  const opset = { domain: '', version: 0 };
  for (const field of reader.fields(range)) {
    if (field.number === 1) opset.domain = domainOf(reader.text(rangeOf(field)));
    else if (field.number === 2) opset.version = field.value;
  }
  return opset;
}

/** ONNX itself has two names. */
function domainOf(name: string): string {
  return name === 'ai.onnx' ? '' : name;
}

function readGraph(reader: WireReader, range: ByteRange, depth: number): OnnxGraph {
  if (depth === 0) throw new WireError('it has graphs within graphs without end');
  const nodes: OnnxNode[] = [];
  const tensors: OnnxGraph['tensors'][number][] = [];
  const inputs: GraphInput[] = [];
  const outputs: string[] = [];
  for (const field of reader.fields(range)) {
    if (field.number === 1) nodes.push(readNode(reader, rangeOf(field), depth));
    else if (field.number === 5) tensors.push(readTensor(reader, rangeOf(field)));
    else if (field.number === 11) inputs.push(readInput(reader, rangeOf(field)));
    else if (field.number === 12) outputs.push(readInput(reader, rangeOf(field)).name);
  }
  return { nodes, tensors, inputs, outputs };
}

function readNode(reader: WireReader, range: ByteRange, depth: number): OnnxNode {
  const node = { name: '', operation: '', domain: '' };
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Attribute>();
  for (const field of reader.fields(range)) {
    const text = () => reader.text(rangeOf(field));
    switch (field.number) {
      case 1:
        inputs.push(text());
        break;
      case 2:
        outputs.push(text());
        break;
      case 3:
        node.name = text();
        break;
      case 4:
        node.operation = text();
        break;
      case 5: {
        const [name, attribute] = readAttribute(reader, rangeOf(field), depth);
        attributes.set(name, attribute);
        break;
      }
      case 7:
        node.domain = domainOf(text());
    }
  }
  const name = node.name || (outputs.find((output) => output !== '') ?? node.operation);
  return { ...node, name, inputs, outputs, attributes };
}

function readAttribute(
  reader: WireReader,
  range: ByteRange,
  depth: number,
): readonly [string, Attribute] {
  const floats: number[] = [];
  const ints: number[] = [];
  let name = '';
  let read: Omit<Attribute, 'floats' | 'ints'> = {};
  for (const field of reader.fields(range)) {
    const text = () => reader.text(rangeOf(field));
    if (field.number === 1) name = text();
    else if (field.number === 2) read = { ...read, float: field.value };
    else if (field.number === 3) read = { ...read, int: field.value };
    else if (field.number === 4) read = { ...read, text: text() };
    else if (field.number === 5) read = { ...read, tensor: readTensor(reader, rangeOf(field)) };
    else if (field.number === 6) {
      read = { ...read, graph: readGraph(reader, rangeOf(field), depth - 1) };
    } else if (field.number === 7) floats.push(...floatsOf(reader, field));
    else if (field.number === 8) ints.push(...intsOf(reader, field));
    else if (field.number === 21) read = { ...read, refersTo: text() };
  }
  return [name, { ...read, floats, ints }];
}

function floatsOf(reader: WireReader, { range, value }: Field): readonly number[] {
  if (!range) return [value];
  const { buffer, byteOffset, byteLength } = reader.bytes(range);
  const view = new DataView(buffer, byteOffset, byteLength);
  return Array.from({ length: Math.floor(byteLength / 4) }, (_, i) => view.getFloat32(4 * i, true));
}

function readInput(reader: WireReader, range: ByteRange): GraphInput {
  const input: { name: string; dims: GraphInput['dims'] } = { name: '', dims: null };
  for (const field of reader.fields(range)) {
    if (field.number === 1) input.name = reader.text(rangeOf(field));
    else if (field.number === 2) input.dims = readType(reader, rangeOf(field));
  }
  return input;
}

/** TypeProto > Tensor > TensorShapeProto > Dimension. */
function readType(reader: WireReader, range: ByteRange): GraphInput['dims'] {
  const shape = inside(reader, inside(reader, range, 1), 2);
  if (!shape) return null;
  return [...reader.fields(shape)].map((dimension) => {
    const length = [...reader.fields(rangeOf(dimension))].find(({ number }) => number === 1);
    return length && length.value > 0 ? length.value : null;
  });
}

function inside(reader: WireReader, range: ByteRange | null, number: number): ByteRange | null {
  if (!range) return null;
  for (const field of reader.fields(range)) if (field.number === number) return rangeOf(field);
  return null;
}

function readFunction(
  reader: WireReader,
  range: ByteRange,
): OnnxFunction & { readonly key: string } {
  const made = { name: '', domain: '' };
  const inputs: string[] = [];
  const outputs: string[] = [];
  const nodes: OnnxNode[] = [];
  for (const field of reader.fields(range)) {
    const text = () => reader.text(rangeOf(field));
    if (field.number === 1) made.name = text();
    else if (field.number === 4) inputs.push(text());
    else if (field.number === 5) outputs.push(text());
    else if (field.number === 7) nodes.push(readNode(reader, rangeOf(field), deepest));
    else if (field.number === 10) made.domain = domainOf(text());
  }
  return { key: functionKey(made.domain, made.name), inputs, outputs, nodes };
}
