import { documentVersion } from '../document/document.ts';
import { isJsonObject, type Json, type JsonObject } from '../document/json.ts';

/**
 * Entry k turns a document of version k into one of version k + 1. A migration gets strict JSON of
 * any shape: it moves what it recognises, leaves the rest, and never throws; the schema judges the
 * outcome. Each historical version has a fixture in test/fixtures/documents.
 */
const migrations: readonly ((document: JsonObject) => JsonObject)[] = [migrate0To1, migrate1To2];

/** The document in the current format. `version` is a whole number from 0 to the current one. */
export function migrate(document: JsonObject, version: number): JsonObject {
  const migrated = migrations.slice(version).reduce((older, step) => step(older), document);
  return { ...migrated, version: documentVersion };
}

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
function migrate0To1(document: JsonObject): JsonObject {
  const { title, nodes, wires, ...rest } = document;
  return {
    ...rest,
    ...(title === undefined ? {} : { name: title }),
    nodes: isJsonObject(nodes) ? Object.entries(nodes).map(readNode) : (nodes ?? []),
    edges: Array.isArray(wires) ? wires.map(readWire) : (wires ?? []),
  };
}

/**
 * Version 2 adds `sequence` and `tracks`. A document of version 1 that happens to have fields of these
 * names, which no app of its time wrote or read, keeps them under others.
 */
function migrate1To2(document: JsonObject): JsonObject {
  const { variants } = document;
  const moved = setAside(document, ['sequence', 'tracks']);
  if (!Array.isArray(variants)) return moved;
  const aside = (entry: Json) => (isJsonObject(entry) ? setAside(entry, ['tracks']) : entry);
  return { ...moved, variants: variants.map(aside) };
}

function setAside(value: JsonObject, fields: readonly string[]): JsonObject {
  if (!fields.some((field) => Object.hasOwn(value, field))) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    return [fields.includes(key) ? `${key} of version 1` : key, member] as const;
  });
  return Object.fromEntries(entries);
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
