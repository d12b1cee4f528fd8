import { samples } from '../../../models/samples.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import type { Json } from '../../graph/document/json.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import type { Param } from '../../graph/params/param.ts';
import { catalog } from '../../nodes/catalog.ts';
import { isShown, storedValue } from '../document/node-params.ts';

/** A parameter that a sweep may run over. */
export interface Sweepable {
  /** `node.param` */
  readonly id: string;
  readonly node: string;
  readonly param: string;
  readonly spec: Param;
  readonly value: Json;
  /** "Octave Merge: strength" */
  readonly title: string;
}

/** How the values of an axis are given. */
export type Way = 'range' | 'pick' | 'list' | 'seeds';

/** Every parameter that counts now and that no wire drives, in the order of the graph. */
export function sweepables(document: Document): readonly Sweepable[] {
  const { into } = graphIndex(document);
  return document.nodes.flatMap((node) => {
    const definition = findDefinition(catalog, node.type);
    if (!definition || node.state === 'muted') return [];
    const wired = new Set(into.get(node.id)?.map(({ to }) => to.input));
    return Object.entries(definition.params)
      .filter(([key, spec]) => !wired.has(key) && isShown(definition, node.params, spec))
      .filter(([, spec]) => waysOf(spec).length > 0 && matters(node.type))
      .map(([key, spec]) => ({
        id: `${node.id}.${key}`,
        node: node.id,
        param: key,
        spec,
        value: storedValue(node.params, key, spec),
        title: `${nodeTitle(node, definition)}: ${inSentence(partTitle(key, spec))}`,
      }));
  });
}

/** The values of an output say how it is saved, not what is to be seen. */
function matters(type: string): boolean {
  return type !== 'save-image' && type !== 'preview' && type !== 'reroute';
}

/** The likely ones first. */
export function waysOf(spec: Param): readonly Way[] {
  switch (spec.type) {
    case 'number':
      return ['range', 'list'];
    case 'choice':
    case 'boolean':
      return ['pick'];
    case 'layer':
    case 'layers':
      return ['pick', 'list'];
    case 'seed':
      return ['seeds', 'list'];
    case 'file':
      return spec.accept === 'image' ? ['pick'] : [];
    case 'channels':
    case 'colour':
      return ['list'];
    case 'text':
    case 'strokes':
    case 'numbers':
      return [];
  }
}

/** What can be picked; the layers of a network come from the network. */
export function optionsOf(
  spec: Param,
  layers: readonly string[],
): readonly { readonly value: Json; readonly label: string }[] {
  switch (spec.type) {
    case 'choice':
      return spec.options.map(({ value, label }) => ({ value, label }));
    case 'boolean':
      return [
        { value: true, label: 'yes' },
        { value: false, label: 'no' },
      ];
    case 'layer':
      return layers.map((layer) => ({ value: layer, label: layer }));
    case 'layers':
      return layers.map((layer) => ({ value: [{ layer, weight: 1 }], label: layer }));
    case 'file':
      return samples.map(({ name, title }) => ({
        value: { from: 'bundled', name },
        label: title,
      }));
    default:
      return [];
  }
}
