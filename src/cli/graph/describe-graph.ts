import { own } from '../../common/own.ts';
import { exposedParams } from '../../graph/addressing/exposed.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { count, nodeTitle, partTitle } from '../../graph/document/names.ts';
import type { Param } from '../../graph/params/param.ts';
import { formatValue, paramValue } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';

/** `--describe`: nodes, parameters, ranges and values, for a person to read. */
export function describeGraph(document: Document): string {
  const flags = exposedParams(document, catalog).map(
    ({ name, spec, value }) => `  --${name.padEnd(16)} ${describeParam(spec, value)}`,
  );
  return [
    document.name,
    ...(document.description ? [document.description] : []),
    ...(flags.length > 0 ? ['', 'Flags', ...flags] : []),
    ...describeFilm(document),
    ...document.nodes.flatMap((node) => ['', ...describeNode(node)]),
    ...(document.variants.length > 0
      ? ['', `Variants: ${document.variants.map(({ name }) => name).join(', ')}`]
      : []),
    '',
  ].join('\n');
}

/** "Film: 120 frames, 24 a second", and what its keys say. */
function describeFilm({ sequence, tracks = [], nodes }: Document): readonly string[] {
  if (!sequence) return [];
  const moves = tracks.map(({ node: id, param, keys }) => {
    const node = nodes.find((each) => each.id === id);
    const spec = own(node && findDefinition(catalog, node.type)?.params, param);
    const words = keys.map(({ frame, value, ease }) => {
      const shown = spec ? formatValue(spec, value) : JSON.stringify(value);
      return `${shown} at ${frame}${ease === undefined ? '' : ` (${ease})`}`;
    });
    return `  ${`${id}.${param}`.padEnd(18)} ${words.join(', ')}`;
  });
  return ['', `Film: ${count(sequence.frames, 'frame')}, ${sequence.fps} a second`, ...moves];
}

function describeNode(node: DocumentNode): readonly string[] {
  const definition = findDefinition(catalog, node.type);
  const state = node.state ? `, ${node.state}` : '';
  const heading = `${node.id}: ${nodeTitle(node, definition)} (${node.type}${state})`;
  const params = Object.entries(definition?.params ?? {}).map(([key, spec]) => {
    const value = paramValue(node.params, key, spec);
    return `  ${key.padEnd(18)} ${describeParam(spec, value)}  ${partTitle(key, spec)}`;
  });
  return [heading, ...params];
}

/** "0.006 (0 to 1)" */
function describeParam(spec: Param, value: Json): string {
  return `${formatValue(spec, value)} (${spec.accepts.replaceAll('`', '')})`;
}
