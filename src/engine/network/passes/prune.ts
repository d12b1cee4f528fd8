import { type Ir, indexByName } from '../ir.ts';

/** Keeps what the wanted layers need, and nothing else. */
export function prune(ir: Ir, wanted: readonly string[]): Ir {
  const nodes = indexByName(ir);
  const needed = new Set<string>();
  const visit = [...wanted];
  for (let name = visit.pop(); name !== undefined; name = visit.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    visit.push(...(nodes.get(name)?.inputs ?? []));
  }
  return ir.filter((node) => needed.has(node.name));
}
