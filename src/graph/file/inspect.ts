import { own } from '../../common/own.ts';
import type { Problem } from '../../common/result.ts';
import { checkEdges } from '../connections/check-edges.ts';
import { type Catalog, findDefinition, type NodeDefinition } from '../definition/definition.ts';
import type { Document, DocumentNode, Track } from '../document/document.ts';
import { graphIndex } from '../document/graph-index.ts';
import type { Json } from '../document/json.ts';
import { closest, inSentence, nodeTitle, partTitle } from '../document/names.ts';
import type { ParamBase } from '../params/base.ts';
import { idleLists, photosOf } from '../photos/at-photo.ts';
import { isAnimatable } from '../sequence/animatable.ts';

/**
 * What in a document does not work with these node types: `unknown-type`, `newer-node`,
 * `unknown-param`, `param-value`, `retired-file`, `photos`, `edge`, `track`, `exposed`, `variant`.
 */
export function inspectDocument(document: Document, catalog: Catalog): readonly Problem[] {
  return [
    ...document.nodes.flatMap((node) => inspectNode(node, catalog)),
    ...idleLists(document, catalog).map((id) => idleList(document, catalog, id)),
    ...inspectEdges(document, catalog),
    ...inspectTracks(document, document.tracks, catalog, ''),
    ...inspectExposed(document, catalog),
    ...inspectVariants(document, catalog),
  ];
}

/** What to say of a node whose photos do not take turns. */
export function idleList(document: Document, catalog: Catalog, id: string): Problem {
  const titleOf = (of: string | undefined) => {
    const node = document.nodes.find((each) => each.id === of);
    return node ? nodeTitle(node, findDefinition(catalog, node.type)) : '';
  };
  const first = titleOf(photosOf(document, catalog)?.node);
  const message = `The photos of one node take turns, and those of ${first} do: of ${titleOf(id)} the first photo is used.`;
  return { code: 'photos', message, remedy: 'Leave one of the two with one photo.', node: id };
}

function inspectNode(node: DocumentNode, catalog: Catalog): readonly Problem[] {
  const definition = findDefinition(catalog, node.type);
  if (!definition) {
    const hint = closest(node.type, Object.keys(catalog));
    const message = `The node type "${node.type}" is not known here. ${nodeTitle(node, undefined)} is kept as it is but cannot run.${hint}`;
    return [{ code: 'unknown-type', message, node: node.id }];
  }
  if (node.version > definition.version) {
    const message = `${nodeTitle(node, definition)} was made by a newer Dreamgraph (version ${node.version} of the node; this one has ${definition.version}).`;
    const remedy = 'Update Dreamgraph to run it.';
    return [{ code: 'newer-node', message, remedy, node: node.id }];
  }
  return inspectParams(node, node.params, definition, '');
}

function inspectParams(
  node: DocumentNode,
  values: DocumentNode['params'],
  definition: NodeDefinition,
  where: string,
): readonly Problem[] {
  const title = nodeTitle(node, definition);
  return Object.entries(values).flatMap(([key, value]): Problem | readonly Problem[] => {
    const spec = own(definition.params, key);
    if (!spec) {
      const hint = closest(key, Object.keys(definition.params));
      const message = `${title} has no parameter "${key}"${where}. Its value is kept but not used.${hint}`;
      return { code: 'unknown-param', message, node: node.id, param: key };
    }
    const found = findingOn(spec, value);
    if (!found) return [];
    const message = `${title}, ${inSentence(partTitle(key, spec))}${where}: ${found.message}`;
    return { ...found, message, node: node.id, param: key };
  });
}

function findingOn(spec: ParamBase<Json>, value: Json): Problem | null {
  const checked = spec.validate(value);
  if (!checked.ok) return checked.problem;
  const remark = spec.remarkOn?.(checked.value);
  return remark ? { code: 'retired-file', ...remark } : null;
}

function inspectEdges(document: Document, catalog: Catalog): readonly Problem[] {
  const warnings: Problem[] = [];
  for (const problem of checkEdges(document, catalog).values()) {
    // The node has its own warning.
    if (problem.code === 'unknown-type') continue;
    warnings.push({
      ...problem,
      code: 'edge',
      message: `A wire does not work. ${problem.message}`,
    });
  }
  return warnings;
}

function inspectExposed(document: Document, catalog: Catalog): readonly Problem[] {
  const { nodes } = graphIndex(document);
  return document.exposed.flatMap(({ name, node: id, param }) => {
    const node = nodes.get(id);
    const definition = node && findDefinition(catalog, node.type);
    if (node && !definition) return [];
    if (definition && Object.hasOwn(definition.params, param)) return [];
    const what =
      definition && node
        ? `${nodeTitle(node, definition)} has no "${param}"`
        : `there is no node "${id}"`;
    return {
      code: 'exposed',
      message: `The exposed parameter "${name}" leads nowhere: ${what}.`,
      param: name,
    };
  });
}

/** @param where of a variant's tracks: " in the variant Slow". */
function inspectTracks(
  document: Document,
  tracks: readonly Track[] = [],
  catalog: Catalog,
  where: string,
): readonly Problem[] {
  const { nodes } = graphIndex(document);
  return tracks.flatMap(({ node: id, param, keys }): Problem | readonly Problem[] => {
    const node = nodes.get(id);
    if (!node) {
      const message = `A track${where} moves a node that is not there ("${id}"). It is kept but not used.`;
      return { code: 'track', message };
    }
    const definition = findDefinition(catalog, node.type);
    if (!definition || node.version > definition.version) return [];
    const spec = own(definition.params, param);
    if (spec && !isAnimatable(spec)) {
      const name = `${nodeTitle(node, definition)}, ${inSentence(partTitle(param, spec))}`;
      const message = `${name}${where}: this cannot change from frame to frame. Its track is kept but not used.`;
      return { code: 'track', message, node: id, param };
    }
    const misfit = spec && keys.find(({ value }) => !spec.validate(value).ok);
    if (spec && !misfit) return [];
    const key = misfit ?? keys[0];
    const place = `${where} at frame ${key?.frame}`;
    return inspectParams(node, { [param]: key?.value ?? null }, definition, place);
  });
}

function inspectVariants(document: Document, catalog: Catalog): readonly Problem[] {
  const { nodes } = graphIndex(document);
  return document.variants.flatMap((variant) => [
    ...inspectTracks(document, variant.tracks, catalog, ` in the variant ${variant.name}`),
    ...Object.entries(variant.params).flatMap(([id, values]): readonly Problem[] => {
      const node = nodes.get(id);
      if (!node) {
        const message = `The variant ${variant.name} changes a node that is not there ("${id}"). The change is kept but not used.`;
        return [{ code: 'variant', message }];
      }
      const definition = findDefinition(catalog, node.type);
      if (!definition || node.version > definition.version) return [];
      return inspectParams(node, values, definition, ` in the variant ${variant.name}`);
    }),
  ]);
}
