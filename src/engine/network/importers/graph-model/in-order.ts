import { fail, ok, type Result } from '../../../../common/result.ts';
import type { GraphNode } from '../tensor-graph/follow.ts';
import type { NodeJson } from './schema.ts';

export interface OrderedNode extends GraphNode {
  readonly json: NodeJson;
}

/**
 * The nodes after those that they read, else as they are listed. What reads itself through others, as
 * loops do, is left out, and what reads nodes that are not there.
 */
export function inOrder(nodes: readonly NodeJson[]): Result<readonly OrderedNode[]> {
  const ordered = nodes.map(withValues(countOutputs(nodes)));
  const places = new Map(ordered.map(({ name }, at) => [name, at]));
  if (places.size < nodes.length) {
    return fail({
      code: 'network-format',
      message: 'Two nodes of this graph model have one name.',
    });
  }
  const readers = ordered.map((): number[] => []);
  const missing = ordered.map(({ inputs }, at) => {
    const read = new Set(inputs.map((input) => places.get(nodeOf(input)) ?? -1));
    for (const place of read) readers[place]?.push(at);
    return read.size;
  });
  const ready = missing.flatMap((count, at) => (count === 0 ? [at] : []));
  for (const at of ready) {
    for (const reader of readers[at] ?? []) {
      missing[reader] = (missing[reader] ?? 0) - 1;
      if (missing[reader] === 0) ready.push(reader);
    }
  }
  return ok(ready.map((at) => ordered[at] as OrderedNode));
}

/** "name:1" is the second output of a node; "^name" only says that it runs before. */
function withValues(outputs: ReadonlyMap<string, number>) {
  return (json: NodeJson): OrderedNode => {
    const count = outputs.get(json.name) ?? 1;
    return {
      name: json.name,
      operation: json.op,
      inputs: inputsOf(json),
      outputs: Array.from({ length: count }, (_, at) =>
        at === 0 ? json.name : `${json.name}:${at}`,
      ),
      json,
    };
  };
}

function inputsOf({ input = [] }: NodeJson): readonly string[] {
  return input.filter((name) => !name.startsWith('^')).map((name) => name.replace(/:0$/, ''));
}

/** How many outputs of each node others read, at least one. */
function countOutputs(nodes: readonly NodeJson[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const input of nodes.flatMap(inputsOf)) {
    const at = Number(/:(\d{1,4})$/.exec(input)?.[1] ?? 0);
    const name = nodeOf(input);
    counts.set(name, Math.max(counts.get(name) ?? 1, at + 1));
  }
  return counts;
}

function nodeOf(input: string): string {
  return input.replace(/:\d+$/, '');
}
