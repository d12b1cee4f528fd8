import { isJsonObject, type Json, type JsonObject } from '../document/json.ts';

/**
 * Version 0 is the draft from before the first release. It had nodes by id in an object, their
 * place as `x` and `y`, their parameters under `values`, and wires as `"node.output"` pairs:
 *
 *     { "format": "dreamgraph", "version": 0, "title": "…",
 *       "nodes": { "photo": { "type": "load-image", "x": 0, "y": 0, "values": {} } },
 *       "wires": [["photo.image", "ascent.image"]] }
 *
 * What is not part of that stays where it is.
 */
export function migrate0To1(document: JsonObject): JsonObject {
  const { title, nodes, wires, ...rest } = document;
  return {
    ...rest,
    ...(title === undefined ? {} : { name: title }),
    nodes: isJsonObject(nodes) ? Object.entries(nodes).map(readNode) : (nodes ?? []),
    edges: Array.isArray(wires) ? wires.map(readWire) : (wires ?? []),
  };
}

function readNode([id, node]: readonly [string, Json]): Json {
  if (!isJsonObject(node)) return node;
  const { x = 0, y = 0, values = {}, ...rest } = node;
  return { ...rest, id, position: { x, y }, params: values };
}

function readWire(wire: Json, index: number): Json {
  if (!Array.isArray(wire)) return wire;
  const [from, to] = wire.map(readEnd);
  if (!from || !to) return wire;
  return {
    id: `e${index + 1}`,
    from: { node: from.node, output: from.socket },
    to: { node: to.node, input: to.socket },
  };
}

/** Ids may hold dots; socket names do not. */
function readEnd(end: Json): { readonly node: string; readonly socket: string } | undefined {
  if (typeof end !== 'string') return undefined;
  const dot = end.lastIndexOf('.');
  return dot < 1 ? undefined : { node: end.slice(0, dot), socket: end.slice(dot + 1) };
}
