import { type Ir, type IrNode, indexByName, usersOf } from '../ir.ts';

/**
 * Lets nodes absorb the one that reads them: where `join(producer, reader)` gives a node, it takes
 * the reader's place and name, and the producer goes. Only a producer that nothing else reads and
 * that is not itself wanted can be absorbed.
 */
export function absorb(
  ir: Ir,
  wanted: readonly string[],
  join: (producer: IrNode, reader: IrNode) => IrNode | null,
): Ir {
  const nodes = new Map(indexByName(ir));
  const users = usersOf(ir);
  const gone = new Set<string>();
  for (const reader of ir) {
    const [input, ...others] = reader.inputs;
    const producer = input === undefined ? undefined : nodes.get(input);
    if (!producer || others.length > 0) continue;
    if (wanted.includes(producer.name) || users.get(producer.name)?.length !== 1) continue;
    const joined = join(producer, reader);
    if (!joined) continue;
    nodes.set(reader.name, joined);
    gone.add(producer.name);
  }
  return ir.flatMap(({ name }) => (gone.has(name) ? [] : (nodes.get(name) ?? [])));
}
