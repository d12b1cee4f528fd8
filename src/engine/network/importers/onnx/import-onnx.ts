import { isInside } from '../../../../common/addresses.ts';
import type { ByteRange } from '../../../../common/file-sum.ts';
import { fail, ok, type Problem, type Result } from '../../../../common/result.ts';
import type { Imported, Importer, NetworkFile, OpenFile } from '../../sources.ts';
import { channelsFirst } from '../tensor-graph/arrange.ts';
import { findPicture } from '../tensor-graph/picture.ts';
import { wantsByMetadata } from './metadata.ts';
import { type OnnxModel, type OnnxTensor, opsetOf } from './model.ts';
import { readModel } from './read-model.ts';
import { translateModel } from './translate.ts';
import { WireError, WireReader } from './wire.ts';

/** An ONNX file (opset 6 to 21), with the files beside it that hold its tensors, if any. */
export const onnx: Importer = { words: 'an ONNX file', accepts, toIr };

/**
 * Whether the file is a row of the fields that a model may have, of which one is its graph. Looks at
 * what stands between them only.
 */
function accepts(main: NetworkFile): boolean {
  try {
    const reader = new WireReader(main);
    let hasGraph = false;
    for (const { number, range } of reader.fields({ begin: 0, end: reader.size })) {
      const fits = number === 1 || number === 5 ? range === null : range !== null;
      if (!fits || !fieldsOfModels.has(number)) return false;
      hasGraph ||= number === 7;
    }
    return hasGraph;
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}

const fieldsOfModels = new Set([1, 2, 3, 4, 5, 6, 7, 8, 14, 20, 25, 26]);

async function toIr(main: NetworkFile, open: OpenFile): Promise<Result<Imported>> {
  try {
    return await translate(main, open);
  } catch (error) {
    if (error instanceof WireError) return fail(damaged(error.message));
    throw error;
  }
}

async function translate(main: NetworkFile, open: OpenFile): Promise<Result<Imported>> {
  const model = readModel(new WireReader(main));
  const tensors = allTensors(model);
  const others = await openOthers(tensors, open);
  if (!others.ok) return others;
  const known = new Set(model.graph.tensors.map(({ name }) => name));
  const picture = findPicture(
    model.graph.inputs.filter(({ name }) => !known.has(name)),
    { words: 'ONNX file', usual: channelsFirst },
  );
  if (!picture.ok) return picture;
  const files = { main, others: others.value };
  const made = translateModel(model, files, picture.value);
  if (!made.ok) return made;
  const wants = wantsByMetadata(model.metadata);
  return ok({
    ...made.value,
    ...(wants && { wants }),
    usual: 'imagenet',
    format: `ONNX, opset ${opsetOf(model)}`,
    tensors: rangesOf(tensors, main, others.value),
  });
}

/** Those of the graph and of the constants among its nodes. */
function allTensors({ graph, functions }: OnnxModel): readonly OnnxTensor[] {
  const nodes = [...graph.nodes, ...[...functions.values()].flatMap((each) => each.nodes)];
  return [
    ...graph.tensors,
    ...nodes.flatMap(({ attributes }) =>
      [...attributes.values()].flatMap(({ tensor }) => tensor ?? []),
    ),
  ];
}

/** The files that tensors name, each once. They lie in the folder of the model, whatever it says. */
async function openOthers(
  tensors: readonly OnnxTensor[],
  open: OpenFile,
): Promise<Result<ReadonlyMap<string, NetworkFile>>> {
  const names = new Set(tensors.flatMap(({ data }) => (data.kind === 'external' ? data.file : [])));
  const outside = [...names].find((name) => !isInside(name));
  if (outside !== undefined) return fail(leadsOut(outside));
  const opened = [...names].map(async (name) => [name, await open(name)] as const);
  const files = new Map<string, NetworkFile>();
  for (const [name, file] of await Promise.all(opened)) {
    if (!file.ok) return file;
    files.set(name, file.value);
  }
  return ok(files);
}

/** Where the tensors lie in each file, in its order. */
function rangesOf(
  tensors: readonly OnnxTensor[],
  main: NetworkFile,
  others: ReadonlyMap<string, NetworkFile>,
): ReadonlyMap<NetworkFile, readonly ByteRange[]> {
  const ranges = new Map<NetworkFile, ByteRange[]>();
  const add = (file: NetworkFile | undefined, range: ByteRange) => {
    if (!file || range.end <= range.begin) return;
    const list = ranges.get(file);
    if (list) list.push(range);
    else ranges.set(file, [range]);
  };
  for (const { data } of tensors) {
    if (data.kind === 'external') {
      const file = others.get(data.file);
      const end = data.length === undefined ? file?.size : data.begin + data.length;
      add(file, { begin: data.begin, end: Math.min(end ?? 0, file?.size ?? 0) });
    } else if (data.kind === 'varints') for (const range of data.ranges) add(main, range);
    else if (data.kind !== 'numbers') add(main, data.range);
  }
  return new Map([...ranges].map(([file, list]) => [file, withoutOverlaps(list)]));
}

/** Two tensors may share their bytes. */
function withoutOverlaps(ranges: readonly ByteRange[]): readonly ByteRange[] {
  const sorted = ranges.toSorted((a, b) => a.begin - b.begin);
  return sorted.filter((range, at) => range.begin >= (sorted[at - 1]?.end ?? 0));
}

function damaged(why: string): Problem {
  return {
    code: 'network-format',
    message: `This ONNX file cannot be read: ${why}.`,
    remedy: 'Download or export it again.',
  };
}

function leadsOut(name: string): Problem {
  return {
    code: 'network-elsewhere',
    message: `The ONNX file names a file outside its folder: ${name.slice(0, 100)}.`,
    remedy: 'Put its tensors into its folder, and name them so in it.',
  };
}
