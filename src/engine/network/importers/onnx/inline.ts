import { type Attribute, functionKey, type OnnxModel, type OnnxNode } from './model.ts';
import { WireError } from './wire.ts';

/** Far above any network in use: functions that call others twice, and so on, multiply. */
const most = 50_000;
const deepest = 16;

/**
 * The nodes of the graph with those of the model's functions in the place of their calls.
 * @throws WireError
 */
export function inlined({ graph, functions }: OnnxModel): readonly OnnxNode[] {
  const nodes: OnnxNode[] = [];
  const add = (node: OnnxNode, depth: number): void => {
    const body = functions.get(functionKey(node.domain, node.operation));
    if (!body) {
      if (nodes.push(node) > most) throw new WireError(`it has more than ${most} nodes`);
      return;
    }
    if (depth === 0) throw new WireError('it has functions within functions without end');
    const outside = new Map<string, string>([
      ...body.inputs.map((name, at) => [name, node.inputs[at] ?? ''] as const),
      ...body.outputs.map((name, at) => [name, node.outputs[at] ?? ''] as const),
    ]);
    const renamed = (value: string) => {
      if (value === '') return '';
      return outside.get(value) || `${node.name}/${value}`;
    };
    for (const inner of body.nodes) add(insideOf(node, inner, renamed), depth - 1);
  };
  for (const node of graph.nodes) add(node, deepest);
  return nodes;
}

function insideOf(caller: OnnxNode, node: OnnxNode, renamed: (value: string) => string): OnnxNode {
  const attributes = [...node.attributes].flatMap(([name, attribute]) => {
    const own = resolved(caller, attribute);
    return own ? [[name, own] as const] : [];
  });
  return {
    ...node,
    name: `${caller.name}/${node.name}`,
    inputs: node.inputs.map(renamed),
    outputs: node.outputs.map(renamed),
    attributes: new Map(attributes),
  };
}

/** An attribute that refers to one of the caller is left out where that has none. */
function resolved({ attributes }: OnnxNode, attribute: Attribute): Attribute | undefined {
  return attribute.refersTo === undefined ? attribute : attributes.get(attribute.refersTo);
}
