import { fail, ok, type Problem, type Result } from '../../../../common/result.ts';
import { channelsFirst, channelsLast, type Layout } from './arrange.ts';

/** The input that takes the picture. */
export interface Picture {
  readonly name: string;
  readonly layout: Layout;
  readonly channels: number;
  /** Of the picture for which the file was written, or an example. */
  readonly height: number;
  readonly width: number;
  /** How many pictures the file takes at once. */
  readonly batch: number;
}

/**
 * For files that take pictures of any size: sides that differ from one another and from the usual
 * numbers of channels, also after they have been halved five times.
 */
const example = { height: 352, width: 416 };
const largest = 8192;

/** An input of a graph, as its file describes it. */
export interface GraphInput {
  readonly name: string;
  /** Null: unknown, or of any length. */
  readonly dims: readonly (number | null)[] | null;
}

/** How files of one format are usually written. */
export interface Format {
  /** In a sentence, e.g. "ONNX file". */
  readonly words: string;
  /** Where the channels are if nothing tells. */
  readonly usual: typeof channelsFirst | typeof channelsLast;
}

/** Problem: `network-inputs`. */
export function findPicture(inputs: readonly GraphInput[], format: Format): Result<Picture> {
  const pictures = inputs.flatMap((input) => asPicture(input, format) ?? []);
  const [first, ...others] = pictures;
  if (first && others.length === 0) return ok(first);
  return fail(first ? severalPictures(pictures, format) : noPicture(inputs, format));
}

function asPicture({ name, dims }: GraphInput, { usual }: Format): Picture | null {
  if (!dims) return { name, layout: usual, channels: 3, batch: 1, ...example };
  const layout = layoutOf(dims, usual);
  if (!layout) return null;
  const along = (role: Layout[number]) => dims[layout.indexOf(role)] ?? null;
  const height = along('row') ?? example.height;
  const width = along('column') ?? example.width;
  if (Math.max(height, width) > largest) return null;
  const [channels, batch] = [along('channel') ?? 3, along('batch') ?? 1];
  return { name, layout, channels, height, width, batch };
}

/** Where the channels are is told by their number, 3 or 1; of both ends, by what is usual. */
function layoutOf(dims: readonly (number | null)[], usual: Layout): Layout | null {
  if (dims.length !== 3 && dims.length !== 4) return null;
  if (dims.length === 4 && (dims[0] ?? 1) > 1024) return null;
  const other = usual === channelsFirst ? channelsLast : channelsFirst;
  const of = (layout: Layout) => (dims.length === 4 ? layout : layout.slice(1));
  const lengthIn = (layout: Layout) => dims[of(layout).indexOf('channel')];
  const told = [usual, other].find((layout) => [1, 3].includes(lengthIn(layout) ?? 0));
  if (told) return of(told);
  return dims.length === 4 && lengthIn(usual) === null ? usual : null;
}

function noPicture(inputs: readonly GraphInput[], { words }: Format): Problem {
  const shapes = inputs.map(
    ({ name, dims }) => `${name} [${(dims ?? []).map((length) => length ?? '?').join(', ')}]`,
  );
  const shown = shapes.slice(0, 4).join(', ');
  return {
    code: 'network-inputs',
    message: `None of the inputs of this ${words} takes pictures in colour or grey${shown ? `: ${shown}` : ''}.`,
    remedy: 'Choose a network that was trained on photographs.',
  };
}

function severalPictures(pictures: readonly Picture[], { words }: Format): Problem {
  const names = pictures.slice(0, 4).map(({ name }) => name);
  return {
    code: 'network-inputs',
    message: `This ${words} takes several pictures at once: ${names.join(', ')}.`,
    remedy: 'Choose a network with one input.',
  };
}
