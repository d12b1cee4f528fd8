import { fail, ok, type Problem, type Result } from '../../../../common/result.ts';
import { channelsFirst, channelsLast, type Layout } from '../tensor-graph/arrange.ts';
import type { OnnxInput } from './model.ts';

/** The input that takes the picture. */
export interface Picture {
  readonly name: string;
  readonly layout: Layout;
  readonly channels: number;
  /** Of the picture for which the file was written. */
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

/** Problem: `network-inputs`. */
export function findPicture(inputs: readonly OnnxInput[]): Result<Picture> {
  const pictures = inputs.flatMap((input) => asPicture(input) ?? []);
  const [first, ...others] = pictures;
  if (first && others.length === 0) return ok(first);
  return fail(first ? severalPictures(pictures) : noPicture(inputs));
}

function asPicture({ name, dims }: OnnxInput): Picture | null {
  if (!dims) return { name, layout: channelsFirst, channels: 3, batch: 1, ...example };
  const layout = layoutOf(dims);
  if (!layout) return null;
  const along = (role: Layout[number]) => dims[layout.indexOf(role)] ?? null;
  const height = along('row') ?? example.height;
  const width = along('column') ?? example.width;
  if (Math.max(height, width) > largest) return null;
  return {
    name,
    layout,
    channels: along('channel') ?? 3,
    height,
    width,
    batch: along('batch') ?? 1,
  };
}

function layoutOf(dims: readonly (number | null)[]): Layout | null {
  const isColour = (length: number | null | undefined) => length === 3 || length === 1;
  const [first, second, third, fourth] = dims;
  if (dims.length === 3 && isColour(first)) return ['channel', 'row', 'column'];
  if (dims.length === 3 && isColour(third)) return ['row', 'column', 'channel'];
  if (dims.length !== 4 || (first ?? 1) > 1024) return null;
  if (isColour(second)) return channelsFirst;
  if (isColour(fourth)) return channelsLast;
  return second === null ? channelsFirst : null;
}

function noPicture(inputs: readonly OnnxInput[]): Problem {
  const shapes = inputs.map(
    ({ name, dims }) => `${name} [${(dims ?? []).map((length) => length ?? '?').join(', ')}]`,
  );
  const shown = shapes.slice(0, 4).join(', ');
  return {
    code: 'network-inputs',
    message: `None of the inputs of this ONNX file takes pictures in colour or grey${shown ? `: ${shown}` : ''}.`,
    remedy: 'Choose a network that was trained on photographs.',
  };
}

function severalPictures(pictures: readonly Picture[]): Problem {
  const names = pictures.slice(0, 4).map(({ name }) => name);
  return {
    code: 'network-inputs',
    message: `This ONNX file takes several pictures at once: ${names.join(', ')}.`,
    remedy: 'Choose a network with one input.',
  };
}
