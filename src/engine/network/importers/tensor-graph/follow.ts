import type { Problem } from '../../../../common/result.ts';
import type { Ir } from '../../ir.ts';
import { Unsupported } from '../../unsupported.ts';
import type { IrBuilder } from './ir-builder.ts';
import { type Tensor, unread } from './tensor.ts';

/** One operation of the file, with what it reads by the names of these values. */
export interface GraphNode {
  readonly name: string;
  readonly operation: string;
  readonly inputs: readonly string[];
  /** What it gives, by name. */
  readonly outputs: readonly string[];
}

/**
 * What a node gives, of what it reads; `undefined` for an input that is left out.
 * @throws Unsupported
 */
export type Translate<Node extends GraphNode> = (
  node: Node,
  inputs: readonly (Tensor | undefined)[],
) => readonly Tensor[] | Tensor;

/** A network may have so many nodes that cannot be read before the list of them ends. */
const mostNotes = 20;

/**
 * Follows the operations in their order. What cannot be read is told by node, operation and reason,
 * and what reads it is left out; everything else is there.
 * @param values what is known before, such as weights and the picture; the rest is added.
 */
export function follow<Node extends GraphNode>(
  nodes: readonly Node[],
  values: Map<string, Tensor>,
  b: IrBuilder,
  translate: Translate<Node>,
): readonly Problem[] {
  const notes: Problem[] = [];
  for (const node of nodes) {
    const inputs = node.inputs.map((name) =>
      name === '' ? undefined : (values.get(name) ?? unread),
    );
    const missing = node.inputs.find((name) => name !== '' && !values.has(name));
    if (missing !== undefined)
      notes.push(refusal(node, `reads ${missing}, which no node before it gives`));
    const given = inputs.some((input) => input?.kind === 'unread')
      ? []
      : attempt(node, inputs, b, translate, notes);
    node.outputs.forEach((name, at) => {
      values.set(name, given[at] ?? unread);
    });
  }
  return notes.length > mostNotes
    ? [...notes.slice(0, mostNotes), more(notes.length - mostNotes)]
    : notes;
}

function attempt<Node extends GraphNode>(
  node: Node,
  inputs: readonly (Tensor | undefined)[],
  b: IrBuilder,
  translate: Translate<Node>,
  notes: Problem[],
): readonly Tensor[] {
  const { length } = b;
  b.begin(node.name);
  try {
    const made = translate(node, inputs);
    const given = 'kind' in made ? [made] : made;
    const names = b.settle(length);
    return given.map((tensor) =>
      tensor.kind === 'map' ? { ...tensor, node: names.get(tensor.node) ?? tensor.node } : tensor,
    );
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    b.backTo(length);
    notes.push(refusal(node, error.message));
    return [];
  }
}

function refusal({ name, operation }: GraphNode, why: string): Problem {
  return {
    code: 'network-unsupported',
    message: `The node ${name} (${operation}) ${why}.`,
    remedy: 'It and what reads it are left out; dream on a layer before it.',
  };
}

function more(count: number): Problem {
  return { code: 'network-unsupported', message: `${count} further nodes cannot be read either.` };
}

/** Whether there is anything to dream on. */
export function hasLayers(ir: Ir): boolean {
  return ir.some(({ op }) => op !== 'input');
}
