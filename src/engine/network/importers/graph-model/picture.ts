import { fail, ok, type Problem, type Result } from '../../../../common/result.ts';
import { channelsFirst, channelsLast, type Layout } from '../tensor-graph/arrange.ts';
import type { NodeJson, ShapeJson } from './schema.ts';

/** The placeholder that takes the picture. */
export interface Picture {
  readonly node: string;
  readonly layout: Layout;
  readonly channels: number;
  /** Of the file's example. */
  readonly height: number;
  readonly width: number;
}

/**
 * For graphs that take pictures of any size: sides that differ from one another and from the usual
 * numbers of channels, also after they have been halved five times.
 */
const example = { height: 352, width: 416 };
const largest = 8192;

/** @param infos by name of the signature. */
export function findPicture(
  nodes: readonly NodeJson[],
  infos: Readonly<
    Record<
      string,
      { readonly name?: string | undefined; readonly tensorShape?: ShapeJson | undefined }
    >
  > = {},
): Result<Picture> {
  const shapes = new Map(
    Object.values(infos).map(({ name = '', tensorShape }) => [
      name.replace(/:0$/, ''),
      tensorShape,
    ]),
  );
  const placeholders = nodes.filter(({ op }) => op === 'Placeholder');
  const pictures = placeholders.flatMap(({ name, attr }) => {
    const picture = asPicture(name, attr?.shape?.shape) ?? asPicture(name, shapes.get(name));
    return picture ? [picture] : [];
  });
  const [first, ...others] = pictures;
  if (first && others.length === 0) return ok(first);
  return fail(first ? severalPictures(pictures) : noPicture(placeholders));
}

function asPicture(node: string, shape: ShapeJson | undefined): Picture | null {
  const sides = shape?.dim?.map(({ size = -1 }) => (size > 0 ? size : null));
  if (!sides || shape?.unknownRank) {
    return { node, layout: channelsLast, channels: 3, ...example };
  }
  const layout = layoutOf(sides);
  if (!layout) return null;
  const along = (role: Layout[number]) => sides[layout.indexOf(role)] ?? null;
  const height = along('row') ?? example.height;
  const width = along('column') ?? example.width;
  if (Math.max(height, width) > largest) return null;
  return { node, layout, channels: along('channel') ?? 3, height, width };
}

function layoutOf(sides: readonly (number | null)[]): Layout | null {
  const isColour = (length: number | null | undefined) => length === 3 || length === 1;
  if (sides.length === 3 && isColour(sides[2])) return ['row', 'column', 'channel'];
  if (sides.length !== 4 || (sides[0] ?? 1) > 64) return null;
  if (isColour(sides[3])) return channelsLast;
  if (isColour(sides[1])) return channelsFirst;
  return sides[3] === null ? channelsLast : null;
}

function noPicture(placeholders: readonly NodeJson[]): Problem {
  const names = placeholders
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 200);
  return {
    code: 'network-inputs',
    message: `None of the inputs of this graph model takes pictures in colour or grey${names ? `: ${names}` : ''}.`,
    remedy: 'Choose a network that was trained on photographs.',
  };
}

function severalPictures(pictures: readonly Picture[]): Problem {
  const names = pictures
    .map(({ node }) => node)
    .join(', ')
    .slice(0, 200);
  return {
    code: 'network-inputs',
    message: `This graph model takes several pictures at once: ${names}.`,
    remedy: 'Choose a network with one input.',
  };
}
