import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StoredArray } from './model-builder.ts';

/** A node of a TensorFlow.js graph model (GraphDef as JSON). */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, Attribute>>;
}

interface Attribute {
  readonly f?: number;
  readonly list?: { readonly i?: readonly string[] };
}

/** The nodes of a graph model and its constants, in the precision they are stored in. */
export interface GraphModel {
  readonly node: (name: string) => GraphNode;
  readonly floats: (name: string) => StoredArray;
  readonly ints: (name: string) => readonly number[];
}

interface GraphModelJson {
  readonly modelTopology: { readonly node: readonly GraphNode[] };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: string;
      readonly quantization?: { readonly dtype: string };
    }[];
  }[];
}

/** @param path the model.json. Weights must be float16 or int32. */
export function readGraphModel(path: string): GraphModel {
  const json = JSON.parse(readFileSync(path, 'utf8')) as GraphModelJson;
  const nodes = new Map(json.modelTopology.node.map((node) => [node.name, node]));
  const floats = new Map<string, StoredArray>();
  const ints = new Map<string, readonly number[]>();
  for (const { paths, weights } of json.weightsManifest) {
    const shards = paths.map((shard) => readFileSync(join(dirname(path), shard)));
    // A copy of its own: numbers must begin at a multiple of their width.
    const bytes = new Uint8Array(Buffer.concat(shards));
    let offset = 0;
    for (const { name, shape, dtype, quantization } of weights) {
      const length = shape.reduce((product, side) => product * side, 1);
      if (dtype === 'int32' && !quantization) {
        ints.set(name, [...new Int32Array(bytes.slice(offset, offset + 4 * length).buffer)]);
        offset += 4 * length;
      } else if (quantization?.dtype === 'float16') {
        const data = new Uint16Array(bytes.slice(offset, offset + 2 * length).buffer);
        floats.set(name, { shape, data });
        offset += 2 * length;
      } else throw new Error(`The weight ${name} is neither float16 nor int32.`);
    }
  }
  return {
    node: (name) => get(nodes, plain(name)),
    floats: (name) => get(floats, plain(name)),
    ints: (name) => get(ints, plain(name)),
  };
}

/** `name:0` names the first output. */
function plain(name: string): string {
  return name.split(':')[0] as string;
}

function get<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Error(`The graph has no ${name}.`);
  return value;
}
