import { exposedParams } from '../../graph/addressing/exposed.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import type { Json } from '../../graph/document/json.ts';
import { nodeTitle, partTitle } from '../../graph/document/names.ts';
import type { Param } from '../../graph/params/param.ts';
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
    ...document.nodes.flatMap((node) => ['', ...describeNode(node)]),
    ...(document.variants.length > 0
      ? ['', `Variants: ${document.variants.map(({ name }) => name).join(', ')}`]
      : []),
    '',
  ].join('\n');
}

function describeNode(node: DocumentNode): readonly string[] {
  const definition = findDefinition(catalog, node.type);
  const state = node.state ? `, ${node.state}` : '';
  const heading = `${node.id}: ${nodeTitle(node, definition)} (${node.type}${state})`;
  const params = Object.entries(definition?.params ?? {}).map(([key, spec]) => {
    const value = node.params[key] ?? spec.default;
    return `  ${key.padEnd(18)} ${describeParam(spec, value)}  ${partTitle(key, spec)}`;
  });
  return [heading, ...params];
}

/** "0.006 (0 to 1)" */
function describeParam(spec: Param, value: Json): string {
  const valid = spec.validate(value);
  // Each parameter formats exactly what it has validated.
  const text = valid.ok ? spec.format(valid.value as never) : JSON.stringify(value);
  const range = rangeOf(spec);
  return range ? `${text} (${range})` : text;
}

function rangeOf(spec: Param): string {
  switch (spec.type) {
    case 'number':
      return `${spec.min} to ${spec.max}${spec.unit ? ` ${spec.unit}` : ''}`;
    case 'numbers':
      return `${spec.minLength} to ${spec.maxLength} numbers from ${spec.min} to ${spec.max}`;
    case 'choice':
      return spec.options.map(({ value }) => value).join(' | ');
    case 'layers':
      return `NAME${spec.channels ? '"[CHANNELS]"' : ''}[:WEIGHT], weights ${spec.min} to ${spec.max}`;
    default:
      return '';
  }
}
