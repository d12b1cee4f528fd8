import { own } from '../../common/own.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Document, DocumentNode, ParamValues, Track, Variant } from './document.ts';
import { graphIndex } from './graph-index.ts';
import { type Json, sameJson } from './json.ts';
import { closest } from './names.ts';

const variedDocuments = new WeakMap<Document, WeakMap<Variant, Document>>();

/**
 * The document as the variant wants it: with its values, which stand still also where the graph has a
 * track, and with its tracks. Changes of nodes that are not there are left out. The same
 * object for the same two, so that what is found out of it, such as a plan, is found out once.
 */
export function withVariant(document: Document, variant: Variant): Document {
  const made = variedDocuments.get(document) ?? new WeakMap<Variant, Document>();
  variedDocuments.set(document, made);
  const known = made.get(variant);
  if (known) return known;
  const nodes = document.nodes.map((node) => {
    const changes = changesOf(variant, node.id);
    return changes ? variedNode(node, changes) : node;
  });
  const { tracks, ...still } = document;
  const moving = variedTracks(tracks ?? [], variant);
  const varied: Document = { ...still, nodes, ...(moving.length > 0 && { tracks: moving }) };
  made.set(variant, varied);
  return varied;
}

/** The variant's own tracks, and those of the graph whose parameters it leaves alone. */
function variedTracks(tracks: readonly Track[], variant: Variant): readonly Track[] {
  const { tracks: others = [] } = variant;
  const isOwn = ({ node, param }: Track) =>
    own(changesOf(variant, node), param) !== undefined ||
    others.some((other) => other.node === node && other.param === param);
  return [...tracks.filter((track) => !isOwn(track)), ...others];
}

/** Likewise by the variant's id. Undefined, or a variant that it does not have: as it is. */
export function applyVariant(document: Document, id: string | undefined): Document {
  const variant = document.variants.find((each) => each.id === id);
  return variant ? withVariant(document, variant) : document;
}

/** What the variant changes of one node; undefined when it changes nothing there. */
export function changesOf(variant: Variant, node: string): ParamValues | undefined {
  return own(variant.params, node);
}

const variedNodes = new WeakMap<DocumentNode, WeakMap<ParamValues, DocumentNode>>();

/** The same object for the same two, so that an edit elsewhere does not make the node look new. */
function variedNode(node: DocumentNode, changes: ParamValues): DocumentNode {
  const made = variedNodes.get(node) ?? new WeakMap<ParamValues, DocumentNode>();
  variedNodes.set(node, made);
  const varied = made.get(changes) ?? { ...node, params: { ...node.params, ...changes } };
  made.set(changes, varied);
  return varied;
}

/** A variant by id, or by name in any case. Error: `unknown-variant`. */
export function findVariant(document: Document, reference: string): Result<Variant> {
  const { variants } = document;
  const wanted = reference.toLowerCase();
  const found =
    variants.find(({ id }) => id === reference) ??
    variants.find(({ name }) => name === reference) ??
    variants.find(({ name }) => name.toLowerCase() === wanted);
  if (found) return ok(found);
  const names = variants.map(({ name }) => name);
  const hint =
    names.length === 0
      ? ' The graph has no variants.'
      : closest(reference, names) || ` Variants: ${names.join(', ')}.`;
  return fail({ code: 'unknown-variant', message: `There is no variant "${reference}".${hint}` });
}

/** One value in which two documents differ; undefined where a document does not set it. */
export interface Difference {
  readonly node: string;
  readonly param: string;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

/** The parameters in which the nodes of both documents differ, in the second one's order. */
export function differences(from: Document, to: Document): readonly Difference[] {
  const before = graphIndex(from).nodes;
  return to.nodes.flatMap(({ id, params }) => {
    const old = before.get(id)?.params;
    return old ? paramDifferences(id, old, params) : [];
  });
}

function paramDifferences(node: string, from: ParamValues, to: ParamValues): readonly Difference[] {
  if (from === to) return [];
  const keys = new Set([...Object.keys(to), ...Object.keys(from)]);
  const value = (params: ParamValues, key: string) => own(params, key);
  return [...keys]
    .map((param) => ({ node, param, from: value(from, param), to: value(to, param) }))
    .filter((difference) => !sameJson(difference.from, difference.to));
}

/** Node id -> parameter -> value. */
export type Changes = Readonly<Record<string, ParamValues>>;

/** What the changes say of one parameter. */
export function ownValue(changes: Changes, node: string, param: string): Json | undefined {
  const values = own(changes, node);
  return own(values, param);
}

/**
 * A new object, never a change within the old one: node ids are keys here, and undo could not reach
 * into a key such as "constructor". Undefined takes the value out, and with the last one the node.
 */
export function withValue(
  changes: Changes,
  node: string,
  param: string,
  value: Json | undefined,
): Record<string, Record<string, Json>> {
  const all = new Map(Object.entries(changes));
  const values = new Map(Object.entries(all.get(node) ?? {}));
  if (value === undefined) values.delete(param);
  else values.set(param, value);
  if (values.size === 0) all.delete(node);
  else all.set(node, Object.fromEntries(values));
  return Object.fromEntries(all) as Record<string, Record<string, Json>>;
}
