import type { Document, Track, Variant } from './document.ts';
import { freeName, idMaker } from './ids.ts';
import type { Json } from './json.ts';
import { sameJson } from './json.ts';
import { type Changes, differences, withValue, withVariant } from './variants.ts';

/** A graph as it made a picture, and what the picture is called. */
export interface Member {
  readonly name: string;
  readonly document: Document;
}

/**
 * One graph for several pictures: the first one's, with a variant for each that has the same nodes and
 * wires and other values. Those that are built otherwise have no place in it.
 */
export function seriesOf(first: Member, others: readonly Member[]): Document {
  const base = first.document;
  const variants: Variant[] = [...base.variants];
  const makeId = idMaker(variants.map(({ id }) => id));
  for (const { name, document } of [first, ...others]) {
    if (!sameShape(base, document)) continue;
    const changes = changesBetween(base, document);
    const known = variants.some((variant) =>
      sameJson(asJson(changesBetween(base, withVariant(base, variant))), asJson(changes)),
    );
    if (known) continue;
    const names = variants.map((variant) => variant.name);
    variants.push({ id: makeId('variant'), name: freeName(name, names), ...changes });
  }
  return { ...base, variants };
}

type VariantChanges = Pick<Variant, 'params' | 'tracks'>;

function asJson(changes: VariantChanges): Json {
  return changes as unknown as Json;
}

function sameShape(a: Document, b: Document): boolean {
  return sameJson(shapeOf(a), shapeOf(b));
}

/** Nodes and wires without their order, and the length of the film. */
function shapeOf({ nodes, edges, sequence }: Document): Json {
  const ids = nodes.map(({ id, type, state = '' }) => `${id} ${type} ${state}`);
  const wires = edges.map(({ from, to }) => [from.node, from.output, to.node, to.input].join(' '));
  const { frames = 1, fps = 0 } = sequence ?? {};
  return [ids.sort(), wires.sort(), [frames, fps]];
}

/** What moves in one only, or otherwise, is told as a track, or as a value that stands still. */
function changesBetween(from: Document, to: Document): VariantChanges {
  let params: Changes = {};
  for (const { node, param, to: value } of differences(from, to)) {
    // Under a track the value is not seen, and in a variant it would stand in the way.
    if (value === undefined || trackLike(to, { node, param })) continue;
    params = withValue(params, node, param, value);
  }
  const tracks = (to.tracks ?? []).filter((track) => {
    const other = trackLike(from, track);
    return !sameJson(track.keys as Json, other?.keys as Json | undefined);
  });
  const stopped = (from.tracks ?? []).filter((track) => !trackLike(to, track));
  for (const { node, param } of stopped) {
    const value = to.nodes.find(({ id }) => id === node)?.params[param];
    if (value !== undefined) params = withValue(params, node, param, value);
  }
  return { params, ...(tracks.length > 0 && { tracks }) };
}

function trackLike(
  { tracks }: Document,
  { node, param }: Pick<Track, 'node' | 'param'>,
): Track | undefined {
  return tracks?.find((track) => track.node === node && track.param === param);
}
